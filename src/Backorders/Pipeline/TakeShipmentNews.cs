using Backorders.Orders;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>Stores a supplier's verified news for processing.</summary>
public sealed class TakeShipmentNews
{
    public Task<NewsOutcome> Run(ShopId shop, SupplierId supplier, ShipmentNews news, CancellationToken cancellationToken) => throw new NotSupportedException();
}
