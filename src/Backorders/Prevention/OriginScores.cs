namespace Backorders.Prevention;

/// <summary>Makes the forecasts of the past again, each from what was known then, and holds them against what came.
/// </summary>
public static class OriginScores
{
    /// <summary>Twice <see cref="Calibration.NewestDays"/>, so that the factors of the last 12 weeks have their own
    /// pools.</summary>
    public const int LookBackDays = 2 * Calibration.NewestDays;

    /// <summary>An origin needs so many known days before it: the forecasts begin with them.</summary>
    public const int LeastDays = Forecast.TsbStart;

    /// <summary>
    /// One score for each day whose number is a multiple of 6, as far as its P days are over. The ABC class
    /// takes the whole shop: <see cref="OriginClasses.Put"/> puts it in.
    /// </summary>
    /// <param name="units">Units per open day, without bulk; <see cref="double.NaN"/>: missing.</param>
    /// <param name="lastDay">The number of the last of them among the shop's open days.</param>
    public static IReadOnlyList<CalibrationScore> Of(
        IReadOnlyList<double> units, PlannedLeadTime lead, int lastDay, PlanSettings settings)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(lead);
        ArgumentNullException.ThrowIfNull(settings);
        double[] days = [.. units];
        var window = Window(lead.Days + settings.ReviewDays);
        var first = FirstOrigin(days);
        if (first is null || days.Length - window < first)
        {
            return [];
        }

        var regular = Forecast.Ses(days).OneStepAhead;
        var intermittent = Forecast.Tsb(days).OneStepAhead;
        var scores = new List<CalibrationScore>(LookBackDays / Calibration.OriginEveryDays);
        var oldest = days.Length - window - settings.ScoreDays;
        for (var next = Math.Max(first.Value, oldest); next <= days.Length - window; next++)
        {
            // The origin is the last day that was known: the forecast is for the days from `next` on.
            var origin = lastDay - (days.Length - next);
            if (origin % Calibration.OriginEveryDays == 0 && next < days.Length
                && Score(days, next, origin, window, regular, intermittent, lead, settings) is { } score)
            {
                scores.Add(score);
            }
        }

        return scores;
    }

    /// <summary>P in whole days.</summary>
    public static int Window(double protectionDays) =>
        Math.Max(1, (int)Math.Round(protectionDays, MidpointRounding.AwayFromZero));

    private static CalibrationScore? Score(
        double[] days, int next, int origin, int window, IReadOnlyList<double> regular,
        IReadOnlyList<double> intermittent, PlannedLeadTime lead, PlanSettings settings)
    {
        var actual = new ArraySegment<double>(days, next, window).Sum();
        if (double.IsNaN(actual))
        {
            return null;
        }

        var known = new ArraySegment<double>(days, 0, next);
        var buckets = DemandHistory.Buckets(known, settings.DaysPerWeek);
        if (buckets.All(double.IsNaN))
        {
            return null;
        }

        var pattern = DemandClasses.Classify(buckets);
        var perDay = pattern.Adi is null or <= DemandClasses.RegularInterval ? regular[next] : intermittent[next];
        var moments = LeadTimeDemand.Moments(
            perDay, Variability.Of(known, window).Deviation, window, lead.Deviation);
        return moments.Deviation > 0
            ? new(pattern.Class, AbcClass.C, origin, origin + window, moments.Mean, moments.Deviation, actual)
            : null;
    }

    /// <summary>After enough known days and the first demand; null: never.</summary>
    private static int? FirstOrigin(double[] days)
    {
        var (known, asked) = (0, false);
        for (var day = 0; day < days.Length; day++)
        {
            known += double.IsNaN(days[day]) ? 0 : 1;
            asked |= days[day] > 0;
            if (known >= LeastDays && asked)
            {
                return day + 1;
            }
        }

        return null;
    }
}
