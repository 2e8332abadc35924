using Backorders.Orders;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>Answers what is there, what waits and what may be promised.</summary>
public sealed class ReadStock
{
    public Task<StockView?> Get(PoolId pool, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>SKUs by id; <paramref name="waiting"/>: only those with waiting lines.</summary>
    public Task<StockPage> List(ShopId shop, bool waiting, string? after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<PromiseView?> Promise(PoolId pool, int quantity, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Waiting lines in the order in which they will be served.</summary>
    public Task<BackorderPage?> Backorders(PoolId pool, string? after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();
}
