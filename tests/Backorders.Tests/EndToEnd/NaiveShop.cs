namespace Backorders.Tests.EndToEnd;

/// <summary>What the plainest shop answers to a request: a status and, where it is a no, why.</summary>
/// <param name="Problems">Any of them will do where several reasons stand against a request; empty: none does.</param>
internal sealed record Verdict(int Status, params IReadOnlyList<string> Problems)
{
    public static readonly Verdict Done = new(200);
}

/// <summary>
/// The contract played with lists and counters: first come, first served, one thing after another. It knows nothing of
/// the product; what it answers is what api.md says.
/// </summary>
internal sealed class NaiveShop(DateOnly today)
{
    private readonly SortedDictionary<string, NaiveSku> skus = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, NaiveShipment> shipments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NaiveOrder> orders = [];
    private readonly Dictionary<string, string> seen = [];

    public IReadOnlyCollection<NaiveSku> Skus => skus.Values;

    public IReadOnlyCollection<NaiveOrder> Orders => orders.Values;

    public NaiveOrder Order(string number) => orders[number];

    public Verdict Place(OrderSpec spec)
    {
        if (orders.TryGetValue(spec.Number, out var known))
        {
            return string.Equals(known.Spec.Content, spec.Content, StringComparison.Ordinal)
                ? Verdict.Done
                : new Verdict(422, "order-conflict");
        }

        var lines = spec.Lines.Select((line, index) =>
            skus[line.Sku].Place(spec.Number, index + 1, line.Quantity, line.Deny, today));
        var order = new NaiveOrder(spec, [.. lines]);
        orders.Add(spec.Number, order);
        order.Answered(Eta);
        return new Verdict(201);
    }

    /// <param name="units">Units per line (of more than there are, those that there are), null for the whole line;
    /// null: all that has not shipped.</param>
    public Verdict Cancel(NaiveOrder order, IReadOnlyList<(int Line, int? Units)>? units)
    {
        var named = units ?? [.. order.Live.Select(line => (line.Number, (int?)null))];
        var lines = units is null ? order.Lines : named.Select(name => order.Lines[name.Line - 1]).ToList();
        if (units is null ? lines.All(line => line.Shipped > 0) : lines.Any(line => line.Shipped > 0))
        {
            return new Verdict(409, "already-shipped");
        }

        foreach (var (name, some) in named)
        {
            var line = order.Lines[name - 1];
            if (line.Live > 0)
            {
                skus[line.Sku].Cancel(line, Math.Min(some ?? line.Live, line.Live));
                order.Cancelled();
            }
        }

        return Verdict.Done;
    }

    /// <param name="numbers">Null: all live lines.</param>
    public static Verdict Ship(NaiveOrder order, IReadOnlyList<int>? numbers, string tracking)
    {
        var named = numbers is null ? [.. order.Live] : numbers.Select(name => order.Lines[name - 1]).ToList();
        List<string> problems = [];
        if (order.Spec.ShipComplete && order.Live.Any(line => line.Waiting > 0 || !named.Contains(line)))
        {
            problems.Add("ship-complete");
        }

        if (named.Any(line => line.Waiting > 0 || (line.Live == 0 && line.Shipped == 0)))
        {
            problems.Add("not-allocated");
        }

        if (named.Any(line => line.Shipped > 0 && !string.Equals(line.Tracking, tracking, StringComparison.Ordinal)))
        {
            problems.Add("already-shipped");
        }

        if (problems.Count > 0)
        {
            return new Verdict(409, problems);
        }

        foreach (var line in named.Where(line => line.Shipped == 0))
        {
            NaiveSku.Ship(line, tracking);
        }

        return Verdict.Done;
    }

    /// <summary>Creates or changes a SKU; a stock count with an id counts once.</summary>
    /// <param name="onHand">Null: nobody counted.</param>
    public Verdict Put(string id, int? onHand, string? countId, Action<NaiveSku> policy, string content)
    {
        var known = skus.TryGetValue(id, out var sku);
        if (countId is not null && Repeats($"count {id} {countId}", content) is { } verdict)
        {
            return verdict;
        }

        sku ??= skus[id] = new NaiveSku(id);
        policy(sku);
        var counted = onHand ?? sku.OnHand;
        if (counted < sku.OnHand)
        {
            sku.Vanish(sku.OnHand - counted);
        }
        else
        {
            sku.Come(counted - sku.OnHand);
        }

        return new Verdict(known ? 200 : 201);
    }

    public Verdict Adjust(string sku, string id, int units)
    {
        var name = $"adjustment {sku} {id}";
        if (Repeats(name, units.ToString()) is { } verdict)
        {
            return verdict;
        }

        if (units > 0)
        {
            skus[sku].Come(units);
        }
        else if (!skus[sku].Vanish(-units))
        {
            seen.Remove(name);
            return new Verdict(409, "insufficient-stock");
        }

        return Verdict.Done;
    }

    public Verdict Receive(string sku, string id, int units, string? shipment)
    {
        if (Repeats($"receipt {sku} {id}", $"{units} {shipment}") is { } verdict)
        {
            return verdict;
        }

        if (shipment is null)
        {
            skus[sku].Come(units);
        }
        else
        {
            Supply(shipment, known => known.Receive(sku, units));
        }

        return Verdict.Done;
    }

    public Verdict Hear(News news)
    {
        var lines = news.Lines is null ? "" : string.Join(", ", news.Lines);
        var content = $"{news.Type} {news.At:O} {news.Shipment} {news.Eta} {lines}";
        if (Repeats($"webhook {news.WebhookId}", content) is { } verdict)
        {
            return verdict with { Status = verdict.Status == 200 ? 202 : verdict.Status };
        }

        Supply(news.Shipment, known => known.Hear(news));
        return new Verdict(202);
    }

    /// <summary>The date of the last unit that a line lacks; null when it lacks none.</summary>
    public NaiveEta? Eta(NaiveLine line) => line.Waiting == 0 ? null : Etas(line.Sku, null)[line];

    /// <summary>What somebody who came now would wait for; null when all units are there.</summary>
    public NaiveEta? Promise(string sku, int quantity)
    {
        var newcomer = new NaiveLine("", 0, sku, quantity, rejected: false, today)
        {
            Allocated = Math.Min(quantity, skus[sku].Available),
        };
        return newcomer.Waiting == 0 ? null : Etas(sku, newcomer)[newcomer];
    }

    public IEnumerable<(string Id, NaiveShipment Shipment)> Inbound(string sku) =>
        shipments.Where(entry => entry.Value.Open(sku) > 0).Select(entry => (entry.Key, entry.Value))
            .OrderBy(entry => entry.Value.Date);

    public void ComeToRest()
    {
        foreach (var order in orders.Values)
        {
            order.ComeToRest(Eta);
        }
    }

    private IReadOnlyDictionary<NaiveLine, NaiveEta> Etas(string sku, NaiveLine? newcomer) =>
        skus[sku].Etas(
            [.. Inbound(sku).Select(entry => (entry.Id, entry.Shipment.Date!.Value, entry.Shipment.Open(sku)))],
            newcomer);

    /// <summary>Lets a shipment learn something, and hands over what more of it has come.</summary>
    private void Supply(string shipment, Action<NaiveShipment> learn)
    {
        if (!shipments.TryGetValue(shipment, out var known))
        {
            known = shipments[shipment] = new NaiveShipment();
        }

        var before = skus.Keys.ToDictionary(sku => sku, known.Received);
        learn(known);
        foreach (var sku in skus.Values)
        {
            sku.Come(known.Received(sku.Id) - before[sku.Id]);
        }
    }

    /// <returns>Null when the id is new; else the first decision stands, or the content differs.</returns>
    private Verdict? Repeats(string id, string content) =>
        seen.TryAdd(id, content) ? null
        : string.Equals(seen[id], content, StringComparison.Ordinal) ? Verdict.Done
        : new Verdict(422, "id-conflict");
}
