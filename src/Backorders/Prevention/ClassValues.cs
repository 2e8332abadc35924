namespace Backorders.Prevention;

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
