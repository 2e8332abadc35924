using Backorders.Ledger;

namespace Backorders.Pipeline.PoolChanges;

/// <summary>Lines from <c>ReleasedTo</c> up to a position were announced as allocated.</summary>
/// <param name="seen">The head that was read before the first of them: what was announced from it counts only while
/// no unit has vanished since.</param>
internal sealed class MarkAnnounced(Pool seen, long told) : PoolChange<bool>
{
    public override IReadOnlyList<string> Ids => [];

    public override bool WakesLater => true;

    public override Decision Decide(Pool? pool, PoolDocuments documents, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return pool.SteppedBackAt > seen.Version
            ? new(pool, [])
            : new(pool with { ReleasedTo = Math.Max(pool.ReleasedTo, told) }, []);
    }
}

/// <summary>A range was looked at up to a position.</summary>
/// <param name="seen">The range as it was before its first line was read.</param>
internal sealed class MarkLookedAt(ToldRange seen, long told) : PoolChange<bool>
{
    public override IReadOnlyList<string> Ids => [];

    public override bool WakesLater => true;

    public override Decision Decide(Pool? pool, PoolDocuments documents, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return new(pool with { ToTell = pool.ToTell.Shorten(seen, told) }, []);
    }
}

/// <summary>Nothing but what every commit does: dates that have passed, units that have vanished.</summary>
internal sealed class PassTime : PoolChange<bool>
{
    public override IReadOnlyList<string> Ids => [];

    public override bool WakesLater => true;

    public override Decision Decide(Pool? pool, PoolDocuments documents, DateOnly today) => new(pool, []);
}
