namespace Backorders.Ledger;

/// <summary>A line gives up its last units: those it has come free, those it waits for are needed no more.</summary>
public static class Cancel
{
    /// <param name="keep">Live units that the line keeps; what it has beyond is cancelled. 0 cancels the line.</param>
    /// <param name="today">The UTC day of the commit.</param>
    /// <returns>The same pool and line when there is nothing to cancel: it shipped, ended, or keeps no more already.
    /// </returns>
    public static (Pool Pool, Line Line) To(Pool pool, Line line, int keep, DateOnly today)
    {
        if (line.Live <= keep)
        {
            return (pool, line);
        }

        var end = line.From + keep;
        var freed = Math.Max(0, Math.Min(line.End, pool.AllocatedTo) - end);
        var early = today <= line.PlacedOn.AddDays(Line.EarlyDays) ? line.Live - keep : 0;
        var cancelled = line with
        {
            Cancelled = line.Quantity - keep,
            CancelledEarly = line.CancelledEarly + early,
            Fate = keep == 0 ? Fate.Cancelled : Fate.Live,
        };
        var after = (pool with
        {
            Holes = pool.Holes.Add(Math.Max(end, pool.AllocatedTo), line.End),
            Held = pool.Held - freed,
            Available = pool.Available + freed,
            ToTell = pool.ToTell.Add(line.From, line.To, pool.Version),
        }).Advance();
        return (after, cancelled);
    }
}
