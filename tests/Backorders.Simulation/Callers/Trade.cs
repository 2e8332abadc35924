using System.Globalization;
using Backorders.Simulation.Checker;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Callers;

/// <summary>What the callers of one shop come up with: the same seed comes up with the same.</summary>
internal sealed class Trade(World world, Random random, string shop)
{
    private const int SkuCount = 3;
    private const int ShipmentCount = 4;

    /// <summary>More than a page of lines, and than what one batch places.</summary>
    private const int CrowdSize = 55;

    private static readonly string[] Types =
        ["announced", "announced", "announced", "delayed", "arrived", "arrived", "closed", "cancelled"];

    private readonly Links links = new(world, random, shop);
    private readonly List<OrderAsk> orders = [];
    private readonly List<Ask> repeatable = [];
    private int ids;

    /// <summary>Both shops use the same words: nothing but the shop keeps their data apart.</summary>
    public IReadOnlyList<string> Skus { get; } =
        [.. Enumerable.Range(1, SkuCount).Select(number => $"SKU-{number}")];

    public IReadOnlyList<OrderAsk> Orders => orders;

    private DateOnly Today => DateOnly.FromDateTime(world.Loop.Now.UtcDateTime);

    /// <summary>The next thing that somebody asks, and what is asked with it at once, mostly nothing.</summary>
    public (Ask Ask, Ask? AtOnce) Next()
    {
        var ask = random.Next(100) switch
        {
            < 32 => Order(),
            < 37 => Repeat(),
            < 44 when links.Next(orders) is { } link => link,
            < 50 when orders.Count > 0 => Cancel(Any(orders)),
            < 63 when orders.Count > 0 => Ship(Any(orders)),
            < 70 => Receipt(),
            < 76 => Adjust(),
            < 79 => Count(Any(Skus)),
            < 93 => News(),
            < 96 when orders.Count > 0 => new GetAsk(shop, "order", Any(orders).Number, ""),
            < 98 => new GetAsk(shop, "order", Number(orders.Count + random.Next(1, 6)), ""),
            _ => new GetAsk(shop, "stock", Any(Skus), ""),
        };
        return (ask, ask switch
        {
            GetAsk => null,
            LinkAsk link => random.Next(3) == 0 ? links.AtOnce(link) : null,
            _ => random.Next(6) == 0 ? ask : null,
        });
    }

    public CountAsk Count(string sku)
    {
        var (mode, limit) = random.Next(6) switch
        {
            0 => ("deny", (int?)null),
            1 => ("limit", random.Next(0, 12)),
            _ => ("allow", null),
        };
        return Keep(new CountAsk(
            shop, sku, NewId("count"), random.Next(0, 12), mode, limit, random.Next(4) == 0 ? null : random.Next(0, 25),
            random.Next(0, 3)));
    }

    /// <summary>Many at once for one SKU, as when a newspaper has written about it.</summary>
    public IReadOnlyList<OrderAsk> Crowd()
    {
        var sku = Any(Skus);
        return [.. Enumerable.Range(0, CrowdSize).Select(_ => Keep(Customers([new(sku, 1, false)])))];
    }

    /// <summary>Mostly a new one; now and then one that was asked for before, or another under its number.</summary>
    public OrderAsk ForTheQueue() => orders.Count > 0 && random.Next(3) == 0 ? Again(Any(orders)) : Order();

    private OrderAsk Order() => Keep(Customers([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new OrderAskLine(
        random.Next(60) == 0 ? "NO-SUCH" : Any(Skus), Quantity(), random.Next(12) == 0))]));

    private OrderAsk Customers(IReadOnlyList<OrderAskLine> lines)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"canary-{shop}-{orders.Count + 1}");
        return new(
            shop, Number(orders.Count + 1), name, $"{name}@{shop}.example", random.Next(6) == 0, lines);
    }

    private OrderAsk Keep(OrderAsk order)
    {
        orders.Add(order);
        return order;
    }

    /// <summary>Mostly a handful, now and then as many as there may be.</summary>
    private int Quantity() => random.Next(80) == 0 ? 1_000_000 : random.Next(1, 7);

    /// <summary>The very same again, or another content under the same id.</summary>
    private Ask Repeat()
    {
        if (orders.Count > 0 && random.Next(2) == 0)
        {
            return Again(Any(orders));
        }

        if (repeatable.Count == 0)
        {
            return Receipt();
        }

        return (Any(repeatable), random.Next(3)) switch
        {
            (ReceiptAsk receipt, 0) => random.Next(2) == 0
                ? receipt with { Quantity = receipt.Quantity + 1 }
                : receipt with { Shipment = receipt.Shipment is null ? AnyShipment() : null },
            (CountAsk count, 0) => count with { HandlingDays = count.HandlingDays + 1 },
            (AdjustAsk adjust, 0) => adjust with { Quantity = adjust.Quantity > 0 ? adjust.Quantity + 1 : -1 },
            (CancelAsk { Key: not null } cancel, 0) => cancel with { Lines = [new(1, null)] },
            (NewsAsk { Eta: { } eta } news, 0) => news with { Eta = eta.AddDays(1) },
            (NewsAsk news, 0) => random.Next(2) == 0
                ? news with { Shipment = "PO-other" } : news with { At = news.At.AddMinutes(-1) },
            (var known, _) => known,
        };
    }

    /// <summary>The very same, or another order under its number.</summary>
    private OrderAsk Again(OrderAsk order) => random.Next(12) switch
    {
        0 => order with { Lines = [.. order.Lines, new(Skus[0], 99, false)] },
        1 => order with { ShipComplete = !order.ShipComplete },
        2 => order with { Name = $"{order.Name}-too" },
        3 => WithFirst(order, line => line with { Quantity = line.Quantity == 1 ? 2 : 1 }),
        4 => WithFirst(order, line => line with { Deny = !line.Deny }),
        5 when order.Lines.Count > 1 => order with { Lines = [.. order.Lines.Reverse()] },
        _ => order,
    };

    private static OrderAsk WithFirst(OrderAsk order, Func<OrderAskLine, OrderAskLine> change) =>
        order with { Lines = [change(order.Lines[0]), .. order.Lines.Skip(1)] };

    private CancelAsk Cancel(OrderAsk order)
    {
        var key = random.Next(2) == 0 ? NewId("key") : null;
        if (random.Next(2) == 0)
        {
            return Keep(new CancelAsk(shop, order.Number, null, key));
        }

        var line = random.Next(1, order.Lines.Count + 1);
        var units = random.Next(2) == 0 ? (int?)null : random.Next(1, 3);
        return Keep(new CancelAsk(shop, order.Number, [new(line, units)], key));
    }

    private ShipAsk Ship(OrderAsk order) => new(
        shop, order.Number,
        random.Next(2) == 0 ? null : [random.Next(1, order.Lines.Count + 1)],
        random.Next(8) == 0 ? NewId("parcel") : $"parcel-{order.Number}");

    private ReceiptAsk Receipt() => Keep(new ReceiptAsk(
        shop, Any(Skus), NewId("GRN"), random.Next(1, 12), random.Next(2) == 0 ? AnyShipment() : null));

    private AdjustAsk Adjust() => Keep(new AdjustAsk(
        shop, Any(Skus), NewId("dmg"), random.Next(1, 6) * (random.Next(3) == 0 ? 1 : -1)));

    /// <summary>News of any kind, often late and out of order, some of it forged.</summary>
    private NewsAsk News()
    {
        var type = Any(Types);
        var dated = type is "announced" or "delayed";
        var named = type is "announced" or "arrived" || (dated && random.Next(3) == 0);
        var lines = Skus.Where(_ => random.Next(2) == 0).DefaultIfEmpty(Skus[0])
            .Select(sku => (Sku: random.Next(60) == 0 ? "NO-SUCH" : sku, random.Next(1, 15)))
            .DistinctBy(line => line.Sku).ToList();
        var minute = world.Loop.Now.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute;
        var written = new DateTimeOffset(minute, TimeSpan.Zero).AddMinutes(-random.Next(0, 30));
        var news = new NewsAsk(
            shop, random.Next(12) == 0 ? "bolt" : "acme", NewId($"{random.Next(1_000)}.msg"), type, written,
            AnyShipment(), dated ? Today.AddDays(random.Next(-2, 20)) : null, named ? lines : null,
            random.Next(12) == 0);
        return news.IsForged ? news : Keep(news);
    }

    private static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"WEB-{number}");

    private string AnyShipment() => string.Create(
        CultureInfo.InvariantCulture, $"PO-{random.Next(1, ShipmentCount + 1)}");

    private T Keep<T>(T ask)
        where T : Ask
    {
        repeatable.Add(ask);
        return ask;
    }

    private string NewId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{++ids}");

    private T Any<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
