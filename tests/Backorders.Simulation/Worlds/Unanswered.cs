namespace Backorders.Simulation.Worlds;

/// <summary>The moments of calls that were done and whose answers are still under way.</summary>
internal sealed class Unanswered(Journal journal)
{
    private readonly SortedSet<long> moments = [];

    /// <summary>What was done before it is answered, and so seen by everybody.</summary>
    public long Oldest => moments.Count == 0 ? journal.Moment : moments.Min;

    public bool Has(long moment) => moments.Contains(moment);

    public void Add(long moment) => moments.Add(moment);

    public void Remove(long moment) => moments.Remove(moment);
}
