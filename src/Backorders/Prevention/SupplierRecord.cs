namespace Backorders.Prevention;

/// <summary>How far a supplier's word can be relied on: ratios of sums over lines that have come to an end.</summary>
public static class SupplierRecord
{
    /// <summary>On time in full, confirmed and short, over lines that are complete, closed or cancelled.</summary>
    /// <param name="lines">Purchase order lines that have come to their end.</param>
    /// <param name="graceDays">Days after the due date that still count as on time.</param>
    /// <exception cref="ArgumentException">No line, or quantities that make no sense.</exception>
    public static SupplierFacts Of(IReadOnlyList<SupplierLine> lines, int graceDays = 0)
    {
        Sensible.NotEmpty(lines, "line of a supplier");
        Sensible.From(0, graceDays, OpenDays.LongestSpanDays, "A number of days of grace");
        foreach (var line in lines)
        {
            if (line.Ordered < 1 || line.Confirmed < 0 || line.Deliveries.Any(delivery => delivery.Units < 1))
            {
                throw new ArgumentException(
                    "A line orders 1 unit or more, confirms 0 or more, and each delivery brings 1 or more.",
                    nameof(lines));
            }
        }

        // What came beyond the order counts for nothing, however much it is.
        long Capped(long sum, long units, long ordered) => units >= ordered - sum ? ordered : sum + units;
        long InTime(SupplierLine line) => line.Deliveries
            .Where(delivery => delivery.Received.DayNumber - line.Due.DayNumber <= graceDays)
            .Aggregate(0L, (sum, delivery) => Capped(sum, delivery.Units, line.Ordered));
        long Received(SupplierLine line) => line.Deliveries
            .Aggregate(0L, (sum, delivery) => Capped(sum, delivery.Units, line.Ordered));
        var ordered = Sensible.Sum(lines.Select(line => line.Ordered), "Units ordered", nameof(lines));
        var received = lines.Sum(Received);
        return new(
            lines.Count, lines.Count(line => InTime(line) >= line.Ordered), ordered, lines.Sum(InTime),
            lines.Sum(line => Math.Min(line.Ordered, line.Confirmed)), received);
    }
}

/// <summary>A line ordered from a supplier.</summary>
/// <param name="Ordered">Units.</param>
/// <param name="Confirmed">Units that the supplier confirmed; 0: never confirmed.</param>
/// <param name="Due">The day by which all should have come: the confirmed date, or the wanted one.</param>
/// <param name="Deliveries">What came, in parts or at once; none: cancelled or lost.</param>
public sealed record SupplierLine(
    long Ordered, long Confirmed, DateOnly Due, IReadOnlyList<SupplierDelivery> Deliveries);

/// <summary>Units that came on a day.</summary>
/// <param name="Received">The day.</param>
/// <param name="Units">How many.</param>
public sealed record SupplierDelivery(DateOnly Received, long Units);

/// <summary>A supplier's record, sums and their ratios (0 to 1).</summary>
/// <param name="Lines">Lines looked at.</param>
/// <param name="LinesOnTimeInFull">Those of which every unit came by the due date.</param>
/// <param name="Ordered">Units ordered.</param>
/// <param name="OnTime">Units that came by the due date.</param>
/// <param name="Confirmed">Units confirmed.</param>
/// <param name="Received">Units that came at last.</param>
public sealed record SupplierFacts(
    long Lines, long LinesOnTimeInFull, long Ordered, long OnTime, long Confirmed, long Received)
{
    /// <summary>Lines on time in full / lines.</summary>
    public double OnTimeInFull => (double)LinesOnTimeInFull / Lines;

    /// <summary>Units on time / units ordered.</summary>
    public double OnTimeUnits => (double)OnTime / Ordered;

    /// <summary>Units confirmed / units ordered.</summary>
    public double ConfirmedRatio => (double)Confirmed / Ordered;

    /// <summary>Units that never came / units ordered.</summary>
    public double ShortRatio => (double)(Ordered - Received) / Ordered;
}
