using Backorders.Orders;
using Backorders.Pipeline.Documents;

namespace Backorders.Pipeline;

/// <summary>Takes the webshop's word that lines left the warehouse.</summary>
public sealed class ShipOrder(ChangeOrder change)
{
    /// <returns>Done, NotFound, Invalid, AlreadyShipped, NotAllocated or ShipComplete.</returns>
    public Task<OrderOutcome> Run(OrderId order, ShipRequest request, CancellationToken cancellationToken) =>
        change.Run(
            order,
            new StoredAction { Tracking = request.TrackingNumber },
            (document, lines) => ShipDecision.Of(lines, request, document.ShipComplete),
            cancellationToken);
}
