using Backorders.Ledger;
using Backorders.Pipeline.Documents;

namespace Backorders.Pipeline.PoolChanges;

/// <summary>Lines of one order take their places in the pool, once, one behind the other.</summary>
internal sealed class PlaceLines(OrderNumber order, IReadOnlyList<(int Number, StoredOrderLine Line)> lines)
    : PoolChange<IReadOnlyList<PlacedLine>>
{
    /// <summary>Lines that one change places, so that several orders share a batch; more go behind them.</summary>
    public const int Most = 50;

    /// <summary>Lines that got their place by this change, and not before it.</summary>
    private (int Allocated, int Backordered, int Rejected) fresh;

    public override IReadOnlyList<string> Ids { get; } =
        lines.Select(line => Keys.Line(order, line.Number)).ToArray();

    public override bool WakesLater => true;

    public override void Answer()
    {
        Measures.LinesPlaced("allocated", fresh.Allocated);
        Measures.LinesPlaced("backordered", fresh.Backordered);
        Measures.LinesPlaced("rejected", fresh.Rejected);
        base.Answer();
    }

    public override Decision Decide(Pool? pool, PoolDocuments documents, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var placed = new PlacedLine[lines.Count];
        var writes = new List<Ports.Write>(lines.Count);
        fresh = default;
        for (var index = 0; index < placed.Length; index++)
        {
            if (documents.Line(Ids[index]) is { } before)
            {
                placed[index] = new(pool, before);
                continue;
            }

            var (number, asked) = lines[index];
            (pool, var line) = Place.Line(pool, order, number, asked.Quantity, asked.Deny, today);
            placed[index] = new(pool, line);
            Count(pool, line);
            writes.Add(PoolWrites.Line(line, etag: null));
        }

        Outcome = placed;
        return new(pool, writes, IsRepeat: writes.Count == 0);
    }

    private void Count(Pool pool, Line line)
    {
        if (line.Fate == Fate.Rejected)
        {
            fresh.Rejected++;
        }
        else if (pool.BackorderedOf(line) > 0)
        {
            fresh.Backordered++;
        }
        else
        {
            fresh.Allocated++;
        }
    }
}
