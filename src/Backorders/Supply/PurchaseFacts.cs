namespace Backorders.Supply;

/// <summary>A line of a purchase order as the fallback rules look at it.</summary>
public static class PurchaseFacts
{
    /// <param name="placed">The day on which the supplier was told, or it was ordered.</param>
    /// <param name="neededBy">
    /// Null: nobody said. Then no date is too late, and a replacement is wanted by the date that was confirmed, or at
    /// once.
    /// </param>
    public static Prevention.PurchaseLine Of(
        PurchaseOrder order, PurchaseLine line, DateOnly placed, DateOnly? neededBy, DateOnly today)
    {
        var shipments = order.Deliveries
            .SelectMany(delivery => delivery.Lines.Where(found => found.Sku == line.Sku)
                .Select(found => (delivery.Eta, delivery.Ended, IsOpen: found.Expected > found.Arrived)))
            .ToList();
        var received = order.Received(line.Sku);
        var confirmedFor = shipments.Where(shipment => !shipment.Ended && shipment.IsOpen).Max(found => found.Eta);
        var isOver = shipments.Count > 0 && shipments.All(shipment => shipment.Ended);
        return new(
            order.Supplier.Value, line.Quantity, placed,
            neededBy ?? (confirmedFor > today ? confirmedFor.Value : today),
            shipments.Count > 0 ? order.Confirmed(line.Sku) : null, confirmedFor, received,
            Cancelled: isOver && received == 0, Closed: isOver);
    }
}
