using Backorders.Orders;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>Answers what orders are now.</summary>
public sealed class ReadOrders
{
    /// <summary>The order, or null.</summary>
    public Task<OrderView?> Get(OrderId order, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Newest accepted first.</summary>
    public Task<OrderPage> List(ShopId shop, OrderFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Oldest change first; <c>Next</c> is never null.</summary>
    public Task<OrderPage> Changes(ShopId shop, string? after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();
}
