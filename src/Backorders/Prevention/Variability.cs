using MathNet.Numerics.Statistics;

namespace Backorders.Prevention;

/// <summary>How much demand varies: what safety stock stands against.</summary>
public static class Variability
{
    /// <summary>
    /// The variance of a day's demand that a protection of so many days must reckon with: the larger of the daily
    /// variance and the variance of overlapping sums of that many days, over the days. Demand that comes in waves makes
    /// the second larger. Variances divide by n − 1. (House rule; Silver, Pyke and Thomas, 4th ed., 6.7 on why.)
    /// </summary>
    /// <param name="unitsPerDay">Units per open day, oldest first; <see cref="double.NaN"/> where one is missing.
    /// </param>
    /// <param name="protectionDays">Lead time + review interval, days; above 0, rounded to whole days.</param>
    public static DemandVariability Of(IReadOnlyList<double> unitsPerDay, double protectionDays)
    {
        Sensible.History(unitsPerDay);
        Sensible.Positive(protectionDays, "A protection time in days");
        var known = unitsPerDay.Where(units => !double.IsNaN(units)).ToList();
        var daily = known.Count < 2 ? 0 : known.Variance();
        var window = protectionDays > unitsPerDay.Count
            ? unitsPerDay.Count
            : Math.Max(1, (int)Math.Round(protectionDays, MidpointRounding.AwayFromZero));
        var sums = WindowSums(unitsPerDay, window);
        double? ofWindows = sums.Count < 2 ? null : sums.Variance() / window;
        return new DemandVariability(Math.Max(daily, ofWindows ?? 0), daily, ofWindows, window);
    }

    /// <summary>Of the windows in which no day is missing.</summary>
    private static List<double> WindowSums(IReadOnlyList<double> unitsPerDay, int window)
    {
        var sums = new List<double>();
        var (sum, missing) = (0d, 0);
        for (var day = 0; day < unitsPerDay.Count; day++)
        {
            Count(unitsPerDay[day], 1);
            if (day >= window) Count(unitsPerDay[day - window], -1);
            if (day >= window - 1 && missing == 0) sums.Add(sum);
        }

        return sums;

        void Count(double units, int sign)
        {
            if (double.IsNaN(units)) missing += sign;
            else sum += sign * units;
        }
    }
}

/// <param name="Variance">The larger of the two, units² a day.</param>
/// <param name="Daily">Of single days, units².</param>
/// <param name="OfWindows">Of sums over the window, per day, units²; null: the history is no longer than one.</param>
/// <param name="WindowDays">Days in a window.</param>
public sealed record DemandVariability(double Variance, double Daily, double? OfWindows, int WindowDays)
{
    /// <summary>Units a day.</summary>
    public double Deviation => Math.Sqrt(Variance);
}
