using Backorders.Orders;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>Takes an order: accepted, repeated, or refused with nothing placed.</summary>
public sealed class TakeOrder
{
    /// <returns>Accepted, Repeated, Conflict, UnknownSku or PoolFull.</returns>
    public Task<OrderOutcome> Run(ShopId shop, OrderRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
