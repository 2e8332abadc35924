namespace Backorders.Prevention;

/// <summary>What there is, or comes, beyond what will be needed: found early, it can still be stopped.</summary>
public static class Surplus
{
    /// <summary>Excess = on hand + on order − (M + SS + q* + dated demand), where positive.</summary>
    /// <param name="onHand">Units in the warehouse.</param>
    /// <param name="onOrder">Units ordered from suppliers and not yet here.</param>
    /// <param name="leadTimeDemand">M: units asked in lead time + review interval.</param>
    /// <param name="safetyStock">SS: units.</param>
    /// <param name="orderQuantity">q*: units ordered at a time.</param>
    /// <param name="datedDemand">Units of known orders and projects beyond the usual demand.</param>
    /// <param name="unitCost">Money a unit; 0: the value is left out.</param>
    public static SurplusFacts Of(
        double onHand, double onOrder, double leadTimeDemand, double safetyStock, double orderQuantity,
        double datedDemand = 0, double unitCost = 0)
    {
        Sensible.NotNegative(onHand, "The stock on hand");
        Sensible.NotNegative(onOrder, "The quantity on order");
        Sensible.NotNegative(leadTimeDemand, "The demand of the lead time");
        Sensible.NotNegative(safetyStock, "The safety stock");
        Sensible.NotNegative(orderQuantity, "The order quantity");
        Sensible.NotNegative(datedDemand, "The dated demand");
        Sensible.NotNegative(unitCost, "The cost of a unit");
        var needed = leadTimeDemand + safetyStock + orderQuantity + datedDemand;
        var beyond = onHand + onOrder - needed;
        var units = Math.Max(0, beyond);
        return new(
            units, Math.Min(units, onOrder), units * unitCost,
            $"{onHand:0.##} on hand + {onOrder:0.##} on order − ({leadTimeDemand:0.##} lead-time demand + "
            + $"{safetyStock:0.##} safety + {orderQuantity:0.##} order + {datedDemand:0.##} of known orders) = "
            + $"{Math.Round(beyond, 2) + 0.0:0.##}{(units > 0 ? "" : ": none")}");
    }

    /// <summary>
    /// Which inbound to cancel (not confirmed yet) or defer (confirmed): the latest first, each at most whole, until
    /// the excess is gone. Rounded down to whole units, so that no need is cut.
    /// </summary>
    /// <param name="excessUnits">Units beyond the need, from <see cref="Of"/>.</param>
    /// <param name="inbound">What is on its way and not yet arrived.</param>
    public static IReadOnlyList<InboundCut> CancelFirst(double excessUnits, IReadOnlyList<InboundOrder> inbound)
    {
        ArgumentNullException.ThrowIfNull(inbound);
        Sensible.NotNegative(excessUnits, "The excess");
        Sensible.EachNotNegative(inbound.Select(order => (double)order.Units), "An inbound quantity", nameof(inbound));
        var left = Sensible.Units(Math.Floor(excessUnits + 1e-9), "What is cut");
        var cuts = new List<InboundCut>();
        foreach (var order in inbound.OrderByDescending(order => order.Due)
                     .ThenBy(order => order.Reference, StringComparer.Ordinal))
        {
            var units = Math.Min(left, order.Units);
            if (units > 0)
            {
                cuts.Add(new(order.Reference, order.Due, units, order.Confirmed ? CutKind.Defer : CutKind.Cancel));
                left -= units;
            }
        }

        return cuts;
    }
}

/// <summary>Units beyond the need.</summary>
/// <param name="Units">0 or more.</param>
/// <param name="Stoppable">Those of them that are still on order.</param>
/// <param name="Value">Money that they cost.</param>
/// <param name="Reason">The sum, for the buyer.</param>
public sealed record SurplusFacts(double Units, double Stoppable, double Value, string Reason);

/// <summary>An open purchase of an item.</summary>
/// <param name="Reference">The order or shipment.</param>
/// <param name="Due">The day it is expected.</param>
/// <param name="Units">Units still to come.</param>
/// <param name="Confirmed">The supplier has confirmed it: it can be deferred, no longer cancelled.</param>
public sealed record InboundOrder(string Reference, DateOnly Due, long Units, bool Confirmed = false);

/// <summary>What to do about an inbound that is not needed.</summary>
public enum CutKind
{
    /// <summary>Not confirmed yet: cancel.</summary>
    Cancel,

    /// <summary>Confirmed: ask for a later date.</summary>
    Defer,
}

/// <summary>A proposal to stop units of an inbound.</summary>
/// <param name="Reference">The order or shipment.</param>
/// <param name="Due">The day it is expected.</param>
/// <param name="Units">Units to stop.</param>
/// <param name="Kind">Cancel or defer.</param>
public sealed record InboundCut(string Reference, DateOnly Due, long Units, CutKind Kind);
