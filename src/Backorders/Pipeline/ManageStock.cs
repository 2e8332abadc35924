using Backorders.Orders;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>The shop's changes of a SKU's stock and settings.</summary>
public sealed class ManageStock
{
    /// <returns>Created, Done, Repeated or Conflict.</returns>
    public Task<StockOutcome> Put(PoolId pool, PutStockRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <returns>Done, Repeated, UnknownSku, Conflict or Insufficient.</returns>
    public Task<StockOutcome> Adjust(PoolId pool, AdjustRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <returns>Done, Repeated, UnknownSku or Conflict.</returns>
    public Task<StockOutcome> Receive(PoolId pool, ReceiptRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
