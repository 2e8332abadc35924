using Backorders.Server.Replay.Shopfront;

namespace Backorders.Server.Replay.Audit;

/// <summary>What the API answers once everything is quiet.</summary>
/// <param name="Orders">All that the shop's list has.</param>
/// <param name="Stock">All SKUs.</param>
/// <param name="Queues">The waiting lines by SKU, next to be served first; SKUs without any may be missing.</param>
/// <param name="Mails">All that were sent.</param>
internal sealed record FinalState(
    IReadOnlyList<OrderAnswer> Orders, IReadOnlyList<StockAnswer> Stock,
    IReadOnlyDictionary<string, IReadOnlyList<QueuedAnswer>> Queues, IReadOnlyList<MailAnswer> Mails)
{
    public static async Task<FinalState> Read(ShopApi api, CancellationToken cancellationToken)
    {
        var orders = await api.Orders(cancellationToken).ToListAsync(cancellationToken);
        var stock = await api.Stock(waiting: false, cancellationToken).ToListAsync(cancellationToken);
        Dictionary<string, IReadOnlyList<QueuedAnswer>> queues = [];
        foreach (var sku in stock.Where(sku => sku.WaitingLines > 0))
        {
            queues[sku.Sku] = await api.Queue(sku.Sku, cancellationToken).ToListAsync(cancellationToken);
        }

        return new(orders, stock, queues, await api.Mails(cancellationToken));
    }
}
