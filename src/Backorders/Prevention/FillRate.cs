namespace Backorders.Prevention;

/// <summary>
/// The fill rate is the share of units that are served from stock at once: the target that people mean. (The cycle
/// service level is the share of replenishment cycles without any shortage; the two are never mixed silently.) Sources:
/// Silver, Pyke and Thomas, 4th ed., 6.7; Chopra and Meindl, "Supply Chain Management", 6th ed., 12.2.
/// </summary>
public static class FillRate
{
    /// <summary>Periods that demand is added up over: more than a year of days in transit is an error.</summary>
    private const int MaxLeadTimePeriods = 400;

    /// <summary>Multiplications that a second or two allow.</summary>
    private const long MaxSteps = 1_000_000_000;

    /// <summary>ESC = sigma·G(k): units short in a replenishment cycle on average, demand being normal.</summary>
    /// <param name="leadTimeDeviation">Sigma: deviation of demand over lead time and review, units.</param>
    /// <param name="safetyFactor">k = safety stock / sigma; may be negative.</param>
    public static double ShortPerCycle(double leadTimeDeviation, double safetyFactor) =>
        Sensible.NotNegative(leadTimeDeviation, "A standard deviation of demand")
        * UnitNormalLoss.Of(safetyFactor);

    /// <summary>
    /// 1 − ESC/Q when shortages wait as backorders, 1 − ESC/(Q + ESC) when they are lost; never below 0.
    /// </summary>
    /// <param name="orderQuantity">Q, units that a cycle serves.</param>
    /// <param name="leadTimeDeviation">Sigma: deviation of demand over lead time and review, units.</param>
    /// <param name="safetyFactor">k = safety stock / sigma; may be negative.</param>
    /// <param name="lostSales">Customers do not wait.</param>
    public static double Of(
        double orderQuantity, double leadTimeDeviation, double safetyFactor, bool lostSales = false)
    {
        Sensible.Positive(orderQuantity, "An order quantity");
        var missing = ShortPerCycle(leadTimeDeviation, safetyFactor);
        return Math.Max(0, 1 - missing / (lostSales ? orderQuantity + missing : orderQuantity));
    }

    /// <summary>
    /// The safety factor of a fill rate: k = G⁻¹(ESC/sigma) with ESC = (1 − FR)·Q, for lost sales (1 − FR)/FR·Q, where
    /// Q is the largest of the order quantity, the demand of a review interval and that of a day.
    /// </summary>
    /// <param name="fillRate">Share of units served at once; 0.95 for 95 %.</param>
    /// <param name="orderQuantity">Units.</param>
    /// <param name="leadTimeDeviation">Sigma: deviation of demand over lead time and review, units.</param>
    /// <param name="demandPerDay">d, units a day; 0 leaves the order quantity as it is.</param>
    /// <param name="reviewDays">R, days from one chance to order to the next, 0 when at any time.</param>
    /// <param name="lostSales">Customers do not wait.</param>
    /// <returns>A negative k: the orders are so large that no safety stock is needed.</returns>
    public static FillRateFactor Factor(
        double fillRate, double orderQuantity, double leadTimeDeviation, double demandPerDay = 0,
        double reviewDays = 0, bool lostSales = false)
    {
        Sensible.Share(fillRate, "A fill rate");
        Sensible.NotNegative(orderQuantity, "An order quantity");
        Sensible.NotNegative(leadTimeDeviation, "A standard deviation of demand");
        Sensible.NotNegative(demandPerDay, "Demand in units a day");
        Sensible.NotNegative(reviewDays, "A review interval in days");
        var served = Math.Max(orderQuantity, Math.Max(demandPerDay * reviewDays, demandPerDay));
        Sensible.Positive(served, "What a cycle serves (order quantity or demand)", nameof(orderQuantity));

        var allowed = (1 - fillRate) * served / (lostSales ? fillRate : 1);
        var factor = leadTimeDeviation == 0 ? 0 : UnitNormalLoss.Inverse(allowed / leadTimeDeviation);
        return new FillRateFactor(
            factor, SafetyStock.Of(factor, leadTimeDeviation), allowed, served,
            $"{Shown.Percent(fillRate)} of units: {Shown.Number(allowed)} of {Shown.Number(served)} may be short in a "
            + $"cycle, k {Shown.Factor(factor)}" + (factor <= 0 ? ", no safety stock needed" : ""));
    }

    /// <summary>
    /// Sobel's exact fill rate of a stock that is ordered up to a level as each period begins, shortages waiting:
    /// 1 − (E[(D_{L+1} − S)+] − E[(D_L − S)+]) / E[D]. Source: Sobel, "Fill rates of single-stage and multistage supply
    /// systems", Manufacturing and Service Operations Management 6, 2004.
    /// </summary>
    /// <param name="orderUpTo">S, units.</param>
    /// <param name="leadTimePeriods">L, whole periods from order to receipt, 0 to 400.</param>
    /// <param name="probabilities">That a period's demand is 0, 1, 2 … units; they add up to 1.</param>
    public static double OfOrderUpTo(
        int orderUpTo, int leadTimePeriods, IReadOnlyList<double> probabilities)
    {
        Sensible.AtLeast(0, orderUpTo, "An order-up-to level");
        Sensible.From(0, leadTimePeriods, MaxLeadTimePeriods, "A lead time in periods");
        Sensible.Probabilities(probabilities);
        var mean = Sensible.Positive(
            probabilities.Select((probability, units) => probability * units).Sum(), "Mean demand of a period",
            nameof(probabilities));
        var most = (leadTimePeriods + 1L) * (probabilities.Count - 1);
        if (orderUpTo >= most) return 1;
        if (most * orderUpTo > MaxSteps)
        {
            throw new ArgumentException(
                "That many units and periods take too long to add up. Count in larger units or give mean, variance.",
                nameof(orderUpTo));
        }

        var sums = new double[orderUpTo];
        if (orderUpTo > 0) sums[0] = 1;
        for (var period = 0; period < leadTimePeriods; period++) sums = OnePeriodMore(sums, probabilities);
        var atLead = Short(sums, leadTimePeriods * mean);
        var onePeriodLater = Short(OnePeriodMore(sums, probabilities), (leadTimePeriods + 1) * mean);
        return Math.Clamp(1 - (onePeriodLater - atLead) / mean, 0, 1);

        // Only sums below S are kept: E[(D − S)+] = E[D] − S + E[(S − D)+].
        double Short(double[] below, double expected) =>
            expected - orderUpTo + below.Select((probability, units) => probability * (orderUpTo - units)).Sum();
    }

    /// <summary>The same from mean and variance, with the shape that fits the demand of L + 1 periods.</summary>
    /// <param name="orderUpTo">S, units.</param>
    /// <param name="leadTimePeriods">L, periods from order to receipt.</param>
    /// <param name="demandPerPeriod">Mean units a period, above 0.</param>
    /// <param name="variancePerPeriod">Units² a period.</param>
    /// <param name="shape">Null: as <see cref="LeadTimeDemand.Shape"/> chooses.</param>
    public static double OfOrderUpTo(
        double orderUpTo, double leadTimePeriods, double demandPerPeriod, double variancePerPeriod,
        DemandShape? shape = null)
    {
        Sensible.NotNegative(orderUpTo, "An order-up-to level");
        Sensible.NotNegative(leadTimePeriods, "A lead time in periods");
        Sensible.Positive(demandPerPeriod, "Mean demand of a period");
        Sensible.NotNegative(variancePerPeriod, "The variance of a period's demand");
        var later = leadTimePeriods + 1;
        var chosen = shape ?? LeadTimeDemand.Shape(later * demandPerPeriod, later * variancePerPeriod);
        var extra = Short(later) - Short(leadTimePeriods);
        return Math.Clamp(1 - extra / demandPerPeriod, 0, 1);

        double Short(double periods) => LeadTimeDemand.ExpectedShort(
            periods * demandPerPeriod, periods * variancePerPeriod, orderUpTo, chosen);
    }

    /// <summary>Distribution of a sum and one period's demand more, as far as the sum's was kept.</summary>
    private static double[] OnePeriodMore(double[] sums, IReadOnlyList<double> probabilities)
    {
        var more = new double[sums.Length];
        for (var sum = 0; sum < sums.Length; sum++)
        {
            for (var units = 0; units < probabilities.Count && sum + units < more.Length; units++)
                more[sum + units] += sums[sum] * probabilities[units];
        }

        return more;
    }
}

/// <summary>What a fill rate asks for.</summary>
/// <param name="K">Safety factor; below 0 no safety stock is needed.</param>
/// <param name="SafetyStock">Units, 0 or more.</param>
/// <param name="ShortPerCycle">ESC: units that may be short in a cycle.</param>
/// <param name="ServedPerCycle">Q: units that a cycle serves.</param>
/// <param name="Explanation">In a buyer's words.</param>
public sealed record FillRateFactor(
    double K, double SafetyStock, double ShortPerCycle, double ServedPerCycle, string Explanation);
