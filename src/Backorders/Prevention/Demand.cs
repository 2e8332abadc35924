using MathNet.Numerics.Statistics;

namespace Backorders.Prevention;

/// <summary>
/// Demand is what was asked on the day it was asked (orders, backordered and rejected units included), not what was
/// shipped. What is extraordinary about it is tagged here; <see cref="DemandHistory"/> makes the series of days.
/// </summary>
public static class Demand
{
    /// <summary>Fewer lines say too little of what is usual: no line is bulk.</summary>
    public const int LeastLinesForBulk = 20;

    /// <summary>A line is bulk only when it is this many times the median line.</summary>
    public const double BulkMedians = 5;

    /// <summary>Calendar days after asking within which a cancellation undoes the demand.</summary>
    public const int CancelledWithinDays = Ledger.Line.EarlyDays;

    /// <summary>Makes of a median absolute deviation the standard deviation of a normal distribution.</summary>
    private const double NormalMad = 1.4826;

    private const double SpikeDeviations = 6;

    /// <summary>
    /// Tags the lines of a SKU that are above max(P99, 5 × median) of its line sizes, from 20 lines on. Bulk lines are
    /// promised, not buffered: keep them out of the rate and its deviation. (House rule, measured on a real shop. The
    /// percentile interpolates between lines, Hyndman and Fan 1996, type 7: else under 100 lines none were ever bulk.)
    /// </summary>
    /// <param name="lineUnits">Units asked by each line of the SKU, 1 or more each.</param>
    public static BulkLines Bulk(IReadOnlyList<int> lineUnits)
    {
        ArgumentNullException.ThrowIfNull(lineUnits);
        foreach (var units in lineUnits) Sensible.AtLeast(1, units, "A line's quantity", nameof(lineUnits));
        if (lineUnits.Count < LeastLinesForBulk)
        {
            return new BulkLines(
                null, [.. lineUnits.Select(_ => false)],
                $"not enough lines to tell bulk: {lineUnits.Count} of {LeastLinesForBulk}");
        }

        var sizes = lineUnits.Select(units => (double)units).ToList();
        var above = Math.Max(sizes.QuantileCustom(0.99, QuantileDefinition.R7), BulkMedians * sizes.Median());
        return new BulkLines(
            above, [.. lineUnits.Select(units => units > above)],
            $"bulk above {Shown.Number(above)} units a line (99 % of lines are smaller, the median is "
            + $"{Shown.Number(sizes.Median())})");
    }

    /// <summary>
    /// The days with more than median + 6 · 1.4826 · MAD of the days that had demand (the robust three-sigma rule of
    /// Hampel 1974, at six). Tagged and shown, never removed: cutting spikes out costs service. Where more than half of
    /// the days are alike (MAD 0) that would tag every larger day; then 5 × median counts.
    /// </summary>
    /// <param name="unitsPerDay">Units asked per open day; <see cref="double.NaN"/> where a day is missing.</param>
    public static SpikeDays Spikes(IReadOnlyList<double> unitsPerDay)
    {
        Sensible.History(unitsPerDay);
        var busy = unitsPerDay.Where(units => units > 0).ToList();
        if (busy.Count == 0) return new SpikeDays(null, []);

        var median = busy.Median();
        var mad = busy.Select(units => Math.Abs(units - median)).Median();
        var above = mad > 0 ? median + SpikeDeviations * NormalMad * mad : BulkMedians * median;
        return new SpikeDays(above, [.. Enumerable.Range(0, unitsPerDay.Count).Where(day => unitsPerDay[day] > above)]);
    }

    /// <summary>
    /// Takes out what the same customer cancelled within 3 calendar days of asking: units of the newest line first,
    /// never more than it asked. What is cancelled later, or was never asked, changes nothing.
    /// </summary>
    /// <param name="asked">Lines of one SKU.</param>
    /// <param name="cancelled">Cancellations of the same SKU.</param>
    /// <returns>The lines that are left, in the order given, and the units taken out.</returns>
    public static NetDemand NetOut(IReadOnlyList<AskedLine> asked, IReadOnlyList<CancelledLine> cancelled)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(cancelled);
        foreach (var line in asked) Sensible.AtLeast(1, line.Units, "A line's quantity", nameof(asked));

        var left = asked.Select(line => line.Units).ToArray();
        var newestFirst = Enumerable.Range(0, asked.Count)
            .OrderByDescending(line => asked[line].Day).ThenByDescending(line => line)
            .ToLookup(line => asked[line].Customer, StringComparer.Ordinal);
        foreach (var cancellation in cancelled.OrderBy(cancellation => cancellation.Day))
        {
            var open = Sensible.AtLeast(1, cancellation.Units, "A cancelled quantity", nameof(cancelled));
            foreach (var line in newestFirst[cancellation.Customer].Where(line => Undoes(cancellation, asked[line])))
            {
                var taken = Math.Min(open, left[line]);
                left[line] -= taken;
                open -= taken;
            }
        }

        return new NetDemand(
            [.. asked.Select((line, index) => line with { Units = left[index] }).Where(line => line.Units > 0)],
            asked.Sum(line => (long)line.Units) - left.Sum(units => (long)units));
    }

    private static bool Undoes(CancelledLine cancellation, AskedLine line) =>
        cancellation.Day.DayNumber - line.Day.DayNumber is >= 0 and <= CancelledWithinDays;
}

/// <summary>Which lines of a SKU are bulk.</summary>
/// <param name="AboveUnits">Lines with more units are bulk; null: too few lines to tell.</param>
/// <param name="IsBulk">For each line, in the order given.</param>
/// <param name="Reason">In a buyer's words.</param>
public sealed record BulkLines(double? AboveUnits, IReadOnlyList<bool> IsBulk, string Reason);

/// <summary>The days that stand out.</summary>
/// <param name="AboveUnits">Days with more units are spikes; null: there was no demand at all.</param>
/// <param name="Days">Their places in the series, from 0.</param>
public sealed record SpikeDays(double? AboveUnits, IReadOnlyList<int> Days);

/// <param name="Customer">Whatever tells customers apart; compared exactly.</param>
public sealed record AskedLine(string Customer, DateOnly Day, int Units);

/// <param name="Customer">Whatever tells customers apart; compared exactly.</param>
/// <param name="Day">When it was cancelled.</param>
public sealed record CancelledLine(string Customer, DateOnly Day, int Units);

/// <param name="Lines">What is left of them; lines without a unit left are gone.</param>
/// <param name="NettedUnits">Units that were asked and cancelled at once.</param>
public sealed record NetDemand(IReadOnlyList<AskedLine> Lines, long NettedUnits);
