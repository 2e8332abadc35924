namespace Backorders.Ledger;

/// <summary>What every commit of a pool adds to the changes that it carries.</summary>
public static class PoolCommit
{
    /// <summary>The head as decisions find it: dates that have passed by today are taken up first.</summary>
    public static Pool Begin(Pool pool, DateOnly today) =>
        PassDates.On(pool with { Version = pool.Version + 1 }, today);

    /// <summary>The head as it is written: with the ranges of positions whose date moved since it was read.</summary>
    public static Pool End(Pool read, Pool decided, DateOnly today)
    {
        var after = PassDates.On(decided, today);
        var toTell = EtaPlan.Moved(read, after).Aggregate(
            after.ToTell, (ranges, moved) => ranges.Add(moved.From, moved.To, after.Version));
        return after with { ToTell = toTell };
    }
}
