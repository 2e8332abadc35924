using Backorders.Pipeline.Documents;
using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

/// <summary>What callers see of a stored purchase order.</summary>
internal static class PurchaseViews
{
    public static PurchaseView Of(PurchaseDocument document)
    {
        var order = document.ToOrder();
        return new(
            document.Id, document.Supplier, PurchaseWords.Of(order.State), document.MadeAt,
            document.NeededBy, document.CancelReason ?? document.Reason, document.Currency, Total(order),
            order.Lines.Select(line => new PurchaseLineView(
                line.Sku.Value, line.Quantity, line.Price, order.Confirmed(line.Sku), order.Received(line.Sku)))
                .ToList(),
            order.Deliveries.Where(delivery => delivery.Lines.Count > 0)
                .Select(delivery => new DeliveryView(
                    delivery.Shipment.Value, delivery.Eta, delivery.Ended ? "ended" : "expected"))
                .ToList(),
            document.Sending is { } sending ? Of(sending.ToSending()) : null);
    }

    private static SendingView Of(PurchaseSending sending) => new(
        PurchaseWords.Of(sending.Tells), PurchaseWords.Of(sending.By), PurchaseWords.Of(sending.State), sending.Tries,
        sending.State == SendingState.Waiting ? sending.Due : null, sending.EndedAt, sending.Problem);

    private static decimal? Total(PurchaseOrder order) => order.Lines.All(line => line.Price is not null)
        ? order.Lines.Sum(line => line.Quantity * line.Price)
        : null;
}
