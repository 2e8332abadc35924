using MathNet.Numerics.Distributions;
using MathNet.Numerics.RootFinding;

namespace Backorders.Prevention;

/// <summary>
/// What is short on average when demand is normal, for one unit of standard deviation. Source: Silver, Pyke and Thomas,
/// "Inventory and Production Management in Supply Chains", 4th ed., appendix II (G_u); Chopra and Meindl call it L(z).
/// </summary>
public static class UnitNormalLoss
{
    /// <summary>Beyond, what is short is less than 1e-197 of a deviation.</summary>
    private const double LargestFactor = 30;

    /// <summary>From here on G(−g) is g to the last digit: there is nearly always too little.</summary>
    private const double NearlyAll = 10;

    private const int MaxSteps = 200;

    /// <summary>G(k) = φ(k) − k·(1 − Φ(k)), above 0 and falling in k.</summary>
    /// <param name="k">Safety factor, standard deviations; may be negative.</param>
    public static double Of(double k)
    {
        Sensible.Number(k, "A safety factor");
        return Math.Max(0, Normal.PDF(0, 1, k) - k * Normal.CDF(0, 1, -k));
    }

    /// <summary>The safety factor at which that much is short; below 0 when it is more than G(0) = 0.3989.</summary>
    /// <param name="loss">Units short in standard deviations, above 0.</param>
    /// <returns>At most 30.</returns>
    public static double Inverse(double loss)
    {
        Sensible.Positive(loss, "A unit normal loss");
        if (loss <= Of(LargestFactor)) return LargestFactor;
        if (loss >= NearlyAll) return -loss;

        // G(−g) > g, so the root is not below; logarithms keep small losses exact.
        return Brent.FindRoot(
            k => Math.Log(Of(k) / loss), -loss - 1, LargestFactor, accuracy: 1e-12, MaxSteps);
    }
}
