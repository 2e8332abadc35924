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
