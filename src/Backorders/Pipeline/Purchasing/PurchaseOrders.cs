using System.Runtime.CompilerServices;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

/// <summary>Orders at suppliers, one partition each: the one place that reads, decides and commits them.</summary>
public sealed class PurchaseOrders(IStore store, Turns turns)
{
    /// <summary>Lost races in a row before the caller is told to come again.</summary>
    private const int MaxTries = 20;

    /// <summary>Orders under way that are read at a time.</summary>
    private const int PageSize = 100;

    private static readonly PurchaseState[] StatesUnderWay =
        [PurchaseState.Approved, PurchaseState.Sent, PurchaseState.Confirmed, PurchaseState.PartlyReceived];

    internal async Task<PurchaseDocument?> Read(ShopId shop, PurchaseId id, CancellationToken cancellationToken) =>
        (await Find(shop, id, cancellationToken))?.Document;

    /// <summary>Reads, decides and writes; decides again from what is there when another was faster.</summary>
    /// <param name="decide">
    /// Of what is there (null: nothing) what shall be, and what came of it; null or the very same: nothing is written.
    /// </param>
    /// <returns>The order as it is then, and what came of it.</returns>
    internal async Task<(PurchaseDocument? Now, T Outcome)> Change<T>(
        ShopId shop, PurchaseId id, Func<PurchaseDocument?, (PurchaseDocument? After, T Outcome)> decide,
        CancellationToken cancellationToken)
    {
        var partition = Keys.PurchaseOf(shop, id);
        using var turn = await turns.Take(partition.Key, cancellationToken);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var found = await Find(shop, id, cancellationToken);
            var (after, outcome) = decide(found?.Document);
            if (after is null || ReferenceEquals(after, found?.Document))
            {
                return (found?.Document, outcome);
            }

            switch (await store.Commit(partition, [Written(shop, after, found?.ETag)]))
            {
                case CommitResult.Done:
                    return (after, outcome);
                case CommitResult.Busy busy:
                    throw busy.Away();
            }
        }

        throw UnavailableException.Contended($"The purchase order {id}");
    }

    /// <summary>Newest first.</summary>
    internal async Task<(IReadOnlyList<PurchaseDocument> Found, string? Next)> List(
        ShopId shop, PurchaseFilter filter, CancellationToken cancellationToken)
    {
        var status = filter.Status is { } state ? Keys.PurchaseStatus(state) : null;
        var tag = filter.Supplier is { } supplier ? Keys.PurchaseTagOf(supplier) : Keys.PurchaseTag;
        var listed = await store.List(
            new(Container.Shops, shop, filter.After, filter.Limit, status, tag, Descending: true), cancellationToken);
        return (
            listed.Select(found => Parse(found.Document)).ToList(),
            listed.Count == filter.Limit ? listed[^1].Sort : null);
    }

    /// <summary>Those that suppliers have still to fulfil, one state after another.</summary>
    /// <param name="mostPages">Of 100 orders, for each state.</param>
    internal async IAsyncEnumerable<PurchaseDocument> UnderWay(
        ShopId shop, int mostPages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var state in StatesUnderWay)
        {
            string? after = null;
            for (var page = 1; page <= mostPages; page++)
            {
                var (found, next) = await List(shop, new(state, null, PageSize, after), cancellationToken);
                foreach (var order in found)
                {
                    yield return order;
                }

                if (next is null)
                {
                    break;
                }

                after = next;
            }
        }
    }

    private async Task<(PurchaseDocument Document, string ETag)?> Find(
        ShopId shop, PurchaseId id, CancellationToken cancellationToken)
    {
        var document = await store.Read(Keys.PurchaseOf(shop, id), Keys.Purchase, cancellationToken);
        return document is null ? null : (Parse(document), document.ETag);
    }

    private static PurchaseDocument Parse(Document document) =>
        DocumentJson.Read(document.Body, DocumentJson.Default.PurchaseDocument);

    private static Write Written(ShopId shop, PurchaseDocument document, string? etag)
    {
        var body = DocumentJson.Write(document, DocumentJson.Default.PurchaseDocument);
        var order = document.ToOrder();
        var terms = new Terms(
            shop, Keys.PurchaseSort(document.MadeAt, order.Id), Keys.PurchaseStatus(order.State),
            Due: document.Sending is { State: SendingState.Waiting } waiting ? waiting.Due : null);
        string[] tags = [Keys.PurchaseTag, Keys.PurchaseTagOf(order.Supplier)];
        return etag is null
            ? new Write.Create(Keys.Purchase, body, terms, tags)
            : new Write.Replace(Keys.Purchase, body, terms, etag, tags);
    }
}
