using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>Reads and writes order documents and what they can be found by.</summary>
public sealed class OrderStore(IStore store, Clocks clocks)
{
    /// <summary>When the sweep looks at an order that nobody finished, and its intent becomes visible.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>When the sweep looks at a notice that nobody sent.</summary>
    internal static readonly TimeSpan NoticePatience = TimeSpan.FromSeconds(30);

    internal async Task<FoundOrder?> Read(OrderId order, CancellationToken cancellationToken)
    {
        var document = await store.Read(Keys.Of(order), Keys.Order, cancellationToken);
        return document is null ? null : new(order, Parse(document), document.ETag);
    }

    /// <summary>The order and one of its notices as they were at one moment; null: not there.</summary>
    internal async Task<(FoundOrder? Order, (NoticeDocument Notice, string ETag)? Notice)> ReadWithNotice(
        OrderId order, int number, CancellationToken cancellationToken)
    {
        var documents = await store.ReadTogether(
            Keys.Of(order), [Keys.Order, Keys.Notice(number)], cancellationToken);
        return (
            documents[0] is { } found ? new(order, Parse(found), found.ETag) : null,
            documents[1] is { } notice ? (ParseNotice(notice), notice.ETag) : null);
    }

    internal static OrderDocument Parse(Document document) =>
        DocumentJson.Read(document.Body, DocumentJson.Default.OrderDocument);

    internal static NoticeDocument ParseNotice(Document document) =>
        DocumentJson.Read(document.Body, DocumentJson.Default.NoticeDocument);

    internal async Task<CommitResult> Commit(OrderId order, params IReadOnlyList<Write> writes)
    {
        using var span = Tracing.CommitOrder(order, writes.Count);
        var result = await store.Commit(Keys.Of(order), writes);
        span.EndCommit(result);
        if (result is CommitResult.Stale)
        {
            Measures.LostRaces.Add(1, Measures.Container(Container.Orders));
        }

        return result;
    }

    /// <summary>Replaces the order: null when another was faster or the answer is unclear, to be read again.</summary>
    internal async Task<FoundOrder?> Replace(FoundOrder found, OrderDocument document, params IReadOnlyList<Write> more)
    {
        var result = await Commit(found.Id, [Replaced(found, document), .. more]);
        return result switch
        {
            CommitResult.Done done => new(found.Id, document, done.ETags[0]),
            CommitResult.Exists or CommitResult.Stale or CommitResult.Unclear => null,
            _ => throw result.Away(),
        };
    }

    internal Write Created(OrderId order, OrderDocument document) => new Write.Create(
        Keys.Order, DocumentJson.Write(document, DocumentJson.Default.OrderDocument), TermsOf(order, document),
        TagsOf(document));

    internal Write Replaced(FoundOrder found, OrderDocument document) => new Write.Replace(
        Keys.Order, DocumentJson.Write(document, DocumentJson.Default.OrderDocument), TermsOf(found.Id, document),
        found.ETag, TagsOf(document));

    internal Write Notice(OrderId order, NoticeDocument notice, string? etag)
    {
        var body = DocumentJson.Write(notice, DocumentJson.Default.NoticeDocument);
        var status = notice.State switch
        {
            NoticeState.Waiting or NoticeState.Frozen => Keys.NoticeWaiting,
            NoticeState.Sent => Keys.NoticeSent,
            NoticeState.Dropped => Keys.NoticeDropped,
            NoticeState.Refused => Keys.NoticeRefused,
            NoticeState.Unclear => Keys.NoticeUnclear,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        DateTimeOffset? due = status == Keys.NoticeWaiting
            ? notice.Turn ?? clocks.Machine.GetUtcNow() + NoticePatience
            : null;
        var terms = new Terms(order.Shop, Status: status, Due: due);
        return etag is null
            ? new Write.Create(Keys.Notice(notice.Number), body, terms)
            : new Write.Replace(Keys.Notice(notice.Number), body, terms, etag);
    }

    /// <summary>Who ordered and what: neither of them ever changes.</summary>
    private static List<string> TagsOf(OrderDocument document) =>
    [
        Keys.EmailTag(document.Customer.Email),
        .. document.Lines.Select(line => line.Sku).Distinct().Select(sku => Keys.SkuTag(new(sku))),
    ];

    private Terms TermsOf(OrderId order, OrderDocument document) => new(
        order.Shop,
        Keys.OrderSort(document.AcceptedAt, order.Number),
        document.Unfinished ? Keys.Unfinished : document.Status,
        Due: document.Unfinished ? clocks.Machine.GetUtcNow() + Patience : null);
}
