using System.Text.Json;
using Backorders.Pipeline.Ports;
using Backorders.Simulation.Models;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Bugs;

internal sealed class NoETag : Bug
{
    public override string Name => "a document is replaced whatever its ETag is";

    public override IReadOnlyList<Write> OnCommit(World world, Partition partition, IReadOnlyList<Write> writes) =>
        [.. writes.Select(write => write is Write.Replace replace
            && world.Store.Model.Find(partition, write.Id) is { } now ? replace with { IfMatch = now.ETag } : write)];
}

/// <typeparam name="T">The answer that is no success.</typeparam>
internal sealed class TakenAsSuccess<T>(string what) : Bug
    where T : CommitResult
{
    public override string Name => $"{what} is taken as success";

    public override CommitResult OnResult(IReadOnlyList<Write> writes, CommitResult result) =>
        result is T ? new CommitResult.Done([.. writes.Select(_ => "0")]) : result;
}

internal sealed class OldHeadUnderNewETag : Bug
{
    private readonly Dictionary<Partition, Document> before = [];

    public override string Name => "a cached head is written under the ETag of a later read";

    public override Document? OnRead(World world, Partition partition, string id, Document? read)
    {
        if (id != "pool" || read is null)
        {
            return read;
        }

        var old = before.GetValueOrDefault(partition, read);
        before[partition] = read;
        return read with { Body = old.Body };
    }
}

internal sealed class TornBatch : Bug
{
    public override string Name => "the last document of a batch is written apart, and forgotten";

    public override IReadOnlyList<Write> OnCommit(World world, Partition partition, IReadOnlyList<Write> writes) =>
        partition.Container == Container.Pools && writes.Count > 2 ? [.. writes.SkipLast(1)] : writes;
}

internal sealed class CreateOverwrites : Bug
{
    public override string Name => "what exists is created again over it";

    public override IReadOnlyList<Write> OnCommit(World world, Partition partition, IReadOnlyList<Write> writes) =>
        partition.Container != Container.Pools
            ? writes
            : [.. writes.Select(write => write is Write.Create
                && world.Store.Model.Find(partition, write.Id) is { } there
                    ? new Write.Replace(write.Id, write.Body, write.Terms, there.ETag, write.Tags) : write)];
}

internal sealed class UnknownRefused : Bug
{
    public override string Name => "a document with a member that nobody knows is refused";

    public override Document? OnRead(World world, Partition partition, string id, Document? read) =>
        read is null || !JsonDocument.Parse(read.Body).RootElement.TryGetProperty("toCome", out _)
            ? read
            : throw new InvalidDataException($"{id} is not what it should be.");
}

internal sealed class BlindSweep : Bug
{
    public override string Name => "the sweep finds nothing";

    public override IReadOnlyList<Listed> OnDue(Container container, IReadOnlyList<Listed> due) => [];
}

internal sealed class SweepWithoutNotices : Bug
{
    public override string Name => "the sweep leaves notices lying";

    public override IReadOnlyList<Listed> OnDue(Container container, IReadOnlyList<Listed> due) =>
        [.. due.Where(found => !found.Document.Id.StartsWith("notice:", StringComparison.Ordinal))];
}

internal sealed class ListOfAllShops : Bug
{
    public override string Name => "a list has no shop in its filter";

    public override IReadOnlyList<Listed>? OnList(ModelStore store, ListQuery query) =>
        [.. World.ShopNames.SelectMany(shop => StorePort.Now(
            store.List(query with { Shop = new(shop) }, CancellationToken.None))).Take(query.Limit)];
}

internal sealed class ReadOfAllShops : Bug
{
    public override string Name => "an order is read without its shop";

    public override Document? OnRead(World world, Partition partition, string id, Document? read) =>
        read ?? (partition.Container != Container.Orders ? null : World.ShopNames
            .Select(shop => new Partition(
                partition.Container, shop + partition.Key[partition.Key.IndexOf('|', StringComparison.Ordinal)..]))
            .Select(other => world.Store.Model.Find(other, id)).FirstOrDefault(found => found is not null));
}
