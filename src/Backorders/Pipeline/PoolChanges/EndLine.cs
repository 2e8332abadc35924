using Backorders.Ledger;

namespace Backorders.Pipeline.PoolChanges;

/// <summary>A line gives up units or leaves the building; a line that has ended keeps its fate.</summary>
internal abstract class EndLine : PoolChange<Line>
{
    private readonly string id;

    private protected EndLine(OrderNumber order, int number)
    {
        id = Keys.Line(order, number);
        ReadsFirst = true;
    }

    public override IReadOnlyList<string> Ids => [id];

    public override Decision Decide(Pool? pool, PoolDocuments documents, DateOnly today)
    {
        var line = documents.Line(id);
        if (pool is null || line is null)
        {
            throw new InvalidDataException($"The {id} to end is not in its pool.");
        }

        if (line.Fate != Fate.Live)
        {
            Outcome = line;
            return new(pool, [], IsRepeat: true);
        }

        // A live line that stays as it is was refused under a head that the commit has yet to prove.
        var (after, ended) = End(pool, line, today);
        Outcome = ended;
        return new(after, ended == line ? [] : [PoolWrites.Line(ended, documents.Find(id)!.ETag)]);
    }

    protected abstract (Pool Pool, Line Line) End(Pool pool, Line line, DateOnly today);
}

/// <param name="keep">Live units that the line keeps.</param>
internal sealed class CancelLine(OrderNumber order, int number, int keep) : EndLine(order, number)
{
    protected override (Pool Pool, Line Line) End(Pool pool, Line line, DateOnly today) =>
        Cancel.To(pool, line, keep, today);
}

internal sealed class ShipLine(OrderNumber order, int number, string? tracking) : EndLine(order, number)
{
    protected override (Pool Pool, Line Line) End(Pool pool, Line line, DateOnly today) =>
        Ship.Line(pool, line, tracking) ?? (pool, line);
}
