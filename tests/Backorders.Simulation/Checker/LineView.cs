namespace Backorders.Simulation.Checker;

/// <summary>A line as everybody may see it at one moment.</summary>
internal sealed record LineView(
    string Status, int Allocated, int Backordered, int Shipped, int Cancelled, long UnitsAhead, string Eta,
    DateOnly? Date)
{
    public bool Waits => Backordered > 0;

    public bool IsLive => Allocated + Backordered > 0;
}

/// <summary>What something was, and since when.</summary>
internal sealed class Past<T>
    where T : notnull
{
    private readonly List<(long From, T Was)> all = [];

    public T Last => all[^1].Was;

    public bool IsEmpty => all.Count == 0;

    public long Since => all[^1].From;

    public void Add(long moment, T now)
    {
        if (all.Count == 0 || !all[^1].Was.Equals(now))
        {
            all.Add((moment, now));
        }
    }

    /// <summary>All that it was at some moment between the two, those included.</summary>
    public IEnumerable<T> Between(long from, long to)
    {
        for (var index = 0; index < all.Count; index++)
        {
            var until = index + 1 < all.Count ? all[index + 1].From : long.MaxValue;
            if (all[index].From <= to && until >= from)
            {
                yield return all[index].Was;
            }
        }
    }
}
