using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Pipeline;

/// <summary>A store before whose first commit another has its way.</summary>
internal sealed class Interrupted(IStore inner, Func<Task> other) : IStore
{
    private bool done;

    public async Task<CommitResult> Commit(Partition partition, IReadOnlyList<Write> writes)
    {
        if (!done)
        {
            done = true;
            await other();
        }

        return await inner.Commit(partition, writes);
    }

    public Task<Document?> Read(Partition partition, string id, CancellationToken cancellationToken) =>
        inner.Read(partition, id, cancellationToken);

    public Task<IReadOnlyList<Document?>> ReadTogether(
        Partition partition, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        inner.ReadTogether(partition, ids, cancellationToken);

    public Task<IReadOnlyList<Document>> ByPlace(PlaceQuery query, CancellationToken cancellationToken) =>
        inner.ByPlace(query, cancellationToken);

    public Task<long> CountPlaces(
        Partition partition, string status, long after, CancellationToken cancellationToken) =>
        inner.CountPlaces(partition, status, after, cancellationToken);

    public Task<IReadOnlyList<Listed>> List(ListQuery query, CancellationToken cancellationToken) =>
        inner.List(query, cancellationToken);

    public Task<(IReadOnlyList<Listed> Documents, string Next)> Changes(
        Container container, ShopId shop, string? after, int limit, CancellationToken cancellationToken) =>
        inner.Changes(container, shop, after, limit, cancellationToken);

    public Task<IReadOnlyList<Listed>> Due(
        Container container, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        inner.Due(container, until, limit, cancellationToken);

    public Task<long> Count(
        Container container, ShopId shop, string? status, DateTimeOffset? dueBy, CancellationToken cancellationToken) =>
        inner.Count(container, shop, status, dueBy, cancellationToken);
}
