namespace Backorders.Prevention;

/// <summary>
/// Demand per period from its past. A period is whatever the history has: days in this shop, months in many books.
/// </summary>
/// <remarks>
/// In all methods the history is units per period, oldest first, and <see cref="double.NaN"/> where a period is
/// missing: it teaches nothing and, for intervals, does not count. An initial value is the estimate before the first
/// period; by default every period then changes it. Where it already contains the first periods (an average of them),
/// <c>learnFrom</c> is the place of the first period that may change it.
/// </remarks>
public static class Forecast
{
    /// <summary>Known periods whose mean starts simple exponential smoothing.</summary>
    public const int SesStart = 14;

    /// <summary>Known periods whose share with demand starts TSB's probability.</summary>
    public const int TsbStart = 24;

    /// <summary>
    /// The house's choice: simple exponential smoothing for regular demand, TSB for intermittent demand.
    /// </summary>
    /// <param name="unitsPerDay">Units per open day.</param>
    /// <param name="adi">Average interval between demands in weekly buckets, from
    /// <see cref="DemandClasses.Classify(IReadOnlyList{double}, bool)"/>; null: there was no demand.</param>
    public static DemandForecast Choose(IReadOnlyList<double> unitsPerDay, double? adi) =>
        adi is null or <= DemandClasses.RegularInterval ? Ses(unitsPerDay) : Tsb(unitsPerDay);

    /// <summary>
    /// Simple exponential smoothing, level ← α·y + (1 − α)·level. Source: Brown, "Statistical Forecasting for Inventory
    /// Control", 1959; Silver, Pyke and Thomas, "Inventory and Production Management in Supply Chains", 4th ed., 3.4.
    /// </summary>
    /// <param name="units">Units per period.</param>
    /// <param name="alpha">Above 0, at most 1. The house's 0.05 is for days; books take 0.1 to 0.3 for months.</param>
    /// <param name="initialLevel">Units per period before the first; null: the mean of the first 14 known periods.
    /// </param>
    /// <param name="learnFrom">Place of the first period that changes the level.</param>
    public static DemandForecast Ses(
        IReadOnlyList<double> units, double alpha = 0.05, double? initialLevel = null, int learnFrom = 0)
    {
        Check(units, learnFrom);
        Sensible.Smoothing(alpha);
        var level = initialLevel is { } given
            ? Sensible.NotNegative(given, "An initial level", nameof(initialLevel))
            : Known(units).Take(SesStart).Average();
        var ahead = new double[units.Count];
        for (var period = 0; period < units.Count; period++)
        {
            ahead[period] = level;
            if (period >= learnFrom && !double.IsNaN(units[period])) level += alpha * (units[period] - level);
        }

        return new DemandForecast("simple exponential smoothing", level, null, null, null, ahead);
    }

    /// <summary>
    /// TSB: size z and probability p of demand are smoothed apart, p in every period, so that the forecast of an item
    /// that nobody asks for any more sinks. Forecast p·z. Source: Teunter, Syntetos and Babai, "Intermittent demand:
    /// linking forecasting to inventory obsolescence", EJOR 214, 2011.
    /// </summary>
    /// <param name="units">Units per period.</param>
    /// <param name="alphaSize">Above 0, at most 1.</param>
    /// <param name="betaProbability">Above 0, at most 1.</param>
    /// <param name="initialSize">Units; null: the first size that is not 0.</param>
    /// <param name="initialProbability">0 to 1; null: the share of the first 24 known periods that had demand.</param>
    /// <param name="learnFrom">Place of the first period that changes size and probability.</param>
    public static DemandForecast Tsb(
        IReadOnlyList<double> units, double alphaSize = 0.1, double betaProbability = 0.05,
        double? initialSize = null, double? initialProbability = null, int learnFrom = 0)
    {
        Check(units, learnFrom);
        Sensible.Smoothing(alphaSize);
        Sensible.Smoothing(betaProbability);
        if (initialProbability is < 0 or > 1 or double.NaN)
        {
            throw new ArgumentOutOfRangeException(
                nameof(initialProbability), $"A probability is 0 to 1, not {initialProbability}.");
        }

        var size = InitialSize(units, initialSize);
        var probability = initialProbability ?? Known(units).Take(TsbStart).Average(demand => demand > 0 ? 1d : 0d);
        var ahead = new double[units.Count];
        for (var period = 0; period < units.Count; period++)
        {
            ahead[period] = probability * size;
            if (period < learnFrom || double.IsNaN(units[period])) continue;

            if (units[period] > 0) size += alphaSize * (units[period] - size);
            probability += betaProbability * ((units[period] > 0 ? 1 : 0) - probability);
        }

        return new DemandForecast("TSB", probability * size, size, null, probability, ahead);
    }

    /// <summary>
    /// Croston's method: size z and interval x between demands are smoothed apart, both only when there is demand.
    /// Forecast z/x. Known to be too high on average by about 1/(1 − α/2); kept for comparison. Source: Croston,
    /// "Forecasting and stock control for intermittent demands", Operational Research Quarterly 23, 1972.
    /// </summary>
    /// <param name="units">Units per period.</param>
    /// <param name="alpha">For sizes; above 0, at most 1.</param>
    /// <param name="alphaInterval">For intervals; null: the same.</param>
    /// <param name="initialSize">Units; null: the first size that is not 0.</param>
    /// <param name="initialInterval">Periods, 1 or more; null: the periods up to the first demand, it included.</param>
    /// <param name="learnFrom">Place of the first period that changes size and interval.</param>
    public static DemandForecast Croston(
        IReadOnlyList<double> units, double alpha = 0.1, double? alphaInterval = null,
        double? initialSize = null, double? initialInterval = null, int learnFrom = 0) =>
        Intervals("Croston", units, alpha, alphaInterval ?? alpha, initialSize, initialInterval, learnFrom, factor: 1);

    /// <summary>
    /// The Syntetos-Boylan approximation: Croston's forecast × (1 − α/2), with the α of the intervals. Source: Syntetos
    /// and Boylan, "The accuracy of intermittent demand estimates", International Journal of Forecasting 21, 2005.
    /// </summary>
    /// <inheritdoc cref="Croston"/>
    public static DemandForecast Sba(
        IReadOnlyList<double> units, double alpha = 0.1, double? alphaInterval = null,
        double? initialSize = null, double? initialInterval = null, int learnFrom = 0) =>
        Intervals(
            "Syntetos-Boylan", units, alpha, alphaInterval ?? alpha, initialSize, initialInterval, learnFrom,
            factor: 1 - (alphaInterval ?? alpha) / 2);

    private static DemandForecast Intervals(
        string method, IReadOnlyList<double> units, double alpha, double alphaInterval,
        double? initialSize, double? initialInterval, int learnFrom, double factor)
    {
        Check(units, learnFrom);
        Sensible.Smoothing(alpha);
        Sensible.Smoothing(alphaInterval);
        if (initialInterval is { } given && !(given >= 1 && double.IsFinite(given)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(initialInterval), $"An interval between demands is 1 period or more, not {given}.");
        }

        var size = InitialSize(units, initialSize);
        var interval = initialInterval ?? Known(units).TakeWhile(demand => demand <= 0).Count() + 1;
        var since = 0;
        var ahead = new double[units.Count];
        for (var period = 0; period < units.Count; period++)
        {
            ahead[period] = factor * size / interval;
            if (double.IsNaN(units[period])) continue;

            since++;
            if (units[period] <= 0) continue;

            if (period >= learnFrom)
            {
                size += alpha * (units[period] - size);
                interval += alphaInterval * (since - interval);
            }

            since = 0;
        }

        return new DemandForecast(method, factor * size / interval, size, interval, null, ahead);
    }

    private static void Check(IReadOnlyList<double> units, int learnFrom)
    {
        Sensible.History(units);
        Sensible.AtLeast(0, learnFrom, "The first period that teaches");
    }

    private static IEnumerable<double> Known(IReadOnlyList<double> units) =>
        units.Where(demand => !double.IsNaN(demand));

    /// <summary>0 when nothing was ever asked and no size is given.</summary>
    private static double InitialSize(IReadOnlyList<double> units, double? given) => given is { } size
        ? Sensible.NotNegative(size, "An initial size", "initialSize")
        : units.FirstOrDefault(demand => demand > 0);
}

/// <summary>What a method expects, and how it got there.</summary>
/// <param name="Method">In words.</param>
/// <param name="PerPeriod">Units per period, the same for every period to come.</param>
/// <param name="Size">Units when there is demand; null: the method has none.</param>
/// <param name="Interval">Periods from demand to demand; null: the method has none.</param>
/// <param name="Probability">That a period has demand, 0 to 1; null: the method has none.</param>
/// <param name="OneStepAhead">For each period of the history, what was forecast for it the period before.</param>
public sealed record DemandForecast(
    string Method, double PerPeriod, double? Size, double? Interval, double? Probability,
    IReadOnlyList<double> OneStepAhead);
