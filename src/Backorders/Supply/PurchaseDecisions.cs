using System.Collections.Immutable;

namespace Backorders.Supply;

/// <summary>How a step of a purchase order was decided.</summary>
public abstract record PurchaseDecision
{
    private PurchaseDecision()
    {
    }

    public sealed record Changed(PurchaseOrder Order) : PurchaseDecision;

    /// <summary>It is that far already.</summary>
    public sealed record Unchanged : PurchaseDecision;

    /// <summary>Not from that state.</summary>
    public sealed record Illegal(PurchaseState State) : PurchaseDecision;
}

/// <summary>Every transition of a purchase order.</summary>
public static class PurchaseDecisions
{
    /// <summary>The shop wants it: proposed → approved. What was cancelled stays so.</summary>
    public static PurchaseDecision Approve(PurchaseOrder order) => order.State switch
    {
        PurchaseState.Proposed => To(order, PurchaseStep.Approved),
        PurchaseState.Cancelled => new PurchaseDecision.Illegal(order.State),
        _ => new PurchaseDecision.Unchanged(),
    };

    /// <summary>The supplier took it: approved → sent, though a shipment of it be announced already.</summary>
    public static PurchaseDecision MarkSent(PurchaseOrder order) => order.Step switch
    {
        PurchaseStep.Approved => To(order, PurchaseStep.Sent),
        PurchaseStep.Proposed => new PurchaseDecision.Illegal(order.State),
        _ => new PurchaseDecision.Unchanged(),
    };

    /// <summary>The shop wants none of it that has not come; once all has come there is nothing to cancel.</summary>
    public static PurchaseDecision Cancel(PurchaseOrder order, string? reason) => order.State switch
    {
        PurchaseState.Received => new PurchaseDecision.Illegal(order.State),
        PurchaseState.Cancelled => new PurchaseDecision.Unchanged(),
        _ => new PurchaseDecision.Changed(order with { Step = PurchaseStep.Cancelled, CancelReason = reason }),
    };

    /// <summary>
    /// What a shipment has of the order, from its merged state: repeats and older states change nothing. News of
    /// another supplier, or of what nobody ordered yet, is none of the order's.
    /// </summary>
    public static PurchaseDecision TakeOver(PurchaseOrder order, Shipment shipment)
    {
        var known = order.Deliveries.FindIndex(delivery => delivery.Shipment == shipment.Id);
        if (order.Supplier != shipment.Supplier || order.Step == PurchaseStep.Proposed ||
            (known >= 0 && order.Deliveries[known].Version >= shipment.Version) ||
            (known < 0 && order.Deliveries.Count >= PurchaseOrder.MostDeliveries))
        {
            return new PurchaseDecision.Unchanged();
        }

        var delivery = DeliveryOf(order, shipment);
        return new PurchaseDecision.Changed(order with
        {
            Deliveries = known < 0 ? order.Deliveries.Add(delivery) : order.Deliveries.SetItem(known, delivery),
        });
    }

    private static PurchaseDelivery DeliveryOf(PurchaseOrder order, Shipment shipment)
    {
        var lines = shipment.Purchase == order.Id
            ? order.Lines
                .Where(line => shipment.Skus.Contains(line.Sku))
                .Select(line => new DeliveredLine(
                    line.Sku, shipment.Expected.GetValueOrDefault(line.Sku),
                    shipment.Arrived.GetValueOrDefault(line.Sku)))
                .ToImmutableList()
            : [];
        return new(shipment.Id, shipment.Version, shipment.Eta, shipment.Ended, lines);
    }

    private static PurchaseDecision.Changed To(PurchaseOrder order, PurchaseStep step) =>
        new(order with { Step = step });
}
