using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Pipeline;

/// <summary>A store whose commits are answered as the test says, and which remembers what it was asked.</summary>
internal sealed class ScriptedStore(ModelStore inner) : IStore
{
    private readonly List<IReadOnlyList<Write>> commits = [];

    /// <summary>Given the number of the commit, from 1, and the commit itself.</summary>
    public Func<int, Func<Task<CommitResult>>, Task<CommitResult>> Answer { get; set; } = (_, commit) => commit();

    /// <summary>All that were sent, whatever became of them.</summary>
    public IReadOnlyList<IReadOnlyList<Write>> Commits => commits;

    /// <summary>Documents that were read, alone or together.</summary>
    public List<string> Reads { get; } = [];

    public Task<Document?> Read(Partition partition, string id, CancellationToken cancellationToken)
    {
        Reads.Add(id);
        return inner.Read(partition, id, cancellationToken);
    }

    public Task<IReadOnlyList<Document?>> ReadTogether(
        Partition partition, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        Reads.AddRange(ids);
        return inner.ReadTogether(partition, ids, cancellationToken);
    }

    public Task<CommitResult> Commit(Partition partition, IReadOnlyList<Write> writes)
    {
        commits.Add(writes);
        return Answer(commits.Count, () => inner.Commit(partition, writes));
    }

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
