namespace Backorders.Prevention;

/// <summary>
/// When to order: lead-time demand and safety stock together. Source: Silver, Pyke and Thomas, "Inventory and
/// Production Management in Supply Chains", 4th ed., 6.3.
/// </summary>
public static class ReorderPoint
{
    /// <summary>⌈M + SS⌉: order when on hand + on order − backorders has sunk to it.</summary>
    /// <param name="leadTimeDemand">M, units.</param>
    /// <param name="safetyStock">SS, units.</param>
    public static ReorderPointFacts Of(double leadTimeDemand, double safetyStock)
    {
        Sensible.NotNegative(leadTimeDemand, "Demand over the lead time");
        Sensible.NotNegative(safetyStock, "A safety stock");
        return Point(leadTimeDemand, safetyStock, $"lead-time demand {Shown.Number(leadTimeDemand)}");
    }

    /// <summary>⌈d·P + SS⌉, P = lead time + review interval.</summary>
    /// <param name="demandPerDay">d, units a day (or another period).</param>
    /// <param name="leadTimeDays">L, days (or the same other period).</param>
    /// <param name="safetyStock">SS, units.</param>
    /// <param name="reviewDays">R, days from one chance to order to the next, 0 when at any time.</param>
    public static ReorderPointFacts Of(
        double demandPerDay, double leadTimeDays, double safetyStock, double reviewDays = 0)
    {
        Sensible.NotNegative(safetyStock, "A safety stock");
        var moments = LeadTimeDemand.Moments(demandPerDay, 0, leadTimeDays, 0, reviewDays);
        return Point(
            moments.Mean, safetyStock,
            $"{Shown.Number(demandPerDay)} a day × {Shown.Number(moments.ProtectionDays)} days "
            + $"({Shown.Number(moments.Mean)})");
    }

    private static ReorderPointFacts Point(double leadTimeDemand, double safetyStock, string demand)
    {
        // A sum that is whole but for the last bits is whole.
        var exact = leadTimeDemand + safetyStock;
        var nearest = Math.Round(exact);
        var units = Math.Abs(exact - nearest) <= 1e-9 * Math.Max(1, nearest) ? nearest : Math.Ceiling(exact);
        var rounded = units - exact > 0.05 ? ", rounded up" : "";
        return new ReorderPointFacts(
            Sensible.Units(units, "The reorder point"), leadTimeDemand, safetyStock,
            $"{units:0} = {demand} + safety {Shown.Number(safetyStock)}{rounded}");
    }
}

/// <param name="Units">Order when the inventory position is at or below.</param>
/// <param name="LeadTimeDemand">M, units, not rounded.</param>
/// <param name="SafetyStock">Units, not rounded.</param>
/// <param name="Explanation">"162 = 12.5 a day × 12 days (150) + safety 12".</param>
public sealed record ReorderPointFacts(long Units, double LeadTimeDemand, double SafetyStock, string Explanation);
