using Backorders.Simulation.Bugs;

namespace Backorders.Simulation.Seasons;

/// <summary>Many seeds, each a world of its own, on some threads.</summary>
internal static class Season
{
    /// <param name="seen">Is shown every outcome, one at a time.</param>
    /// <param name="bug">Planted in every world.</param>
    public static void Play(IEnumerable<int> seeds, int workers, Action<Outcome> seen, Func<Bug>? bug = null)
    {
        var gate = new Lock();
        Parallel.ForEach(
            seeds, new ParallelOptions { MaxDegreeOfParallelism = workers }, seed =>
            {
                var outcome = Outcome.Of(seed, bug?.Invoke() ?? new());
                lock (gate)
                {
                    seen(outcome);
                }
            });
    }

    /// <summary>The first seed that catches a bug.</summary>
    /// <returns>Null: none of them.</returns>
    public static Outcome? Catch(Func<Bug> bug, int mostSeeds) => Enumerable.Range(1, mostSeeds)
        .Select(seed => Outcome.Of(seed, bug())).FirstOrDefault(outcome => outcome.Failure is not null);
}
