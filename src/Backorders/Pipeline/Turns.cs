namespace Backorders.Pipeline;

/// <summary>
/// Lets changes of the same thing in this process go one after another, so that many callers at once wait for each
/// other instead of losing races. Between processes the ETag decides, as ever.
/// </summary>
public sealed class Turns : IDisposable
{
    /// <summary>Things that may share a turn by chance: few enough to keep, many enough to rarely meet.</summary>
    private const int Count = 512;

    private readonly SemaphoreSlim[] turns = Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1)).ToArray();

    /// <summary>Dispose of it to let the next one go. Whoever holds a turn takes no other.</summary>
    internal async Task<IDisposable> Take(string thing, CancellationToken cancellationToken)
    {
        var turn = turns[IndexOf(thing)];
        await turn.WaitAsync(cancellationToken);
        return new Taken(turn);
    }

    /// <summary>The same in every process (FNV-1a), so that a run can be replayed.</summary>
    private static uint IndexOf(string thing) =>
        thing.Aggregate(2_166_136_261u, (hash, letter) => unchecked((hash ^ letter) * 16_777_619u)) % Count;

    public void Dispose()
    {
        foreach (var turn in turns)
        {
            turn.Dispose();
        }
    }

    private sealed class Taken(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
