namespace Backorders.Prevention;

/// <summary>What all SKUs of a shop asked on a day; units where nothing else is said. Sums, so that they add up.
/// </summary>
/// <param name="Asked">All that was ordered, cancelled ones included.</param>
/// <param name="AtOnce">Of those, there at the moment of the order.</param>
/// <param name="SkusLookedAt">SKUs whose stock was looked at that night.</param>
/// <param name="SkusOut">Of those, with nothing to sell.</param>
/// <param name="PromisedUnits">Units that were to come by shipments whose last units came on the day.</param>
/// <param name="KeptFirst">Of those, here by the first date that was promised by.</param>
/// <param name="KeptLast">Of those, here by the last one.</param>
public sealed record ShopDay(
    DateOnly Day, long Asked, long AtOnce, long Backordered, long Rejected, long Lines, long BulkUnits,
    int SkusLookedAt, int SkusOut, long PromisedUnits, long KeptFirst, long KeptLast)
{
    public static ShopDay Nothing(DateOnly day) => new(day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static ShopDay Of(DemandDay day) => new(
        day.Day, day.Asked, day.AtOnce, day.Backordered, day.Rejected, day.AskedLines, day.BulkUnits,
        day.Stock is null ? 0 : 1, day.Stock is { Available: 0 } ? 1 : 0, 0, 0, 0);

    public ShopDay Plus(ShopDay other) => new(
        Day, Asked + other.Asked, AtOnce + other.AtOnce, Backordered + other.Backordered, Rejected + other.Rejected,
        Lines + other.Lines, BulkUnits + other.BulkUnits, SkusLookedAt + other.SkusLookedAt, SkusOut + other.SkusOut,
        PromisedUnits + other.PromisedUnits, KeptFirst + other.KeptFirst, KeptLast + other.KeptLast);

    /// <summary>Adds days up, in their order.</summary>
    public static IReadOnlyList<ShopDay> Sum(IEnumerable<ShopDay> days) =>
        [.. days.GroupBy(day => day.Day).OrderBy(same => same.Key).Select(same => same.Aggregate((a, b) => a.Plus(b)))];
}

/// <summary>Whether the classes of a shop go by money or by units.</summary>
public static class ClassValues
{
    /// <summary>Below, too little is priced for money to rank by.</summary>
    public const double LeastPriced = 0.8;

    /// <summary>
    /// Units × the least price where 80 % or more of the units have one (the others count at the mean price), else
    /// units: money and units are never ranked against each other.
    /// </summary>
    /// <param name="items">SKU, units of 90 days, price or null.</param>
    public static (bool ByMoney, IReadOnlyList<ItemValue> Values) Of(
        IReadOnlyList<(string Sku, double Units, double? Price)> items)
    {
        var (byMoney, worths) = UnitWorths(items);
        return (byMoney, [.. items.Zip(
            worths, (item, worth) => new ItemValue(item.Sku, Math.Max(0, item.Units) * worth))]);
    }

    /// <summary>The same for a unit of each item: money, or 1 where units are ranked.</summary>
    public static (bool ByMoney, IReadOnlyList<double> Each) UnitWorths(
        IReadOnlyList<(string Sku, double Units, double? Price)> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var units = items.Sum(item => Math.Max(0, item.Units));
        var priced = items.Where(item => item.Price is not null).Sum(item => Math.Max(0, item.Units));
        if (priced <= 0 || priced < LeastPriced * units)
        {
            return (false, [.. items.Select(_ => 1d)]);
        }

        var mean = items.Sum(item => Math.Max(0, item.Units) * (item.Price ?? 0)) / priced;
        return (true, [.. items.Select(item => item.Price ?? mean)]);
    }

    /// <summary>The median rate of items with enough history: what stands in for those without.</summary>
    /// <returns>Null: none has enough.</returns>
    public static double? SimilarPerDay(IReadOnlyList<SkuAnalysis> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        double[] rates = [.. items.Where(item => item.Rate.Basis == RateBasis.History)
            .Select(item => item.Demand.PerDay).Order()];
        return rates.Length == 0 ? null : (rates[(rates.Length - 1) / 2] + rates[rates.Length / 2]) / 2;
    }
}
