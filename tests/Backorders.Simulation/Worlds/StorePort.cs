using Backorders.Pipeline.Ports;
using Backorders.Simulation.Bugs;

namespace Backorders.Simulation.Worlds;

/// <summary>The store as one process sees it: the model's answers, late, lost or never given.</summary>
internal sealed class StorePort(Wire wire, World world, string by, Release release, Bug bug) : IStore
{
    private readonly SharedStore shared = world.Store;

    private static readonly TimeSpan Throttled = TimeSpan.FromSeconds(2);

    public Task<Document?> Read(Partition partition, string id, CancellationToken cancellationToken) => Ask(
        $"reads {id} of {partition.Container} {partition.Key}",
        stale => See(partition, [id], stale)[0]);

    public Task<IReadOnlyList<Document?>> ReadTogether(
        Partition partition, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        Ask<IReadOnlyList<Document?>>(
        $"reads {string.Join(' ', ids)} of {partition.Container} {partition.Key}",
        stale => See(partition, ids, stale));

    public Task<CommitResult> Commit(Partition partition, IReadOnlyList<Write> decided)
    {
        var writes = release.Writes(decided);
        var fault = wire.Sky.Next(
            Fault.StoreBusy, Fault.StoreTimeoutApplied, Fault.StoreTimeoutNotApplied, Fault.StoreTimeoutAppliedLate,
            Fault.StoreErrorApplied, Fault.StoreErrorNotApplied, Fault.StoreReplyLost, Fault.StoreSlow,
            Fault.DiesBefore, Fault.DiesAfter);
        var sent = wire.Now;
        return wire.Call(
            $"writes {string.Join(' ', writes.Select(write => write.Id))} of {partition.Container} {partition.Key}",
            fault,
            () => bug.OnResult(writes, shared.Commit(partition, bug.OnCommit(world, partition, writes), by, sent)),
            () => bug.OnResult(writes, new CommitResult.Busy(Throttled)),
            () => bug.OnResult(writes, new CommitResult.Unclear("The connection broke.")));
    }

    public Task<IReadOnlyList<Document>> ByPlace(PlaceQuery query, CancellationToken cancellationToken) => Ask(
        $"asks for places {query.After}-{query.UpTo} of {query.Partition.Key}",
        _ => See(query.Partition.Container, shared.Model.ByPlace(query, cancellationToken)));

    public Task<long> CountPlaces(
        Partition partition, string status, long after, CancellationToken cancellationToken) => Ask(
        $"counts places of {partition.Key}",
        _ => See(partition.Container, shared.Model.CountPlaces(partition, status, after, cancellationToken)));

    public Task<IReadOnlyList<Listed>> List(ListQuery query, CancellationToken cancellationToken) => Ask(
        $"lists {query.Container} of {query.Shop}",
        _ => bug.OnList(shared.Model, query) ?? See(query.Container, shared.Model.List(query, cancellationToken)));

    public Task<(IReadOnlyList<Listed> Documents, string Next)> Changes(
        Container container, ShopId shop, string? after, int limit, CancellationToken cancellationToken) => Ask(
        $"follows {container} of {shop} from {after}",
        _ => See(container, shared.Model.Changes(container, shop, after, limit, cancellationToken)));

    public Task<IReadOnlyList<Listed>> Due(
        Container container, DateTimeOffset until, int limit, CancellationToken cancellationToken) => Ask(
        $"looks for what is due in {container}",
        _ => bug.OnDue(container, See(container, shared.Model.Due(container, until, limit, cancellationToken))));

    public Task<long> Count(
        Container container, ShopId shop, string? status, DateTimeOffset? dueBy,
        CancellationToken cancellationToken) => Ask(
        $"counts {status} in {container} of {shop}",
        _ => See(container, shared.Model.Count(container, shop, status, dueBy, cancellationToken)));

    private Task<T> Ask<T>(string what, Func<bool, T> read)
    {
        var fault = wire.Sky.Next(
            Fault.StoreReadFails, Fault.StoreStaleRead, Fault.StoreSlow, Fault.DiesBefore, Fault.DiesAfter);
        return wire.Call(
            what, fault, () => read(fault == Fault.StoreStaleRead), () => throw Away(), () => throw Away());
    }

    private List<Document?> See(Partition partition, IReadOnlyList<string> ids, bool stale) => shared
        .ReadTogether(partition, ids, stale)
        .Select((read, index) => bug.OnRead(world, partition, ids[index], read)).ToList();

    private T See<T>(Container container, Task<T> answered)
    {
        shared.Seen(container, null);
        return Now(answered);
    }

    private static UnavailableException Away() => new("The store is away.", Throttled);

    /// <summary>The model answers at once.</summary>
    internal static T Now<T>(Task<T> answered) => answered.IsCompleted
        ? answered.GetAwaiter().GetResult()
        : throw new InvalidOperationException("The model took its time.");
}
