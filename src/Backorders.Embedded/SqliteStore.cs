using Backorders.Embedded.Sqlite;
using Backorders.Embedded.Store;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;

namespace Backorders.Embedded;

/// <summary>
/// The document store in SQLite. It refuses what Cosmos DB refuses, so that nothing comes to lean on SQLite.
/// An ETag is the document's number in the file's one sequence of writes.
/// </summary>
public sealed class SqliteStore(SqliteDatabase database) : IStore
{
    public Task<Document?> Read(Partition partition, string id, CancellationToken cancellationToken) =>
        Read((partition, id), StoreReads.Document, Measures.Read, cancellationToken);

    public Task<IReadOnlyList<Document?>> ReadTogether(
        Partition partition, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        StoreLimits.CheckTogether(ids);
        return database.Read((partition, ids), StoreReads.Together, cancellationToken);
    }

    public Task<CommitResult> Commit(Partition partition, IReadOnlyList<Write> writes)
    {
        BatchRules.Check(writes);
        Measures.StoreCalls.Add(1, Measures.Commit);
        return database.Write(new StoreCommit(partition, writes));
    }

    public Task<IReadOnlyList<Document>> ByPlace(PlaceQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit, nameof(query));
        return Read(query, PlaceReads.ByPlace, Measures.Query, cancellationToken);
    }

    public Task<long> CountPlaces(
        Partition partition, string status, long after, CancellationToken cancellationToken) =>
        Read((partition, status, after), PlaceReads.Count, Measures.Query, cancellationToken);

    public Task<IReadOnlyList<Listed>> List(ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit, nameof(query));
        return Read(query, StoreReads.List, Measures.Query, cancellationToken);
    }

    /// <remarks>
    /// The cursor is the last ETag that was seen: exact, because ETags become visible in their order.
    /// </remarks>
    public Task<(IReadOnlyList<Listed> Documents, string Next)> Changes(
        Container container, ShopId shop, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var seen = after is null ? 0 : ETags.Parse(after) ?? throw new ForeignCursorException();
        return Read((container, shop, seen, limit), StoreReads.Changes, Measures.Query, cancellationToken);
    }

    public Task<IReadOnlyList<Listed>> Due(
        Container container, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return Read((container, until.UtcTicks, limit), StoreReads.Due, Measures.Query, cancellationToken);
    }

    public Task<long> Count(
        Container container, ShopId shop, string? status, DateTimeOffset? dueBy, CancellationToken cancellationToken) =>
        Read((container, shop, status, dueBy?.UtcTicks), StoreReads.Count, Measures.Query, cancellationToken);

    private Task<TAnswer> Read<TQuestion, TAnswer>(
        TQuestion question, Func<Connection, TQuestion, TAnswer> read, KeyValuePair<string, object?> operation,
        CancellationToken cancellationToken)
    {
        Measures.StoreCalls.Add(1, operation);
        return database.Read(question, read, cancellationToken);
    }
}
