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

    /// <summary>A quantile is looked for up to 2 to this power, more units than a ledger can count.</summary>
    private const int MaxDoublings = 60;

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

        // E[(X − S)+] = M − S + E[(S − X)+], and the last is the sum of F(x) over x < S, S being whole.
        var whole = Math.Floor(Sensible.NotNegative(stock, "A stock in whole units", nameof(stock)));
        var beyond = mean;
        for (var units = 0d; units < whole && beyond > 0; units++)
        {
            var more = 1 - Cdf(chosen, mean, variance, units);
            if (more <= Rounding && units > mean) return Math.Max(0, beyond);
            beyond -= more;
        }

        var next = 1 - Cdf(chosen, mean, variance, whole);
        return Math.Max(0, beyond - (stock - whole) * next);
    }

    private static double Cdf(DemandShape shape, double mean, double variance, double units) => shape switch
    {
        _ when mean == 0 && shape != DemandShape.Normal => units >= 0 ? 1 : 0,
        DemandShape.Normal when variance == 0 => units >= mean ? 1 : 0,
        DemandShape.Normal => Normal.CDF(mean, Math.Sqrt(variance), units),
        _ when units < 0 => 0,
        DemandShape.Poisson => Poisson.CDF(mean, Math.Floor(units)),
        _ => NegativeBinomial.CDF(mean * mean / (variance - mean), mean / variance, Math.Floor(units)),
    };

    private static DemandShape Fitting(double mean, double variance, DemandShape? shape)
    {
        var chosen = shape ?? Shape(mean, variance);
        Check(mean, variance);
        return chosen != DemandShape.NegativeBinomial || variance > mean || mean == 0
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
