using Backorders.Orders;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>Takes the webshop's word that lines left the warehouse.</summary>
public sealed class ShipOrder
{
    /// <returns>Done, NotFound, Invalid, AlreadyShipped, NotAllocated or ShipComplete.</returns>
    public Task<OrderOutcome> Run(OrderId order, ShipRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
