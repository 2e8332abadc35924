using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>Stores a supplier's verified news for processing.</summary>
public sealed class TakeShipmentNews(
    IStore store, IWorkQueue queue, PoolCommits pools, PoolReads reads, ShipmentStore shipments, Clocks clocks,
    ILogger<TakeShipmentNews> log)
{
    public async Task<NewsOutcome> Run(
        ShopId shop, SupplierId supplier, ShipmentNews news, CancellationToken cancellationToken)
    {
        var partition = Keys.WebhookOf(shop, supplier, news.WebhookId);
        var refusal = await Refuses(shop, supplier, news, cancellationToken);
        if (refusal is not null && await store.Read(partition, Keys.Webhook, cancellationToken) is null)
        {
            return refusal;
        }

        if (!await IsFirstContent(partition, news, cancellationToken))
        {
            return new NewsOutcome.Conflict();
        }

        var outcome = await shipments.Add(shop, supplier, news, cancellationToken);
        if (outcome is not NewsOutcome.NotYours)
        {
            await queue.SendWork(
                QueueNames.Shipments, $"{shop}|{news.Shipment}", TimeSpan.Zero, clocks, cancellationToken);
        }

        return outcome;
    }

    private async Task<NewsOutcome?> Refuses(
        ShopId shop, SupplierId supplier, ShipmentNews news, CancellationToken cancellationToken)
    {
        var found = await shipments.Read(shop, news.Shipment, cancellationToken);
        if (found is not null && found.Shipment.Supplier != supplier)
        {
            return new NewsOutcome.NotYours();
        }

        var unknown = new List<int>();
        for (var index = 0; index < news.Lines?.Count; index++)
        {
            var sku = news.Lines[index].Sku;
            var pool = await pools.Known(new(shop, sku), cancellationToken);
            if (pool is null)
            {
                unknown.Add(index);
            }
            else if (IsFull(pool, news) && await reads.Head(new(shop, sku), cancellationToken) is { } head &&
                IsFull(head.Pool, news))
            {
                log.PoolFull(new(shop, sku), "inbound shipments");
                return new NewsOutcome.PoolFull(sku);
            }
        }

        return unknown.Count > 0 ? new NewsOutcome.UnknownSku(unknown) : null;
    }

    private static bool IsFull(Pool pool, ShipmentNews news) =>
        news.Type == NewsType.Announced && pool.Inbound.Length >= Inbound.Limit &&
        pool.Inbound.All(inbound => inbound.Shipment != news.Shipment);

    /// <summary>A webhook-id says one thing for good, whatever shipment it names.</summary>
    private async Task<bool> IsFirstContent(
        Partition partition, ShipmentNews news, CancellationToken cancellationToken)
    {
        var content = Content.Of(news);
        var document = DocumentJson.Write(
            new(DocumentJson.Schema, content, clocks.Now), DocumentJson.Default.WebhookDocument);
        var result = await store.Commit(partition, [new Write.Create(Keys.Webhook, document, Terms.None)]);
        switch (result)
        {
            case CommitResult.Done:
                return true;
            case CommitResult.Exists:
                var first = await store.Read(partition, Keys.Webhook, cancellationToken);
                return DocumentJson.Read(first!.Body, DocumentJson.Default.WebhookDocument).Content == content;
            default:
                throw result.Away();
        }
    }
}
