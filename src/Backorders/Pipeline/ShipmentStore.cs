using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>A shipment as it was read.</summary>
/// <param name="TakenOver">The version that all its pools have taken over.</param>
internal sealed record FoundShipment(Shipment Shipment, long TakenOver, string ETag);

/// <summary>Shipments and their news, one partition each.</summary>
public sealed class ShipmentStore(IStore store, Turns turns, Clocks clocks)
{
    /// <summary>Lost races in a row before the caller is told to come again.</summary>
    private const int MaxTries = 20;

    /// <summary>News that one merge takes in; more wait for the next.</summary>
    private const int NewsAtOnce = StoreLimits.Operations - 1;

    /// <summary>Bytes of news that one merge takes in; the rest of the batch is the shipment's.</summary>
    private const int MergeBytes = StoreLimits.BatchBytes / 4;

    internal async Task<FoundShipment?> Read(ShopId shop, ShipmentId id, CancellationToken cancellationToken)
    {
        var document = await store.Read(Keys.ShipmentOf(shop, id), Keys.Shipment, cancellationToken);
        if (document is null)
        {
            return null;
        }

        var stored = DocumentJson.Read(document.Body, DocumentJson.Default.ShipmentDocument);
        return new(stored.ToShipment(), stored.TakenOver, document.ETag);
    }

    /// <summary>Adds news to the supplier's own shipment, once; it is due until its pools have taken it over.</summary>
    internal async Task<NewsOutcome> Add(
        ShopId shop, SupplierId supplier, ShipmentNews news, CancellationToken cancellationToken)
    {
        using var turn = await turns.Take($"{shop}|{news.Shipment}", cancellationToken);
        var body = DocumentJson.Write(NewsDocument.Of(supplier, news, clocks.Now), DocumentJson.Default.NewsDocument);
        var created = new Write.Create(
            Keys.News(news.WebhookId), body, new(Status: Keys.Pending, Place: news.Timestamp.UtcTicks));
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var found = await Read(shop, news.Shipment, cancellationToken);
            if (found is not null && found.Shipment.Supplier != supplier)
            {
                return new NewsOutcome.NotYours();
            }

            var shipment = found?.Shipment ?? new Shipment(news.Shipment, supplier, 0);
            var written = Written(shop, shipment, found?.TakenOver ?? 0, found?.ETag, isDue: true);
            var result = await store.Commit(Keys.ShipmentOf(shop, news.Shipment), [written, created]);
            switch (result)
            {
                case CommitResult.Done:
                    return new NewsOutcome.Stored();
                case CommitResult.Exists exists when exists.Id == created.Id:
                    return new NewsOutcome.Repeated();
                case CommitResult.Exists or CommitResult.Stale or CommitResult.Unclear:
                    break;
                default:
                    throw result.Away();
            }
        }

        throw UnavailableException.Contended($"The shipment {news.Shipment}");
    }

    /// <summary>Merges all news that were not; null when there is no such shipment.</summary>
    internal async Task<FoundShipment?> Merge(ShopId shop, ShipmentId id, CancellationToken cancellationToken)
    {
        using var turn = await turns.Take($"{shop}|{id}", cancellationToken);
        var partition = Keys.ShipmentOf(shop, id);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var found = await Read(shop, id, cancellationToken);
            var pending = await store.ByPlace(
                new(partition, null, null, NewsAtOnce, Keys.Pending), cancellationToken);
            if (found is null || pending.Count == 0)
            {
                return found;
            }

            var merged = found.Shipment;
            var writes = new List<Write>();
            var bytes = 0;
            foreach (var document in pending)
            {
                bytes += document.Body.Length;
                if (writes.Count > 0 && bytes > MergeBytes)
                {
                    break;
                }

                var news = DocumentJson.Read(document.Body, DocumentJson.Default.NewsDocument).ToNews();
                merged = merged.Merge(news);
                var applied = new Terms(Status: Keys.Applied, Place: news.Timestamp.UtcTicks);
                writes.Add(new Write.Replace(document.Id, document.Body, applied, document.ETag));
            }

            writes.Insert(0, Written(shop, merged, found.TakenOver, found.ETag, isDue: true));
            if (await store.Commit(partition, writes) is CommitResult.Busy busy)
            {
                throw busy.Away();
            }
        }

        throw UnavailableException.Contended($"The shipment {id}");
    }

    /// <summary>All pools have this version; a shipment that has moved on stays due.</summary>
    internal async Task MarkTakenOver(ShopId shop, FoundShipment found)
    {
        var written = Written(shop, found.Shipment, found.Shipment.Version, found.ETag, isDue: false);
        if (await store.Commit(Keys.ShipmentOf(shop, found.Shipment.Id), [written]) is CommitResult.Busy busy)
        {
            throw busy.Away();
        }
    }

    private static Write Written(ShopId shop, Shipment shipment, long takenOver, string? etag, bool isDue)
    {
        var body = DocumentJson.Write(
            ShipmentDocument.Of(shipment, takenOver), DocumentJson.Default.ShipmentDocument);
        var terms = new Terms(shop, Due: isDue ? DateTimeOffset.UnixEpoch : null);
        return etag is null
            ? new Write.Create(Keys.Shipment, body, terms)
            : new Write.Replace(Keys.Shipment, body, terms, etag);
    }
}
