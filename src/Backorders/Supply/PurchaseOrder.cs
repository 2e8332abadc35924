using System.Collections.Immutable;

namespace Backorders.Supply;

/// <summary>What an order at a supplier has come to; the words of the contract in its order.</summary>
public enum PurchaseState
{
    /// <summary>The plan or a fallback asks for it; nobody has agreed.</summary>
    Proposed,

    /// <summary>It shall be; the supplier does not know yet, or was told by other means.</summary>
    Approved,

    /// <summary>The supplier took it.</summary>
    Sent,

    /// <summary>The supplier announced a shipment of it.</summary>
    Confirmed,
    PartlyReceived,
    Received,
    Cancelled,
}

/// <summary>How far the shop has gone; the supplier's shipments say the rest.</summary>
public enum PurchaseStep
{
    Proposed,
    Approved,
    Sent,
    Cancelled,
}

/// <param name="Quantity">Units, 1 to <see cref="MostUnits"/>.</param>
/// <param name="Price">Of one unit in the order's currency; null: not agreed here.</param>
public sealed record PurchaseLine(Sku Sku, int Quantity, decimal? Price)
{
    public const int MostUnits = 1_000_000;
}

/// <summary>What one shipment has of the order, as its supplier says: taken over whole from a higher version only.
/// </summary>
/// <param name="Ended">Closed or cancelled: nothing more will come of it.</param>
/// <param name="Lines">Of the order's SKUs alone; empty when the shipment is of another order by now.</param>
public sealed record PurchaseDelivery(
    ShipmentId Shipment, long Version, DateOnly? Eta, bool Ended, ImmutableList<DeliveredLine> Lines);

/// <param name="Expected">Units in total as announced.</param>
/// <param name="Arrived">Units in total that its supplier says have arrived.</param>
public sealed record DeliveredLine(Sku Sku, int Expected, int Arrived);

/// <summary>An order at a supplier. Its lines are fixed once it is approved; each SKU stands in one line.</summary>
public sealed record PurchaseOrder(
    PurchaseId Id, SupplierId Supplier, PurchaseStep Step, ImmutableList<PurchaseLine> Lines)
{
    /// <summary>Shipments that one order may come in; more are not counted for it.</summary>
    public const int MostDeliveries = 50;

    public ImmutableList<PurchaseDelivery> Deliveries { get; init; } = [];

    /// <summary>Why the shop cancelled it.</summary>
    public string? CancelReason { get; init; }

    /// <summary>What is true of it now: the shop's step, and beyond it what the shipments say.</summary>
    public PurchaseState State => Step switch
    {
        PurchaseStep.Proposed => PurchaseState.Proposed,
        PurchaseStep.Cancelled => PurchaseState.Cancelled,
        _ when Lines.All(line => Received(line.Sku) >= line.Quantity) => PurchaseState.Received,
        _ when Lines.Any(line => Received(line.Sku) > 0) => PurchaseState.PartlyReceived,
        _ when Lines.Any(line => Confirmed(line.Sku) > 0) => PurchaseState.Confirmed,
        PurchaseStep.Sent => PurchaseState.Sent,
        _ => PurchaseState.Approved,
    };

    /// <summary>Units of the SKU that have arrived.</summary>
    public long Received(Sku sku) => Of(sku).Sum(line => (long)line.Found.Arrived);

    /// <summary>Units of the SKU that have arrived or that a shipment under way will bring.</summary>
    public long Confirmed(Sku sku) => Of(sku).Sum(line => (long)(line.Ended
        ? line.Found.Arrived
        : Math.Max(line.Found.Arrived, line.Found.Expected)));

    private IEnumerable<(DeliveredLine Found, bool Ended)> Of(Sku sku) => Deliveries.SelectMany(
        delivery => delivery.Lines.Where(line => line.Sku == sku).Select(line => (line, delivery.Ended)));
}
