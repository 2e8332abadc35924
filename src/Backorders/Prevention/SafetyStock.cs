namespace Backorders.Prevention;

/// <summary>
/// Units kept against what demand and lead time do beyond their means. The factor k comes from
/// <see cref="Calibration"/>, <see cref="FillRate"/> or <see cref="SafetyFactor"/>. Source: Silver, Pyke and Thomas,
/// "Inventory and Production Management in Supply Chains", 4th ed., 6.7-6.10.
/// </summary>
public static class SafetyStock
{
    /// <summary>SS = max(0, k·sigma), units, not rounded.</summary>
    /// <param name="safetyFactor">k; of 0 and below there is no safety stock.</param>
    /// <param name="leadTimeDeviation">Sigma: deviation of demand over lead time and review, units.</param>
    public static double Of(double safetyFactor, double leadTimeDeviation)
    {
        Sensible.Number(safetyFactor, "A safety factor");
        Sensible.NotNegative(leadTimeDeviation, "A standard deviation of demand");
        return Math.Max(0, safetyFactor * leadTimeDeviation);
    }

    /// <summary>SS = max(0, k·s_d·√L), units, for a lead time that never varies and no review to wait for.</summary>
    /// <param name="safetyFactor">k, from <see cref="SafetyFactor.Of"/> for a service level.</param>
    /// <param name="demandDeviation">s_d, standard deviation of demand in units a day (or another period).</param>
    /// <param name="leadTimeDays">L, days (or the same other period).</param>
    public static double Of(double safetyFactor, double demandDeviation, double leadTimeDays) =>
        Of(safetyFactor, LeadTimeDemand.Moments(0, demandDeviation, leadTimeDays).Deviation);

    /// <summary>SS = max(0, k·√(P·s_d² + d²·s_L²)), units, for demand and lead time that both vary.</summary>
    /// <param name="safetyFactor">k, from <see cref="SafetyFactor.Of"/> for a service level.</param>
    /// <param name="demandPerDay">d, units a day (or another period).</param>
    /// <param name="demandDeviation">s_d, standard deviation in units a day.</param>
    /// <param name="leadTimeDays">L, mean in days.</param>
    /// <param name="leadTimeDeviation">s_L, standard deviation in days.</param>
    /// <param name="reviewDays">R, days from one chance to order to the next, 0 when at any time.</param>
    public static double Of(
        double safetyFactor, double demandPerDay, double demandDeviation, double leadTimeDays,
        double leadTimeDeviation, double reviewDays = 0) =>
        Of(
            safetyFactor,
            LeadTimeDemand.Moments(demandPerDay, demandDeviation, leadTimeDays, leadTimeDeviation, reviewDays)
                .Deviation);
}
