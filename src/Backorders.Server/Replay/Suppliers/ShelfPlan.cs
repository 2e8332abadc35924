namespace Backorders.Server.Replay.Suppliers;

/// <summary>What the shop has of a SKU at first, and how it is bought: made up, for the data has no stock.</summary>
/// <param name="LeadTimeDays">Null: nobody knows when more will come.</param>
/// <param name="Mode">allow, deny or limit.</param>
/// <param name="Limit">With limit: the most units that may wait.</param>
/// <param name="ShortUnits">Units that the sales will want beyond what is there; 0: enough for all of them.</param>
internal sealed record ShelfPlan(
    string Sku, string? Name, int OnHand, int? LeadTimeDays, int HandlingDays, string Mode, int? Limit,
    string Supplier, int ShortUnits)
{
    /// <summary>Of 100 SKUs so many start with less than the sales will want.</summary>
    private const int ShortOfHundred = 15;

    /// <summary>The suppliers, each with the lead times (days) of its two kinds of goods.</summary>
    public static readonly IReadOnlyDictionary<string, int[]> LeadTimes = new Dictionary<string, int[]>
    {
        ["kestrel"] = [5, 7],
        ["marigold"] = [8, 11],
        ["tern"] = [12, 15],
    };

    /// <summary>Plans every SKU that is sold, by SKU. The same seed and sales, the same plan.</summary>
    public static IReadOnlyList<ShelfPlan> Make(
        IReadOnlyDictionary<string, long> demand, IReadOnlyDictionary<string, string> names, int seed) =>
        [
            .. demand.OrderBy(sku => sku.Key, StringComparer.Ordinal)
                .Select(sku => Make(sku.Key, checked((int)sku.Value), names.GetValueOrDefault(sku.Key), seed)),
        ];

    private static ShelfPlan Make(string sku, int demand, string? name, int seed)
    {
        var dice = Dice.For(seed, $"shelf {sku}");
        var supplier = LeadTimes.Keys.ElementAt(dice.Next(LeadTimes.Count));
        var leadTime = LeadTimes[supplier][dice.Next(2)];
        var knowsLeadTime = !dice.Chance(10);
        var percent = dice.Chance(ShortOfHundred) ? dice.Next(30, 95) : dice.Next(105, 160);
        var onHand = Math.Min(demand * (long)percent / 100, 1_000_000);
        var policy = dice.Next(100);
        return new(
            sku, name, (int)onHand, knowsLeadTime ? leadTime : null, HandlingDays: dice.Next(3),
            policy < 5 ? "deny" : policy < 12 ? "limit" : "allow", policy is >= 5 and < 12 ? 1 + (demand / 10) : null,
            supplier, (int)Math.Max(0, demand - onHand));
    }
}
