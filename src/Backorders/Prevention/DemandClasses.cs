using MathNet.Numerics.Statistics;

namespace Backorders.Prevention;

/// <summary>
/// How regular demand is, by the average interval between demands (ADI) and the squared coefficient of variation of
/// their sizes (CV²). Source: Syntetos, Boylan and Croston, "On the categorization of demand patterns", JORS 56, 2005.
/// </summary>
public static class DemandClasses
{
    /// <summary>Up to here, included, demand comes regularly.</summary>
    public const double RegularInterval = 1.32;

    /// <summary>Up to here, included, sizes are alike.</summary>
    public const double AlikeSizes = 0.49;

    /// <summary>
    /// The class of a series of buckets (weeks, months). ADI is buckets per bucket with demand; CV² is over the buckets
    /// with demand alone, 0 when there is one.
    /// </summary>
    /// <param name="unitsPerBucket">Oldest first; <see cref="double.NaN"/>: missing, left out.</param>
    /// <param name="population">Divide the squared deviations of sizes by n, else by n − 1.</param>
    /// <returns>Without any demand: class None, ADI and CV² null.</returns>
    public static DemandPattern Classify(IReadOnlyList<double> unitsPerBucket, bool population = false)
    {
        Sensible.History(unitsPerBucket);
        var known = unitsPerBucket.Count(units => !double.IsNaN(units));
        var sizes = unitsPerBucket.Where(units => units > 0).ToList();
        if (sizes.Count == 0) return new DemandPattern(DemandClass.None, null, null, known, 0);

        var variance = sizes.Count < 2 ? 0 : population ? sizes.PopulationVariance() : sizes.Variance();
        var mean = sizes.Average();
        return Classify((double)known / sizes.Count, variance / (mean * mean)) with
        {
            Buckets = known,
            BucketsWithDemand = sizes.Count,
        };
    }

    /// <summary>The class that two figures stand for.</summary>
    /// <param name="adi">Average interval between demands, in buckets, 1 or more.</param>
    /// <param name="cv2">Squared coefficient of variation of the sizes, 0 or more.</param>
    public static DemandPattern Classify(double adi, double cv2)
    {
        if (!(adi >= 1) || !double.IsFinite(adi))
            throw new ArgumentOutOfRangeException(nameof(adi), $"An average demand interval is 1 or more, not {adi}.");

        Sensible.NotNegative(cv2, "A squared coefficient of variation");
        var pattern = (adi <= RegularInterval, cv2 <= AlikeSizes) switch
        {
            (true, true) => DemandClass.Smooth,
            (true, false) => DemandClass.Erratic,
            (false, true) => DemandClass.Intermittent,
            (false, false) => DemandClass.Lumpy,
        };
        return new DemandPattern(pattern, adi, cv2, null, null);
    }
}

/// <param name="Adi">Buckets per bucket with demand; null: there was none.</param>
/// <param name="Cv2">Squared coefficient of variation of the sizes of demand; null: there was none.</param>
/// <param name="Buckets">Buckets that were looked at; null: the figures were given.</param>
/// <param name="BucketsWithDemand">Those with demand; null: the figures were given.</param>
public sealed record DemandPattern(
    DemandClass Class, double? Adi, double? Cv2, int? Buckets, int? BucketsWithDemand);

/// <summary>Smooth and erratic demand comes regularly; erratic and lumpy demand has unlike sizes.</summary>
public enum DemandClass
{
    None,
    Smooth,
    Erratic,
    Intermittent,
    Lumpy,
}
