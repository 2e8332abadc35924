using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Backorders.Prevention;

/// <summary>
/// What is asked until the next order can arrive: its mean M (units), its variance S2 (units²), and the distribution
/// that fits them. Sources: Silver, Pyke and Thomas, 4th ed., 6.9-6.10 (moments); Axsäter, "Inventory Control", 3rd
/// ed., 5.1 (Poisson and negative binomial for slow movers).
/// </summary>
public static class LeadTimeDemand
{
    /// <summary>From this mean on, units, the normal distribution fits.</summary>
    public const double NormalFrom = 20;

    /// <summary>Variance over mean beyond which Poisson is too narrow.</summary>
    public const double OverDispersed = 1.1;

    /// <summary>The largest mean of a shape that counts single units; above, the normal is as good.</summary>
    public const double LargestDiscreteMean = 1_000_000;

    /// <summary>A quantile is looked for up to 2 to this power: beyond, a double skips units.</summary>
    private const int MaxDoublings = 53;

    /// <summary>Variance over mean beyond which nothing changes: there is no demand but for one time in 10^9.</summary>
    private const double MostOverDispersed = 1e12;

    /// <summary>So many deviations and units beyond the mean a Poisson has nothing that a double can hold.</summary>
    private const double FarDeviations = 40, FarUnits = 400;

    /// <summary>Rounding errors of the distribution functions do not cost a unit.</summary>
    private const double Rounding = 1e-12;

    /// <summary>M = d·P and S2 = P·s_d² + d²·s_L² with P = lead time + review interval.</summary>
    /// <param name="demandPerDay">d, units a day.</param>
    /// <param name="demandDeviation">s_d, standard deviation in units a day.</param>
    /// <param name="leadTimeDays">L, mean in days, of the same kind as the demand's.</param>
    /// <param name="leadTimeDeviation">s_L, standard deviation in days.</param>
    /// <param name="reviewDays">R, days from one chance to order to the next, 0 when at any time.</param>
    public static LeadTimeMoments Moments(
        double demandPerDay, double demandDeviation, double leadTimeDays, double leadTimeDeviation = 0,
        double reviewDays = 0)
    {
        Sensible.NotNegative(demandPerDay, "Demand in units a day");
        Sensible.NotNegative(demandDeviation, "A standard deviation of demand");
        Sensible.NotNegative(leadTimeDays, "A lead time in days");
        Sensible.NotNegative(leadTimeDeviation, "A standard deviation of the lead time");
        Sensible.NotNegative(reviewDays, "A review interval in days");
        var protection = leadTimeDays + reviewDays;
        var ofLeadTime = demandPerDay * leadTimeDeviation;
        return new LeadTimeMoments(
            demandPerDay * protection, protection * demandDeviation * demandDeviation + ofLeadTime * ofLeadTime,
            protection);
    }

    /// <summary>
    /// Normal from M = 20 on; below, negative binomial where S2 &gt; 1.1·M, else Poisson (which is on the safe side
    /// where demand varies less than that).
    /// </summary>
    public static DemandShape Shape(double mean, double variance)
    {
        Check(mean, variance);
        return mean >= NormalFrom ? DemandShape.Normal
            : variance > OverDispersed * mean ? DemandShape.NegativeBinomial
            : DemandShape.Poisson;
    }

    /// <summary>The units that suffice with the probability; of discrete shapes the smallest whole number.</summary>
    /// <param name="mean">M, units.</param>
    /// <param name="variance">S2, units²; of no account to Poisson, above the mean for negative binomial.</param>
    /// <param name="probability">Above 0 and below 1: 0.95 for 95 %.</param>
    /// <param name="shape">Null: as <see cref="Shape"/> chooses.</param>
    public static double Quantile(double mean, double variance, double probability, DemandShape? shape = null)
    {
        Sensible.Share(probability, "A service level");
        var chosen = Fitting(mean, variance, shape);
        if (mean == 0) return 0;
        if (chosen == DemandShape.Normal) return mean + Math.Sqrt(variance) * Normal.InvCDF(0, 1, probability);

        var suffices = 1d;
        for (var doubling = 0; doubling < MaxDoublings && !Enough(suffices); doubling++) suffices *= 2;
        var tooFew = -1d;
        while (suffices - tooFew > 1)
        {
            var middle = Math.Floor((suffices + tooFew) / 2);
            if (Enough(middle)) suffices = middle;
            else tooFew = middle;
        }

        return suffices;

        bool Enough(double units) => Cdf(chosen, mean, variance, units) >= probability - Rounding;
    }

    /// <summary>The probability that no more than so many units are asked: the cycle service of that stock.</summary>
    /// <inheritdoc cref="Quantile"/>
    /// <param name="units">What there is for the lead time, that is the reorder point.</param>
    public static double Probability(double mean, double variance, double units, DemandShape? shape = null)
    {
        Sensible.Number(units, "A stock in units");
        return Cdf(Fitting(mean, variance, shape), mean, variance, units);
    }

    /// <summary>The units that will be short on average, E[(X − stock)+].</summary>
    /// <inheritdoc cref="Quantile"/>
    /// <param name="stock">What there is for the lead time, units, 0 or more; of the normal any number.</param>
    public static double ExpectedShort(double mean, double variance, double stock, DemandShape? shape = null)
    {
        Sensible.Number(stock, "A stock in units");
        var chosen = Fitting(mean, variance, shape);
        if (chosen == DemandShape.Normal)
        {
            var sigma = Math.Sqrt(variance);
            return sigma == 0
                ? Math.Max(0, mean - stock)
                : sigma * UnitNormalLoss.Of((stock - mean) / sigma);
        }

        // E[X; X > S] is the mean times the chance that a like demand, one event further, reaches S.
        var whole = Math.Floor(Sensible.NotNegative(stock, "A stock in whole units", nameof(stock)));
        var more = Above(chosen, mean, variance, whole);
        var reaching = whole == 0 ? 1 : Above(chosen, mean, variance, whole - 1, furtherEvents: 1);
        return Math.Max(0, mean * reaching - stock * more);
    }

    private static double Cdf(DemandShape shape, double mean, double variance, double units) => shape switch
    {
        _ when mean == 0 && shape != DemandShape.Normal => units >= 0 ? 1 : 0,
        DemandShape.Normal when variance == 0 => units >= mean ? 1 : 0,
        DemandShape.Normal => Normal.CDF(mean, Math.Sqrt(variance), units),
        _ => units < 0 ? 0 : 1 - Above(shape, mean, variance, Math.Floor(units)),
    };

    /// <summary>
    /// The chance of more than so many whole units, of a Poisson or a negative binomial with r + furtherEvents: by the
    /// incomplete gamma and beta functions (Johnson, Kemp and Kotz, "Univariate Discrete Distributions", 3rd ed., 4.2
    /// and 5.6), which keep small chances exact.
    /// </summary>
    private static double Above(
        DemandShape shape, double mean, double variance, double units, int furtherEvents = 0)
    {
        if (mean < Sensible.Smallest || units > Sensible.MostUnits) return 0;
        if (shape == DemandShape.Poisson)
        {
            var far = FarDeviations * Math.Sqrt(mean);
            return units > mean + far + FarUnits ? 0
                : units < mean - far - FarUnits ? 1
                : SpecialFunctions.GammaLowerRegularized(units + 1, mean);
        }

        var dispersion = Math.Min(variance / mean, MostOverDispersed);
        var more = SpecialFunctions.BetaRegularized(
            units + 1, mean / (dispersion - 1) + furtherEvents, (dispersion - 1) / dispersion);
        return Math.Clamp(more, 0, 1);
    }

    private static DemandShape Fitting(double mean, double variance, DemandShape? shape)
    {
        var chosen = shape ?? Shape(mean, variance);
        Check(mean, variance);
        if (chosen != DemandShape.Normal && mean > LargestDiscreteMean)
        {
            throw new ArgumentOutOfRangeException(
                nameof(mean), $"A mean of {mean} is above {LargestDiscreteMean}: take the normal distribution.");
        }

        return chosen != DemandShape.NegativeBinomial || variance > mean * (1 + Rounding) || mean == 0
            ? chosen
            : throw new ArgumentOutOfRangeException(
                nameof(variance),
                $"A negative binomial has a variance above its mean, not {variance} at {mean}. Take Poisson.");
    }

    private static void Check(double mean, double variance)
    {
        Sensible.NotNegative(mean, "Mean demand over the lead time");
        Sensible.NotNegative(variance, "The variance of demand over the lead time");
    }
}

/// <param name="Mean">M, units.</param>
/// <param name="Variance">S2, units².</param>
/// <param name="ProtectionDays">P, lead time + review interval.</param>
public sealed record LeadTimeMoments(double Mean, double Variance, double ProtectionDays)
{
    /// <summary>Sigma, units.</summary>
    public double Deviation => Math.Sqrt(Variance);
}

public enum DemandShape
{
    Normal,
    NegativeBinomial,
    Poisson,
}
