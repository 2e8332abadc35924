using System.Globalization;
using Backorders.Simulation.Checker;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Callers;

/// <summary>What the callers of one shop come up with: the same seed comes up with the same.</summary>
internal sealed class Trade(World world, Random random, string shop)
{
    private const int SkuCount = 3;
    private const int ShipmentCount = 4;

    private static readonly string[] Types =
        ["announced", "announced", "announced", "delayed", "arrived", "arrived", "closed", "cancelled"];

    private readonly List<OrderAsk> orders = [];
    private readonly List<Ask> repeatable = [];
    private int ids;

    public IReadOnlyList<string> Skus { get; } =
        [.. Enumerable.Range(1, SkuCount).Select(number => $"{char.ToUpperInvariant(shop[0])}-{number}")];

    public IReadOnlyList<OrderAsk> Orders => orders;

    private DateOnly Today => DateOnly.FromDateTime(world.Loop.Now.UtcDateTime);

    /// <summary>The next thing that somebody asks, and whether twice at once.</summary>
    public (Ask Ask, bool Twice) Next()
    {
        var ask = random.Next(100) switch
        {
            < 32 => Order(),
            < 38 => Repeat(),
            < 50 when orders.Count > 0 => Cancel(Any(orders)),
            < 63 when orders.Count > 0 => Ship(Any(orders)),
            < 70 => Receipt(),
            < 76 => Adjust(),
            < 79 => Count(Any(Skus)),
            < 93 => News(),
            < 96 when orders.Count > 0 => new GetAsk(shop, "order", Any(orders).Number, ""),
            < 98 => new GetAsk(shop, "order", OrderOfAnother(), ""),
            _ => new GetAsk(shop, "stock", Any(Skus), ""),
        };
        return (ask, ask is not GetAsk && random.Next(6) == 0);
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

    private OrderAsk Order()
    {
        var number = $"{shop[0]}{orders.Count + 1}";
        var name = $"canary-{shop}-{orders.Count + 1}";
        var email = $"{name}@{shop}.example";
        world.Watch.Checker.Plant(shop, $"canary-{shop}-");
        var lines = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new OrderAskLine(
            random.Next(60) == 0 ? "NO-SUCH" : Any(Skus), Quantity(), random.Next(12) == 0)).ToList();
        var order = new OrderAsk(shop, number, name, email, random.Next(6) == 0, lines);
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
            var order = Any(orders);
            return random.Next(3) > 0 ? order : order with { Lines = [.. order.Lines, new(Skus[0], 99, false)] };
        }

        if (repeatable.Count == 0)
        {
            return Receipt();
        }

        return (Any(repeatable), random.Next(3)) switch
        {
            (ReceiptAsk receipt, 0) => receipt with { Quantity = receipt.Quantity + 1 },
            (AdjustAsk adjust, 0) => adjust with { Quantity = adjust.Quantity > 0 ? adjust.Quantity + 1 : -1 },
            (CancelAsk { Key: not null } cancel, 0) => cancel with { Lines = [new(1, null)] },
            (NewsAsk { Eta: { } eta } news, 0) => news with { Eta = eta.AddDays(1) },
            (NewsAsk news, 0) => news with { Shipment = "PO-other" },
            (var known, _) => known,
        };
    }

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
            .Select(sku => (random.Next(60) == 0 ? "NO-SUCH" : sku, random.Next(1, 15))).ToList();
        var minute = world.Loop.Now.UtcTicks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute;
        var written = new DateTimeOffset(minute, TimeSpan.Zero).AddMinutes(-random.Next(0, 30));
        var news = new NewsAsk(
            shop, random.Next(12) == 0 ? "bolt" : "acme", NewId($"{random.Next(1_000)}.msg"), type, written,
            AnyShipment(), dated ? Today.AddDays(random.Next(-2, 20)) : null, named ? lines : null,
            random.Next(12) == 0);
        return news.IsForged ? news : Keep(news);
    }

    private string OrderOfAnother() => string.Create(
        CultureInfo.InvariantCulture, $"{World.ShopNames.First(name => name != shop)[0]}{random.Next(1, 5)}");

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
