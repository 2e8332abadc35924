using Backorders.Pipeline.Ports;
using Backorders.Simulation.Models;

namespace Backorders.Simulation.Worlds;

/// <summary>
/// The one store of the world, which shows the checker every commit. A read that meets a commit whose answer is under
/// way may see nothing of it, as long as nobody else has: the port promises no more.
/// </summary>
internal sealed class SharedStore(World world)
{
    private readonly List<Overwritten> unseen = [];

    private sealed record Overwritten(
        long Moment, Partition Partition, IReadOnlyList<(string Id, Document? Before)> Documents);

    public ModelStore Model { get; } = new();

    public IReadOnlyList<Document?> ReadTogether(Partition partition, IReadOnlyList<string> ids, bool stale)
    {
        var commit = stale
            ? unseen.Find(commit => commit.Partition == partition && world.Unanswered.Has(commit.Moment))
            : null;
        if (commit is null)
        {
            Seen(partition.Container, partition);
        }

        return StorePort.Now(Model.ReadTogether(partition, ids, CancellationToken.None))
            .Select((now, index) => Before(commit, ids[index], now)).ToList();
    }

    /// <summary>Somebody sees what was written: nobody sees less from now on.</summary>
    /// <param name="partition">Null: all of the container.</param>
    public void Seen(Container container, Partition? partition) => unseen.RemoveAll(commit =>
        partition is null ? commit.Partition.Container == container : commit.Partition == partition);

    public CommitResult Commit(Partition partition, IReadOnlyList<Write> writes, string by, DateTimeOffset sent)
    {
        var before = writes.Select(write => (write.Id, Model.Find(partition, write.Id))).ToList();
        var result = StorePort.Now(Model.Commit(partition, writes));
        Seen(partition.Container, partition);
        if (result is not CommitResult.Done)
        {
            world.Figures.LostRaces++;
            return result;
        }

        world.Figures.Commits++;
        unseen.Add(new(world.Journal.Moment + 1, partition, before));
        world.Watch.Committed(partition, writes, by, sent);
        return result;
    }

    private static Document? Before(Overwritten? commit, string id, Document? now)
    {
        var index = commit?.Documents.ToList().FindIndex(document => document.Id == id) ?? -1;
        return index < 0 ? now : commit!.Documents[index].Before;
    }
}
