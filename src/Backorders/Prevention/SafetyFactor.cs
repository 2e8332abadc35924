using MathNet.Numerics.Distributions;

namespace Backorders.Prevention;

/// <summary>
/// The textbook's safety factor z, for demand that is normal. What a real shop needs is larger: see
/// <see cref="Calibration"/>. Source: Silver, Pyke and Thomas, "Inventory and Production Management in Supply Chains",
/// 4th ed., appendix II.
/// </summary>
public static class SafetyFactor
{
    /// <summary>The textbook's factor z: that many standard deviations suffice in the given share of cycles.</summary>
    /// <param name="cycleServiceLevel">Share of replenishment cycles without a shortage; 0.95 for 95 %.</param>
    public static double Of(double cycleServiceLevel) =>
        Normal.InvCDF(0, 1, Sensible.Share(cycleServiceLevel, "A service level"));

    /// <summary>The share of cycles without a shortage that a safety factor gives, demand being normal.</summary>
    /// <param name="safetyFactor">Standard deviations; may be negative.</param>
    public static double CycleService(double safetyFactor) =>
        Normal.CDF(0, 1, Sensible.Number(safetyFactor, "A safety factor"));
}
