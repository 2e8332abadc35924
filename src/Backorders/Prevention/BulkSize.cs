namespace Backorders.Prevention;

/// <summary>Tells the few large lines that are to be promised, not buffered.</summary>
internal static class BulkSize
{
    /// <summary>With fewer lines nobody can tell.</summary>
    private const int FewestLines = 20;

    /// <summary>
    /// A line above so many units is bulk: the larger of the P99 of the SKU's line sizes (Hyndman and Fan 1996, type 7:
    /// between two sizes it is in proportion) and five times their median.
    /// </summary>
    /// <param name="sizes">Units of the lines that are known, in any order.</param>
    /// <returns>Units; null: fewer than 20 lines are known.</returns>
    public static double? Above(IReadOnlyCollection<int> sizes)
    {
        if (sizes.Count < FewestLines)
        {
            return null;
        }

        var rising = sizes.Order().ToArray();
        return Math.Max(Quantile(rising, 0.99), 5 * Quantile(rising, 0.5));
    }

    private static double Quantile(int[] rising, double share)
    {
        var at = (rising.Length - 1) * share;
        var (below, above) = (rising[(int)Math.Floor(at)], rising[(int)Math.Ceiling(at)]);
        return below + ((at - Math.Floor(at)) * (above - below));
    }
}
