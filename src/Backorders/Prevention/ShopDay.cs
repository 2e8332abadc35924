namespace Backorders.Prevention;

/// <summary>What all SKUs of a shop asked on a day; units where nothing else is said. Sums, so that they add up.
/// </summary>
/// <param name="Asked">All that was ordered, cancelled ones included.</param>
/// <param name="AtOnce">Of those, there at the moment of the order.</param>
/// <param name="LinesAtOnce">Of the lines, those that were there whole at the moment of the order.</param>
/// <param name="SkusLookedAt">SKUs whose stock was looked at that night.</param>
/// <param name="SkusOut">Of those, with nothing to sell.</param>
/// <param name="PromisedUnits">Units that were to come by shipments whose last units came on the day.</param>
/// <param name="KeptFirst">Of those, here by the first date that was promised by.</param>
/// <param name="KeptLast">Of those, here by the last one.</param>
public sealed record ShopDay(
    DateOnly Day, long Asked, long AtOnce, long Backordered, long Rejected, long Lines, long LinesAtOnce,
    long BulkUnits, int SkusLookedAt, int SkusOut, long PromisedUnits, long KeptFirst, long KeptLast)
{
    public static ShopDay Nothing(DateOnly day) => new(day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static ShopDay Of(DemandDay day) => new(
        day.Day, day.Asked, day.AtOnce, day.Backordered, day.Rejected, day.AskedLines, day.LinesAtOnce,
        day.BulkUnits, day.Stock is null ? 0 : 1, day.Stock is { Available: 0 } ? 1 : 0, 0, 0, 0);

    public ShopDay Plus(ShopDay other) => new(
        Day, Asked + other.Asked, AtOnce + other.AtOnce, Backordered + other.Backordered, Rejected + other.Rejected,
        Lines + other.Lines, LinesAtOnce + other.LinesAtOnce, BulkUnits + other.BulkUnits,
        SkusLookedAt + other.SkusLookedAt, SkusOut + other.SkusOut,
        PromisedUnits + other.PromisedUnits, KeptFirst + other.KeptFirst, KeptLast + other.KeptLast);

    /// <summary>Adds days up, in their order.</summary>
    public static IReadOnlyList<ShopDay> Sum(IEnumerable<ShopDay> days) =>
        [.. days.GroupBy(day => day.Day).OrderBy(same => same.Key).Select(same => same.Aggregate((a, b) => a.Plus(b)))];
}
