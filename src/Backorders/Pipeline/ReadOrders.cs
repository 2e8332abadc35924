using Backorders.Orders;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>Answers what orders are now.</summary>
public sealed class ReadOrders(IStore store, PoolReads reads, FinishOrder finish)
{
    /// <summary>Orders computed at the same time for one page.</summary>
    private const int AtOnce = 8;

    /// <summary>The order, or null.</summary>
    public async Task<OrderView?> Get(OrderId order, CancellationToken cancellationToken)
    {
        var found = await finish.Run(order, cancellationToken);
        return found is null
            ? null
            : OrderReads.View(found.Document, await reads.Lines(order, found.Document, cancellationToken));
    }

    /// <summary>Newest accepted first; orders that do not match any more are left out.</summary>
    public async Task<OrderPage> List(ShopId shop, OrderFilter filter, CancellationToken cancellationToken)
    {
        var tag = filter.Email is { } email ? Keys.EmailTag(email) : filter.Sku is { } sku ? Keys.SkuTag(sku) : null;
        var listed = await store.List(
            new(Container.Orders, shop, filter.After, filter.Limit, filter.Status, tag, Descending: true),
            cancellationToken);
        var views = await Views(listed, cancellationToken);
        var next = listed.Count == filter.Limit ? listed[^1].Sort : null;
        return new(views.Where(view => Matches(view, filter)).ToList(), next);
    }

    /// <summary>Oldest change first; <c>Next</c> is never null.</summary>
    public async Task<OrderPage> Changes(ShopId shop, string? after, int limit, CancellationToken cancellationToken)
    {
        var (listed, next) = await store.Changes(Container.Orders, shop, after, limit, cancellationToken);
        return new(await Views(listed, cancellationToken), next);
    }

    private async Task<IReadOnlyList<OrderView>> Views(
        IReadOnlyList<Listed> listed, CancellationToken cancellationToken)
    {
        var views = new OrderView[listed.Count];
        await Parallel.ForAsync(
            0, listed.Count,
            Apart.AtOnce(AtOnce, cancellationToken),
            async (index, cancelled) =>
            {
                var id = Keys.OrderIn(listed[index].PartitionKey);
                var document = OrderStore.Parse(listed[index].Document);
                if (document.Unfinished)
                {
                    document = (await finish.Run(id, cancelled))?.Document ?? document;
                }

                views[index] = OrderReads.View(document, await reads.Lines(id, document, cancelled));
            });
        return views;
    }

    private static bool Matches(OrderView view, OrderFilter filter) =>
        (filter.Status is null || view.Status == filter.Status) &&
        (filter.Sku is not { } sku || view.Lines.Any(line => line.Sku == sku.Value));
}
