using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Prevention;

/// <summary>A store at which somebody else calls just before one of the calls.</summary>
internal sealed class StoreWithACaller(IStore inner, int beforeCall, Func<Task> caller) : IStore
{
    private int calls;

    public Task<Document?> Read(Partition partition, string id, CancellationToken cancellationToken) =>
        After(() => inner.Read(partition, id, cancellationToken));

    public Task<IReadOnlyList<Document?>> ReadTogether(
        Partition partition, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        After(() => inner.ReadTogether(partition, ids, cancellationToken));

    public Task<CommitResult> Commit(Partition partition, IReadOnlyList<Write> writes) =>
        After(() => inner.Commit(partition, writes));

    public Task<IReadOnlyList<Document>> ByPlace(PlaceQuery query, CancellationToken cancellationToken) =>
        After(() => inner.ByPlace(query, cancellationToken));

    public Task<long> CountPlaces(
        Partition partition, string status, long after, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Listed>> List(ListQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<(IReadOnlyList<Listed> Documents, string Next)> Changes(
        Container container, ShopId shop, string? after, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Listed>> Due(
        Container container, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> Count(
        Container container, ShopId shop, string? status, DateTimeOffset? dueBy,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task<T> After<T>(Func<Task<T>> call)
    {
        if (++calls == beforeCall)
        {
            await caller();
        }

        return await call();
    }
}
