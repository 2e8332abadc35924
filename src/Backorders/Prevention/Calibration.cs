namespace Backorders.Prevention;

/// <summary>
/// The safety factor that would have reached the target on the shop's own past. Textbook factors believe the forecast
/// and the normal distribution; measured on a real shop they reach 85 % where 95 % was asked. Source: split conformal
/// prediction, Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005; Lei et al., "Distribution-
/// free predictive inference for regression", JASA 113, 2018.
/// </summary>
/// <remarks>
/// Days are numbered trading days, of any start. An <em>origin</em> is a day, every 6 trading days, on which a forecast
/// over the lead time was made; its score is known when that lead time has passed.
/// </remarks>
public static class Calibration
{
    /// <summary>Trading days from origin to origin: a week.</summary>
    public const int OriginEveryDays = 6;

    /// <summary>Origins older than this, in trading days, tell of another time.</summary>
    public const int NewestDays = 84;

    /// <summary>Fewer scores than this are no pool.</summary>
    public const int LeastScores = 200;

    /// <summary>Above, a few wild items would fill the warehouse with all others.</summary>
    public const double LargestFactor = 6;

    /// <summary>Halvings after which a factor of 6 is known to 1e-15.</summary>
    private const int MaxHalvings = 52;

    /// <summary>(actual − forecast) / sigma, by how many deviations the forecast was too low.</summary>
    /// <param name="actualUnits">Asked in the days after the origin.</param>
    /// <param name="forecastUnits">M at the origin.</param>
    /// <param name="sigmaUnits">Standard deviation as reckoned at the origin, above 0.</param>
    public static double Score(double actualUnits, double forecastUnits, double sigmaUnits)
    {
        Sensible.NotNegative(actualUnits, "Actual demand");
        Sensible.NotNegative(forecastUnits, "A forecast");
        return (actualUnits - forecastUnits) / Sensible.Positive(sigmaUnits, "Sigma");
    }

    /// <summary>
    /// The scores that speak for an item: known by today, of an origin in the last 84 trading days; of its class and
    /// ABC class if these are 200 or more, else of its class, else of all items.
    /// </summary>
    /// <param name="scores">Of all items of the shop, in any order.</param>
    /// <param name="today">Number of the trading day.</param>
    public static CalibrationPool Pool(
        IReadOnlyList<CalibrationScore> scores, DemandClass demandClass, AbcClass abcClass, int today)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var known = scores.Where(score => score.KnownOn <= today && score.Origin >= (long)today - NewestDays).ToList();
        var ofClass = known.Where(score => score.Class == demandClass).ToList();
        var ofBoth = ofClass.Where(score => score.AbcClass == abcClass).ToList();
        return (ofBoth.Count >= LeastScores, ofClass.Count >= LeastScores, known.Count >= LeastScores) switch
        {
            (true, _, _) => new CalibrationPool($"{Words(demandClass)} items of class {abcClass}", ofBoth, true),
            (_, true, _) => new CalibrationPool($"{Words(demandClass)} items", ofClass, true),
            (_, _, true) => new CalibrationPool("all items", known, true),
            _ => new CalibrationPool($"too few scores: {known.Count} of {LeastScores}", known, false),
        };
    }

    /// <summary>
    /// The ⌈τ(n + 1)⌉-th smallest of n scores: the next score is no larger with probability τ, whatever its
    /// distribution. Infinite where n scores are too few to tell.
    /// </summary>
    /// <param name="scores">In any order, one or more.</param>
    /// <param name="target">τ, above 0 and below 1: 0.95 for 95 %.</param>
    public static double ConformalQuantile(IReadOnlyList<double> scores, double target)
    {
        const double rounding = 1e-9;
        ArgumentNullException.ThrowIfNull(scores);
        Sensible.Share(target, "A service level");
        if (scores.Count == 0) throw new ArgumentException("Calibration needs one score or more.", nameof(scores));
        Sensible.EachNumber(scores, "A score");

        var rank = (int)Math.Ceiling(target * (scores.Count + 1d) - rounding);
        return rank > scores.Count ? double.PositiveInfinity : scores.Order().ElementAt(Math.Max(1, rank) - 1);
    }

    /// <summary>
    /// k for a cycle service level: the conformal quantile of the pool, not below the textbook's z and not above 6; z
    /// itself while there are too few scores.
    /// </summary>
    public static CalibratedFactor CycleServiceFactor(CalibrationPool pool, double target)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var textbook = SafetyFactor.Of(target);
        var factor = pool.Enough
            ? Math.Clamp(
                ConformalQuantile([.. pool.Scores.Select(score => score.Value)], target),
                Math.Min(textbook, LargestFactor), LargestFactor)
            : textbook;
        return new CalibratedFactor(
            factor, textbook, target, ServiceKind.Cycles, pool.Enough, pool.Scores.Count, pool.Name);
    }

    /// <summary>
    /// k for a fill rate: the least k ≥ 0 with Σ sigma·max(0, e − k) ≤ (1 − FR)·Σ actual demand over the pool, at most
    /// 6; while there are too few scores, that of the loss function, 0 if it is below.
    /// </summary>
    /// <param name="textbook">Of the item by <see cref="FillRate.Factor"/>.</param>
    public static CalibratedFactor FillRateFactor(CalibrationPool pool, double target, double textbook)
    {
        ArgumentNullException.ThrowIfNull(pool);
        Sensible.Share(target, "A fill rate");
        Sensible.Number(textbook, "The textbook's safety factor");
        var factor = pool.Enough ? FillRateFactor(pool.Scores, target) : Math.Max(0, textbook);
        return new CalibratedFactor(
            factor, textbook, target, ServiceKind.Units, pool.Enough, pool.Scores.Count, pool.Name);
    }

    /// <summary>The least k of 0 to 6 at which no more than the allowed share of the pool's demand was short.</summary>
    /// <param name="scores">One or more.</param>
    /// <param name="target">Fill rate, above 0 and below 1: 0.95 for 95 % of units.</param>
    public static double FillRateFactor(IReadOnlyList<CalibrationScore> scores, double target)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Sensible.Share(target, "A fill rate");
        if (scores.Count == 0) throw new ArgumentException("Calibration needs one score or more.", nameof(scores));

        var allowed = (1 - target) * scores.Sum(score => score.ActualUnits);
        if (Short(0) <= allowed) return 0;

        var (tooLow, enough) = (0d, LargestFactor);
        for (var halving = 0; halving < MaxHalvings; halving++)
        {
            var middle = (tooLow + enough) / 2;
            if (Short(middle) <= allowed) enough = middle;
            else tooLow = middle;
        }

        return enough;

        double Short(double factor) => scores.Sum(score => score.ShortAt(factor));
    }

    /// <summary>"target 95 %, reached 94 % in 12 weeks, k 2.8 (textbook 1.64)".</summary>
    /// <param name="factor">With its target; what the target counts, cycles or units, is what is shown as reached.
    /// </param>
    /// <param name="replayed">Of the same item.</param>
    public static string Explain(CalibratedFactor factor, ReplayedService replayed)
    {
        ArgumentNullException.ThrowIfNull(factor);
        ArgumentNullException.ThrowIfNull(replayed);
        var reached = factor.Counts == ServiceKind.Units ? replayed.Units : replayed.Cycles;
        var inWeeks = replayed.Weeks == 1 ? "1 week" : $"{replayed.Weeks} weeks";
        var share = reached is { } known ? $"reached {known * 100:0} % in {inWeeks}" : "reached not known yet";
        return $"target {Shown.Percent(factor.Target)}, {share}, "
            + $"k {Shown.Factor(factor.K)} (textbook {Shown.Factor(factor.Textbook)})";
    }

    private static string Words(DemandClass demandClass) => demandClass switch
    {
        DemandClass.None => "unasked",
        DemandClass.Smooth => "smooth",
        DemandClass.Erratic => "erratic",
        DemandClass.Intermittent => "intermittent",
        DemandClass.Lumpy => "lumpy",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>How one forecast over one lead time turned out.</summary>
/// <param name="AbcClass">As at the origin.</param>
/// <param name="Origin">Number of the trading day on which it was made.</param>
/// <param name="KnownOn">Number of the trading day on which the outcome was known, P days later.</param>
/// <param name="ForecastUnits">M.</param>
/// <param name="SigmaUnits">Above 0.</param>
/// <param name="ActualUnits">What was asked over those days.</param>
public sealed record CalibrationScore(
    DemandClass Class, AbcClass AbcClass, int Origin, int KnownOn, double ForecastUnits, double SigmaUnits,
    double ActualUnits)
{
    /// <summary>e, in standard deviations.</summary>
    public double Value => Calibration.Score(ActualUnits, ForecastUnits, SigmaUnits);

    /// <summary>Units that would have been short with a safety stock of so many deviations.</summary>
    public double ShortAt(double safetyFactor) => SigmaUnits * Math.Max(0, Value - safetyFactor);
}

/// <param name="Name">"lumpy items of class A", or why there is none.</param>
/// <param name="Enough">200 scores or more.</param>
public sealed record CalibrationPool(string Name, IReadOnlyList<CalibrationScore> Scores, bool Enough);

/// <param name="K">The safety factor to use.</param>
/// <param name="Textbook">What the normal distribution would have said.</param>
/// <param name="Counts">What the target is a share of.</param>
/// <param name="Calibrated">From scores; else the textbook's for want of them.</param>
/// <param name="Pool">Whose scores.</param>
public sealed record CalibratedFactor(
    double K, double Textbook, double Target, ServiceKind Counts, bool Calibrated, int Scores, string Pool);

/// <summary>What a service target counts; one is never meant for the other.</summary>
public enum ServiceKind
{
    /// <summary>Replenishment cycles without a shortage: the cycle service level.</summary>
    Cycles,

    /// <summary>Units served at once: the fill rate.</summary>
    Units,
}
