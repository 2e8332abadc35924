using System.Diagnostics;

namespace Backorders.Pipeline.Ports;

/// <summary>
/// A partitioned document store (Cosmos DB, or SQLite with the same manners). A document lives in a container and a
/// partition; its ETag changes with every write. Reads and queries see every commit answered before they began.
/// A store that is away throws <see cref="UnavailableException"/> from reads and queries.
/// </summary>
public interface IStore
{
    /// <summary>The document, or null when there is none.</summary>
    Task<Document?> Read(Partition partition, string id, CancellationToken cancellationToken);

    /// <summary>
    /// Documents of one partition as they were at one moment, in one round trip: in the order of the ids, null where
    /// there is none.
    /// </summary>
    /// <param name="ids">1 to <see cref="StoreLimits.Operations"/>, each once; else <see cref="ArgumentException"/>.
    /// </param>
    Task<IReadOnlyList<Document?>> ReadTogether(
        Partition partition, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Writes all of <paramref name="writes"/> or nothing: 1 to <see cref="StoreLimits.Operations"/> writes with
    /// distinct ids, bodies of at most <see cref="StoreLimits.BatchBytes"/> bytes together; anything else throws
    /// <see cref="ArgumentException"/>. Takes no cancellation token: a commit that was sent is never abandoned.
    /// </summary>
    Task<CommitResult> Commit(Partition partition, IReadOnlyList<Write> writes);

    /// <summary>The documents of one partition that have a place, in the order of their places.</summary>
    Task<IReadOnlyList<Document>> ByPlace(PlaceQuery query, CancellationToken cancellationToken);

    /// <summary>How many documents of the partition have this status and a place after that.</summary>
    Task<long> CountPlaces(Partition partition, string status, long after, CancellationToken cancellationToken);

    /// <summary>The documents of one shop that have a sort key, in the order of their sort keys.</summary>
    Task<IReadOnlyList<Listed>> List(ListQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// The documents of one shop that have a sort key, oldest last write first, each at least once, from the
    /// adapter's own cursor on (null: from the beginning). <c>Next</c> is never null: it is where to go on later.
    /// </summary>
    /// <exception cref="ForeignCursorException">It cannot be a cursor of this store.</exception>
    Task<(IReadOnlyList<Listed> Documents, string Next)> Changes(
        Container container, ShopId shop, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Documents of any shop with a due time at or before <paramref name="until"/>, earliest first.</summary>
    Task<IReadOnlyList<Listed>> Due(
        Container container, DateTimeOffset until, int limit, CancellationToken cancellationToken);

    /// <summary>How many documents of the shop have this status, and are due by then; null: do not ask.</summary>
    Task<long> Count(
        Container container, ShopId shop, string? status, DateTimeOffset? dueBy, CancellationToken cancellationToken);
}

public static class StoreLimits
{
    /// <summary>Operations in one atomic batch: what Cosmos DB takes.</summary>
    public const int Operations = 100;

    /// <summary>
    /// Bytes of the bodies in one atomic batch: of the 2 MB that Cosmos DB takes, a kilobyte an operation is left to
    /// ids, terms and frames.
    /// </summary>
    public const int BatchBytes = (2 * 1024 * 1024) - (Operations * 1024);

    /// <exception cref="ArgumentException">So many ids, or one of them twice, cannot be read together.</exception>
    public static void CheckTogether(IReadOnlyList<string> ids)
    {
        if (ids.Count is < 1 or > Operations || ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
        {
            throw new ArgumentException($"1 to {Operations} ids, each once, are read together.", nameof(ids));
        }
    }
}

public enum Container
{
    Pools,
    Orders,
    Shipments,
    Shops,
}

public readonly record struct Partition(Container Container, string Key);

/// <summary>A stored document; the body is UTF-8 JSON.</summary>
public sealed record Document(string Id, string ETag, ReadOnlyMemory<byte> Body);

/// <summary>A document found by a query across partitions, with the partition that it lives in.</summary>
/// <param name="Sort">Empty when the document has no sort key.</param>
public sealed record Listed(string PartitionKey, string Sort, DateTimeOffset? Due, Document Document);

/// <summary>
/// What a document can be found by; all of it is optional and travels with every write.
/// </summary>
/// <param name="Shop">The owner; needed with <paramref name="Sort"/> and for counts.</param>
/// <param name="Sort">The place in the shop's list, compared by ordinal.</param>
/// <param name="Status">One word to filter and count by.</param>
/// <param name="Place">The place inside its partition.</param>
/// <param name="Due">When a sweep must look at it; null: at rest.</param>
public sealed record Terms(
    ShopId? Shop = null, string? Sort = null, string? Status = null, long? Place = null, DateTimeOffset? Due = null)
{
    public static readonly Terms None = new();
}

/// <param name="Tags">
/// Words that the shop's list can be filtered by, so they need a sort key. They are fixed for good, and with them the
/// shop and the sort key: each Replace says the same again, because a document is written as a whole. A store that
/// keeps them apart refuses others with <see cref="ArgumentException"/>.
/// </param>
public abstract record Write(string Id, ReadOnlyMemory<byte> Body, Terms Terms, IReadOnlyList<string> Tags)
{
    /// <summary>Writes a new document; <see cref="CommitResult.Exists"/> when it is there.</summary>
    public sealed record Create(string Id, ReadOnlyMemory<byte> Body, Terms Terms, params IReadOnlyList<string> Tags)
        : Write(Id, Body, Terms, Tags);

    /// <summary>Replaces a document that still has this ETag; else <see cref="CommitResult.Stale"/>.</summary>
    public sealed record Replace(
        string Id, ReadOnlyMemory<byte> Body, Terms Terms, string IfMatch, params IReadOnlyList<string> Tags)
        : Write(Id, Body, Terms, Tags);
}

public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>What a caller hears of a commit that was not made, or nobody knows: come again.</summary>
    public UnavailableException Away() => this switch
    {
        Busy busy => new("The store is busy.", busy.RetryAfter),
        Unclear unclear => UnavailableException.Soon($"The store does not say whether it wrote: {unclear.Reason}"),
        Exists or Stale => UnavailableException.Soon("Another was faster too often."),
        _ => throw new UnreachableException($"{this} is no failure."),
    };

    /// <summary>All was written; the new ETags in the order of the writes.</summary>
    public sealed record Done(IReadOnlyList<string> ETags) : CommitResult;

    /// <summary>Nothing was written: the document to create exists.</summary>
    public sealed record Exists(string Id) : CommitResult;

    /// <summary>Nothing was written: the document to replace has another ETag, or is not there.</summary>
    public sealed record Stale(string Id) : CommitResult;

    /// <summary>Nothing was written: the store has no room or no time; come again.</summary>
    public sealed record Busy(TimeSpan RetryAfter) : CommitResult;

    /// <summary>It may or may not have been written: read back before deciding again.</summary>
    public sealed record Unclear(string Reason) : CommitResult;
}

/// <summary>Places in (<paramref name="After"/>, <paramref name="UpTo"/>], at most <paramref name="Limit"/>.</summary>
public sealed record PlaceQuery(
    Partition Partition, long? After, long? UpTo, int Limit, string? Status = null, bool Descending = false);

/// <summary>
/// A page of a shop's list: sort keys after <paramref name="After"/> (exclusive; before it when descending), with the
/// status and the tag, where given.
/// </summary>
public sealed record ListQuery(
    Container Container, ShopId Shop, string? After, int Limit, string? Status = null, string? Tag = null,
    bool Descending = false);
