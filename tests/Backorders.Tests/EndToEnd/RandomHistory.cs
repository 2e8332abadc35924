namespace Backorders.Tests.EndToEnd;

/// <summary>What one caller and one supplier do in a random history. The same seed does the same.</summary>
internal sealed class RandomHistory
{
    private const int SkuCount = 5;
    private const int ShipmentCount = 4;
    private readonly Random random;
    private readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
    private readonly NaiveShop naive;
    private readonly SideBySide both;
    private readonly string name;
    private readonly bool newsOvertake;
    private readonly string[] skus;
    private readonly List<Func<Task>> repeatable = [];
    private readonly List<News> news = [];
    private int ids;

    /// <param name="name">Keeps the SKUs, orders and shipments of this history apart from all others.</param>
    public RandomHistory(Caller caller, int seed, string name)
    {
        this.name = name;
        random = new Random(seed);
        newsOvertake = seed % 3 == 0;
        naive = new NaiveShop(today);
        both = new SideBySide(caller, naive, today, $"history {name}, seed {seed}");
        skus = [.. Enumerable.Range(1, SkuCount).Select(number => $"{name}.SKU-{number}")];
    }

    public async Task Play(int events)
    {
        foreach (var sku in skus)
        {
            await Count(sku);
        }

        for (var number = 0; number < events; number++)
        {
            await Next();
            await both.Rest(naive.Orders.OrderBy(_ => random.Next()).Take(3).ToList());
        }

        await both.Rest(naive.Orders);
        await both.CompareLists(skus);
        await both.CompareMails();
    }

    private Task Next() => random.Next(100) switch
    {
        < 30 => both.Order(NewOrder()),
        < 34 => RepeatOrder(),
        < 46 => Cancel(),
        < 58 => Ship(),
        < 66 => Receive(),
        < 72 => Adjust(),
        < 75 => Count(Any(skus)),
        < 78 => ChangePolicy(Any(skus)),
        < 82 => Any(repeatable)(),
        < 86 => both.AskForAPromise(Any(skus), random.Next(1, 20)),
        < 96 => TellNews(),
        < 98 => newsOvertake ? TellNewsAtOnce() : TellNews(),
        _ => RepeatNews(),
    };

    private OrderSpec NewOrder() => new(
        $"{name}-{naive.Orders.Count + 1}", Chance(5),
        [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => (Any(skus), random.Next(1, 9), Chance(6)))]);

    private Task RepeatOrder()
    {
        if (naive.Orders.Count == 0)
        {
            return Task.CompletedTask;
        }

        var known = Any(naive.Orders).Spec;
        return both.Order(Chance(2) ? known : known with { Lines = [.. known.Lines, (skus[0], 99, false)] });
    }

    private Task Cancel()
    {
        if (naive.Orders.Count == 0)
        {
            return Task.CompletedTask;
        }

        var order = Any(naive.Orders);
        if (Chance(3))
        {
            return both.Change(
                order, "cancel", new { reason = "no longer wanted" }, "all", () => naive.Cancel(order, null));
        }

        List<(int Line, int? Units)> named = [.. order.Lines.Where(_ => Chance(2)).DefaultIfEmpty(order.Lines[0])
            .Select(line => (line.Number, line.Live > 1 && Chance(2) ? random.Next(1, line.Live + 2) : (int?)null))];
        var lines = named.Select(entry =>
            entry.Units is { } units ? new { line = entry.Line, quantity = units } : (object)entry.Line);
        return both.Change(
            order, "cancel", new { lines }, string.Join(", ", named), () => naive.Cancel(order, named));
    }

    private Task Ship()
    {
        if (naive.Orders.Where(order => order.Live.Any() || Chance(5)).ToList() is not { Count: > 0 } orders)
        {
            return Task.CompletedTask;
        }

        var order = Any(orders);
        var trackingNumber = Chance(8) ? "another truck" : "the truck of " + order.Spec.Number;
        if (order.Live.Any() && !Chance(3))
        {
            return both.Change(
                order, "shipments", new { trackingNumber }, "all", () => NaiveShop.Ship(order, null, trackingNumber));
        }

        List<int> lines = [.. order.Lines.Select(line => line.Number).Where(_ => !Chance(3)).DefaultIfEmpty(1)];
        return both.Change(
            order, "shipments", new { lines, trackingNumber }, $"{string.Join(", ", lines)} by {trackingNumber}",
            () => NaiveShop.Ship(order, lines, trackingNumber));
    }

    private Task Receive()
    {
        var (sku, id, quantity) = (Any(skus), NewId("GRN"), random.Next(1, 16));
        var shipment = Chance(2) ? AnyShipment() : null;
        var body = shipment is null ? (object)new { id, quantity } : new { id, quantity, shipment };
        return Repeatably(() => both.Move(sku, "receipts", body, () => naive.Receive(sku, id, quantity, shipment)));
    }

    private Task Adjust()
    {
        var (sku, id, quantity) = (Any(skus), NewId("dmg"), random.Next(1, 13) * (Chance(3) ? 1 : -1));
        var body = new { id, quantity, reason = "damaged" };
        return Repeatably(() => both.Move(sku, "adjustments", body, () => naive.Adjust(sku, id, quantity)));
    }

    private Task Count(string sku)
    {
        var (onHand, countId, called) = (random.Next(0, 25), NewId("count"), $"Thing {random.Next(100)}");
        var (leadTimeDays, handlingDays) = (Chance(4) ? null : (int?)random.Next(0, 30), random.Next(0, 4));
        var (mode, limit) = random.Next(4) switch
        {
            0 => ("deny", null),
            1 => ("limit", (int?)random.Next(0, 20)),
            _ => ("allow", null),
        };
        var backorder = limit is null ? (object)new { mode } : new { mode, limit };
        var body = new { onHand, countId, backorder, leadTimeDays, handlingDays, name = called };
        return Repeatably(() => both.Count(sku, body, () => naive.Put(sku, onHand, countId, known =>
        {
            (known.Mode, known.Limit, known.Name) = (mode, limit, called);
            (known.LeadTimeDays, known.HandlingDays) = (leadTimeDays, handlingDays);
        }, body.ToString() ?? "")));
    }

    /// <summary>Some members alone; the others stay as they are, and null clears.</summary>
    private Task ChangePolicy(string sku)
    {
        var (days, units) = (random.Next(0, 30), random.Next(0, 25));
        (object Body, int? OnHand, Action<NaiveSku> Change) change = random.Next(4) switch
        {
            0 => (new { leadTimeDays = days }, null, known => known.LeadTimeDays = days),
            1 => (new { leadTimeDays = (int?)null, handlingDays = 2 }, null,
                known => (known.LeadTimeDays, known.HandlingDays) = (null, 2)),
            2 => (new { backorder = (object?)null, name = (string?)null }, null,
                known => (known.Mode, known.Limit, known.Name) = ("allow", null, null)),
            _ => (new { onHand = units }, units, _ => { }),
        };
        return both.Count(sku, change.Body, () => naive.Put(sku, change.OnHand, null, change.Change, ""));
    }

    private Task TellNews()
    {
        news.Add(AnyNews());
        return both.Tell(news[^1]);
    }

    /// <summary>Several pieces of news that overtake each other, some of them twice.</summary>
    private Task TellNewsAtOnce()
    {
        List<News> told = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => AnyNews())];
        news.AddRange(told);
        return both.TellAtOnce([.. told, .. told.Where(_ => Chance(2))]);
    }

    /// <summary>News of any type, often late: written at one of a few minutes in the past, told now.</summary>
    private News AnyNews()
    {
        var type = Any("announced announced announced delayed delayed arrived arrived closed cancelled".Split(' '));
        var dated = type is "announced" or "delayed";
        var named = type is "announced" or "arrived" || (dated && Chance(3));
        var eta = today.AddDays(Chance(8) ? -1 : random.Next(1, 30));
        var lines = skus.Where(_ => Chance(2)).DefaultIfEmpty(skus[0]).Select(sku => (sku, random.Next(1, 25)));
        var written = new DateTimeOffset(today, default, default).AddMinutes(-random.Next(1, 20));
        return new News(
            $"{random.Next(1000)}.{NewId(name)}", "shipment." + type, written, AnyShipment(),
            dated ? eta : null, named ? [.. lines] : null);
    }

    private Task RepeatNews()
    {
        if (news.Count == 0)
        {
            return Task.CompletedTask;
        }

        var known = Any(news);
        return both.Tell(Chance(2) ? known : known with { Shipment = name + ".PO-other" });
    }

    private Task Repeatably(Func<Task> act)
    {
        repeatable.Add(act);
        return act();
    }

    private string AnyShipment() => $"{name}.PO-{random.Next(1, ShipmentCount + 1)}";

    private string NewId(string kind) => $"{kind}-{++ids}";

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Any<T>(IReadOnlyCollection<T> of) => of.ElementAt(random.Next(of.Count));
}
