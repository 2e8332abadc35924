using Backorders.Orders;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>Cancels lines, or units of lines, of an order.</summary>
public sealed class CancelOrder
{
    /// <returns>Done, NotFound, Invalid or AlreadyShipped.</returns>
    public Task<OrderOutcome> Run(OrderId order, CancelRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
