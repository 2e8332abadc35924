namespace Backorders.Prevention;

/// <summary>What service the factors of their time reached: the proof that is shown beside a target.</summary>
public static class ServiceReplay
{
    /// <summary>
    /// Plays the last 84 trading days again: at each origin the factor is found from what was known then, and held
    /// against what came. So no forecast is judged by a factor that had already seen it.
    /// </summary>
    /// <param name="scores">Of all items of the shop, 168 trading days back so that all origins have a pool.</param>
    /// <param name="demandClass">Of the item; its pool of today says which scores are looked at.</param>
    /// <param name="today">Number of the trading day.</param>
    /// <param name="factorOf">k of a pool, for instance <see cref="Calibration.CycleServiceFactor"/>.</param>
    /// <param name="daysPerWeek">Trading days of a week, 1 to 7.</param>
    public static ReplayedService Of(
        IReadOnlyList<CalibrationScore> scores, DemandClass demandClass, AbcClass abcClass, int today,
        Func<CalibrationPool, double> factorOf, int daysPerWeek = Calibration.OriginEveryDays)
    {
        ArgumentNullException.ThrowIfNull(factorOf);
        Sensible.From(1, daysPerWeek, 7, "A week in trading days");
        var judged = Calibration.Pool(scores, demandClass, abcClass, today).Scores
            .GroupBy(score => score.Origin)
            .Select(origin => (
                Factor: factorOf(Calibration.Pool(scores, demandClass, abcClass, origin.Key)), Scores: origin.ToList()))
            .ToList();
        var all = judged.SelectMany(origin => origin.Scores.Select(score => (Score: score, origin.Factor))).ToList();
        var asked = all.Where(one => one.Score.ActualUnits > 0).ToList();
        var units = all.Sum(one => one.Score.ActualUnits);
        return new ReplayedService(
            ShareServed(all), ShareServed(asked),
            units > 0 ? Math.Max(0, 1 - all.Sum(one => one.Score.ShortAt(one.Factor)) / units) : null,
            (int)Math.Round((double)judged.Count * Calibration.OriginEveryDays / daysPerWeek), all.Count);
    }

    private static double? ShareServed(List<(CalibrationScore Score, double Factor)> cycles) =>
        cycles.Count == 0 ? null : cycles.Average(cycle => cycle.Score.Value <= cycle.Factor ? 1d : 0d);
}

/// <param name="Cycles">Share of lead times without a shortage; null: no score yet.</param>
/// <param name="CyclesWithDemand">The same of those in which anything was asked, which is what counts for
/// intermittent items; null: none.</param>
/// <param name="Units">Share of units that were not short, the fill rate; null: nothing was asked.</param>
/// <param name="Weeks">From which forecasts were judged; one is made every 6 trading days.</param>
/// <param name="Scores">Forecasts judged.</param>
public sealed record ReplayedService(
    double? Cycles, double? CyclesWithDemand, double? Units, int Weeks, int Scores);
