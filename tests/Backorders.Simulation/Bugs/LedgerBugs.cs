using System.Globalization;
using System.Text.Json.Nodes;
using Backorders.Pipeline.Ports;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Bugs;

/// <summary>A decision that comes to other JSON than it should.</summary>
internal abstract class LedgerBug : Bug
{
    public sealed override IReadOnlyList<Write> OnCommit(
        World world, Partition partition, IReadOnlyList<Write> writes) =>
        partition.Container == Container.Pools ? Falsify(world, partition, writes) : writes;

    protected abstract IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes);

    protected static long Number(JsonObject json, string name) => json[name]?.GetValue<long>() ?? 0;

    protected static bool Cancels(IReadOnlyList<Write> writes) => writes.Any(write =>
        write is Write.Replace && write.Id.StartsWith("line:", StringComparison.Ordinal)
        && JsonNode.Parse(write.Body.Span)!["cancelled"] is not null);
}

internal sealed class DedupeForgotten : LedgerBug
{
    public override string Name => "what was booked is not remembered with it, and counts again";

    protected override IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes) =>
        [.. writes.Where(write => !write.Id.StartsWith("event:", StringComparison.Ordinal))];
}

internal sealed class DedupeBeforeTheEffect : LedgerBug
{
    public override string Name => "what was booked is remembered before it counts";

    protected override IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes) =>
        writes is [Write.Replace head, { } remembered]
        && remembered.Id.StartsWith("event:receipt", StringComparison.Ordinal)
        && world.Store.Model.Find(partition, head.Id) is { } old
            ? Rewrite([head with { Body = old.Body }, remembered], "pool", (json, _) =>
                json["version"] = Number(json, "version") + 1)
            : writes;
}

internal sealed class DoubleRelease : LedgerBug
{
    public override string Name => "units that a cancel frees come free twice";

    protected override IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes) =>
        !Cancels(writes) ? writes : Rewrite(writes, "pool", (head, _) =>
        {
            head["available"] = Number(head, "available") + 1;
            head["countedIn"] = Number(head, "countedIn") + 1;
        });
}

internal sealed class ForgottenHole : LedgerBug
{
    public override string Name => "a cancelled line's positions are served all the same";

    protected override IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes) =>
        Rewrite(writes, "pool", (head, _) => head.Remove("holes"));
}

internal sealed class LostRange : LedgerBug
{
    public override string Name => "what moved is not remembered as still to be told";

    protected override IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes) =>
        Rewrite(writes, "pool", (head, _) => head.Remove("toTell"));
}

internal sealed class AnnouncedTooEarly : LedgerBug
{
    public override string Name => "what is allocated counts as announced";

    protected override IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes) =>
        Rewrite(writes, "pool", (head, _) => head["releasedTo"] = Number(head, "allocatedTo"));
}

internal sealed class NewcomerServedFirst : LedgerBug
{
    public override string Name => "a newcomer takes a unit that somebody waits for";

    protected override IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes) =>
        writes.Any(write => write is Write.Create && write.Id.StartsWith("line:", StringComparison.Ordinal))
            ? Rewrite(writes, "pool", (head, _) =>
            {
                if (Number(head, "allocatedTo") < Number(head, "demandEnd") && Number(head, "held") > 0)
                {
                    head["allocatedTo"] = Number(head, "allocatedTo") + 1;
                    head["held"] = Number(head, "held") + 1;
                    head["countedIn"] = Number(head, "countedIn") + 1;
                }
            })
            : writes;
}

internal sealed class LostCancel : LedgerBug
{
    public override string Name => "a cancel frees its units and leaves its line";

    protected override IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes) =>
        Cancels(writes)
            ? [.. writes.Where(write => !write.Id.StartsWith("line:", StringComparison.Ordinal))]
            : writes;
}

internal sealed class DateOffByOne : LedgerBug
{
    public override string Name => "a line is dated a day late";

    protected override IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes) =>
        Rewrite(writes, "line:", (line, write) =>
        {
            if (write is Write.Create && line["firstEta"]?["date"]?.GetValue<string>() is { } date)
            {
                line["firstEta"]!["date"] = DateOnly.Parse(date, CultureInfo.InvariantCulture).AddDays(1)
                    .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
        });
}

internal sealed class OldNewsTakenOver : LedgerBug
{
    public override string Name => "a pool forgets which version of a shipment it has";

    protected override IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes) =>
        Rewrite(writes, "inbound:", (inbound, _) => inbound["version"] = 0);
}

internal sealed class GoodsCountedTwice : LedgerBug
{
    public override string Name => "goods that the warehouse and the supplier count are counted twice";

    protected override IReadOnlyList<Write> Falsify(World world, Partition partition, IReadOnlyList<Write> writes) =>
        Rewrite(writes, "inbound:", (inbound, _) => inbound.Remove("receipted"));
}
