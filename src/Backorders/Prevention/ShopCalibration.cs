using System.Collections.Concurrent;

namespace Backorders.Prevention;

/// <summary>
/// The pools of a shop's scores, with the factors found from each kept: what thousands of SKUs share is reckoned once,
/// however many of them ask at the same time.
/// </summary>
/// <param name="scores">Of all SKUs, <see cref="OriginScores.LookBackDays"/> back, each with the ABC class
/// that its SKU had at the origin.</param>
/// <param name="today">Number of the last day that is known.</param>
public sealed class ShopCalibration(IReadOnlyList<CalibrationScore> scores, int today, PlanSettings settings)
{
    private readonly ConcurrentDictionary<(DemandClass, AbcClass), Lazy<CalibrationPool>> pools = [];
    private readonly ConcurrentDictionary<(DemandClass, AbcClass, double), Lazy<double>> factors = [];
    private readonly ConcurrentDictionary<(DemandClass, AbcClass), Lazy<ReplayedService>> replayed = [];

    public CalibrationPool Pool(DemandClass demandClass, AbcClass abc) =>
        Kept(pools, (demandClass, abc), () => Calibration.Pool(scores, demandClass, abc, today));

    /// <summary>k, from the pool where it has enough scores, else the textbook's.</summary>
    /// <param name="textbookOf">The SKU's own factor of a target without scores; may be below 0 for units.</param>
    public CalibratedFactor Factor(
        DemandClass demandClass, AbcClass abc, double target, Func<double, double> textbookOf)
    {
        var pool = Pool(demandClass, abc);
        var textbook = textbookOf(target);
        var factor = pool.Enough
            ? Kept(factors, (demandClass, abc, target), () => Found(pool, target))
            : Math.Max(0, textbook);
        return new(factor, textbook, target, settings.Counts, pool.Enough, pool.Scores.Count, pool.Name);
    }

    /// <summary>What the factors of their time reached in the last 12 weeks.</summary>
    public ReplayedService Reached(DemandClass demandClass, AbcClass abc) =>
        Kept(replayed, (demandClass, abc), () => ServiceReplay.Of(
            scores, demandClass, abc, today,
            pool => pool.Enough ? Found(pool, settings.Target(abc)) : SafetyFactor.Of(settings.Target(abc)),
            settings.DaysPerWeek));

    private double Found(CalibrationPool pool, double target) => settings.Counts == ServiceKind.Units
        ? Calibration.FillRateFactor(pool.Scores, target)
        : Calibration.CycleServiceFactor(pool, target).K;

    private static TValue Kept<TKey, TValue>(
        ConcurrentDictionary<TKey, Lazy<TValue>> kept, TKey key, Func<TValue> make)
        where TKey : notnull => kept.GetOrAdd(key, static (_, first) => new(first), make).Value;
}
