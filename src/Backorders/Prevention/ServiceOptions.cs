namespace Backorders.Prevention;

/// <summary>What it costs to be safer, in units: for a buyer to choose a target by.</summary>
public static class ServiceOptions
{
    private static readonly double[] UsualTargets = [0.90, 0.95, 0.98];

    /// <summary>What 90, 95 and 98 % (or other targets) mean in units.</summary>
    /// <param name="leadTimeDemand">M, units.</param>
    /// <param name="leadTimeDeviation">Sigma, units.</param>
    /// <param name="factorOf">The safety factor of a target, for instance of a calibrated pool; null: the textbook's
    /// for that share of cycles.</param>
    /// <param name="targets">Each above 0 and below 1; null: 0.90, 0.95, 0.98.</param>
    public static IReadOnlyList<ServiceOption> Of(
        double leadTimeDemand, double leadTimeDeviation, Func<double, double>? factorOf = null,
        IReadOnlyList<double>? targets = null) =>
        [.. (targets ?? UsualTargets).Select(target =>
        {
            var factor = (factorOf ?? SafetyFactor.Of)(Sensible.Share(target, "A service level"));
            var stock = SafetyStock.Of(factor, leadTimeDeviation);
            var point = ReorderPoint.Of(leadTimeDemand, stock);
            return new ServiceOption(
                target, factor, stock, point.Units,
                $"{Shown.Percent(target)}: safety {Shown.Number(stock)}, reorder point {point.Units}");
        })];
}

/// <summary>What a target costs.</summary>
/// <param name="Explanation">"95 %: safety 12, reorder point 162".</param>
public sealed record ServiceOption(
    double Target, double SafetyFactor, double SafetyStock, long ReorderPoint, string Explanation);
