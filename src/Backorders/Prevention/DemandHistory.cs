using MathNet.Numerics.Statistics;

namespace Backorders.Prevention;

/// <summary>The series of days that every forecast and safety stock is made of.</summary>
public static class DemandHistory
{
    /// <summary>Open days with known demand that a rate needs; fewer say too little.</summary>
    public const int LeastDays = 14;

    /// <summary>
    /// Units per open day. Open days on which nothing was asked count 0. Closed days leave the time axis; what was
    /// asked on one counts on the next open day, and after the last open day not yet. Days on which demand was rejected
    /// or could not be seen are missing, not 0: where backorders are accepted, there are none.
    /// </summary>
    /// <param name="first">The first day of the history.</param>
    /// <param name="last">The last day, included; within ten years of the first.</param>
    /// <param name="asked">Units asked on a day, bulk lines and what was cancelled at once taken out before.</param>
    /// <param name="closed">Days on which the warehouse does not work, of any length.</param>
    /// <param name="unseen">Days out of stock with rejected or unseen demand.</param>
    public static DemandSeries Days(
        DateOnly first, DateOnly last, IReadOnlyDictionary<DateOnly, double> asked,
        IReadOnlySet<DateOnly> closed, IReadOnlySet<DateOnly> unseen)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(closed);
        ArgumentNullException.ThrowIfNull(unseen);
        if (last < first)
            throw new ArgumentException($"A history ends on its first day or later, not on {last:O}.", nameof(last));
        if (last.DayNumber - first.DayNumber >= OpenDays.LongestSpanDays)
            throw new ArgumentException($"{first:O} to {last:O} is over ten years: begin later.", nameof(first));

        var days = new List<DateOnly>();
        var units = new List<double>();
        var carried = 0d;
        for (var number = first.DayNumber; number <= last.DayNumber; number++)
        {
            var day = DateOnly.FromDayNumber(number);
            carried += Sensible.NotNegative(asked.GetValueOrDefault(day), $"Demand of {day:O}", nameof(asked));
            if (closed.Contains(day)) continue;

            days.Add(day);
            units.Add(unseen.Contains(day) ? double.NaN : carried);
            carried = 0;
        }

        return new DemandSeries(days, units);
    }

    /// <summary>
    /// Mean units per day and their standard deviation (n − 1) over the days with known demand. Under 14 of them the
    /// rate given by hand, else that of similar items, else none; which of these it is, it says.
    /// </summary>
    /// <param name="unitsPerDay">Units per open day, of any number; <see cref="double.NaN"/>: missing.</param>
    /// <param name="manualPerDay">A rate that a person gave, units a day.</param>
    /// <param name="similarPerDay">The rate of similar items, units a day.</param>
    public static DemandRate Rate(
        IReadOnlyList<double> unitsPerDay, double? manualPerDay = null, double? similarPerDay = null)
    {
        ArgumentNullException.ThrowIfNull(unitsPerDay);
        var known = unitsPerDay.Where(units => !double.IsNaN(units)).ToList();
        if (known.Count > 0) Sensible.History(unitsPerDay);
        if (manualPerDay is { } byHand) Sensible.NotNegative(byHand, "A manual rate", nameof(manualPerDay));
        if (similarPerDay is { } like) Sensible.NotNegative(like, "The rate of similar items", nameof(similarPerDay));
        if (known.Count >= LeastDays)
        {
            return new DemandRate(
                known.Average(), known.StandardDeviation(), known.Count, RateBasis.History,
                $"{Shown.Number(known.Average())} a day over {known.Count} days");
        }

        var missing = $"not enough history: {known.Count} of {LeastDays} days";
        return (manualPerDay, similarPerDay) switch
        {
            ({ } manual, _) => new DemandRate(
                manual, null, known.Count, RateBasis.Manual, $"{missing}; {Shown.Number(manual)} a day set by hand"),
            (_, { } similar) => new DemandRate(
                similar, null, known.Count, RateBasis.SimilarItems,
                $"{missing}; {Shown.Number(similar)} a day as similar items"),
            _ => new DemandRate(null, null, known.Count, RateBasis.None, missing),
        };
    }

    /// <summary>
    /// Sums over buckets of so many days (weeks: as many days as the warehouse works in one), counted back from the
    /// newest day; what is left over at the beginning is no bucket. A bucket with a missing day is missing.
    /// </summary>
    /// <param name="unitsPerDay">Units per open day; <see cref="double.NaN"/> where a day is missing.</param>
    public static IReadOnlyList<double> Buckets(IReadOnlyList<double> unitsPerDay, int daysPerBucket)
    {
        ArgumentNullException.ThrowIfNull(unitsPerDay);
        Sensible.AtLeast(1, daysPerBucket, "A bucket's number of days");
        var leftOver = unitsPerDay.Count % daysPerBucket;
        return [.. unitsPerDay.Skip(leftOver).Chunk(daysPerBucket).Select(bucket => bucket.Sum())];
    }
}

/// <summary>Units per open day.</summary>
/// <param name="Days">Open days, oldest first.</param>
/// <param name="Units">For each of them; <see cref="double.NaN"/>: missing.</param>
public sealed record DemandSeries(IReadOnlyList<DateOnly> Days, IReadOnlyList<double> Units);

/// <summary>What is asked a day.</summary>
/// <param name="PerDay">Units a day; null: not known.</param>
/// <param name="Deviation">Standard deviation in units a day; null: not known.</param>
/// <param name="KnownDays">Open days with known demand.</param>
/// <param name="Explanation">"12.5 a day over 60 days", "not enough history: 9 of 14 days".</param>
public sealed record DemandRate(
    double? PerDay, double? Deviation, int KnownDays, RateBasis Basis, string Explanation);

public enum RateBasis
{
    None,
    History,
    Manual,
    SimilarItems,
}
