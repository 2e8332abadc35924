namespace Backorders.Prevention;

/// <summary>What was asked of a SKU on each open day, the oldest first; all lists have the days' length.</summary>
/// <param name="Days">Open days.</param>
/// <param name="Units">Asked without bulk lines; <see cref="double.NaN"/>: missing.</param>
/// <param name="BulkUnits">Asked in bulk lines: promised, not buffered.</param>
/// <param name="Lines">Order lines, bulk included.</param>
public sealed record SkuPast(
    IReadOnlyList<DateOnly> Days, IReadOnlyList<double> Units, IReadOnlyList<double> BulkUnits,
    IReadOnlyList<int> Lines)
{
    /// <summary>From which size on a line is bulk; null: too few lines to tell.</summary>
    public double? BulkAbove { get; init; }

    /// <summary>
    /// From the days as they were counted; before the first known day there is no past. A day that refused somebody, or
    /// that had nothing to sell and would have refused, is missing: nobody knows what would have been asked.
    /// </summary>
    /// <param name="since">The first day of which anything is known; null: none.</param>
    /// <param name="denies">Whether the SKU refuses what is not there.</param>
    /// <param name="lineSizes">Units of the last lines, to tell bulk by.</param>
    public static SkuPast Of(
        IReadOnlyList<DemandDay> days, DateOnly? since, bool denies, IReadOnlyList<int> lineSizes)
    {
        ArgumentNullException.ThrowIfNull(days);
        var known = since is null ? [] : days.Where(day => day.Day >= since).ToList();
        return new(
            [.. known.Select(day => day.Day)],
            [.. known.Select(day => IsUnseen(day, denies) ? double.NaN : Math.Max(0, day.UnitsWithoutBulk))],
            [.. known.Select(day => (double)day.BulkUnits)], [.. known.Select(day => day.Lines)])
        {
            BulkAbove = Demand.Bulk(lineSizes).AboveUnits,
        };
    }

    private static bool IsUnseen(DemandDay day, bool denies) =>
        day.Rejected > 0 || (denies && day.Stock is { Available: 0 } && day.Units == 0);

    /// <summary>What a day asked in all, missing ones as far as is known.</summary>
    public double Asked(int day) => (double.IsNaN(Units[day]) ? 0 : Units[day]) + BulkUnits[day];
}

/// <summary>How long an order is expected to take, in days of the same kind as the demand's.</summary>
/// <param name="Days">L: mean, the usual lateness included.</param>
/// <param name="Deviation">s_L.</param>
/// <param name="LateDaysP80">Four of five receipts are no later than this beyond the confirmed date.</param>
/// <param name="Basis">Where it comes from, for the buyer.</param>
public sealed record PlannedLeadTime(double Days, double Deviation, double LateDaysP80, string Basis)
{
    /// <summary>Days taken where neither shop nor supplier says how long it takes.</summary>
    public const double AssumedDays = 14;

    public static readonly PlannedLeadTime Assumed = new(
        AssumedDays, 0, 0, $"{AssumedDays} days assumed: no lead time is known, set one");
}
