using System.Collections.Concurrent;
using Backorders.Ledger;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>All changes of pools go through here, grouped per pool.</summary>
public sealed class PoolCommits(IStore store, PoolReads reads, Clocks clocks, Wakes wakes)
{
    /// <summary>Pools whose last head is kept: some 20 MB.</summary>
    private const int MaxKnown = 20_000;

    private readonly ConcurrentDictionary<PoolId, PoolWriter> writers = new();
    private int count;
    private int made;

    /// <exception cref="UnavailableException">Nothing is known to have been done; the same may be asked again.
    /// </exception>
    internal Task<T> Run<T>(PoolId pool, PoolChange<T> change)
    {
        Writer(pool).Add(change);
        return change.Answered;
    }

    /// <summary>The head as it was last known here, else as it is stored; null: there is no such pool. SKUs are never
    /// deleted, so a known one is there.</summary>
    internal async ValueTask<Pool?> Known(PoolId pool, CancellationToken cancellationToken) =>
        writers.GetValueOrDefault(pool)?.LastKnown ?? (await reads.Head(pool, cancellationToken))?.Pool;

    private PoolWriter Writer(PoolId pool)
    {
        if (writers.TryGetValue(pool, out var known))
        {
            return known;
        }

        if (Interlocked.Increment(ref count) > MaxKnown)
        {
            ForgetIdle();
        }

        return writers.GetOrAdd(pool, id => new(
            id, store, reads, clocks, cause => wakes.Wake(id, cause),
            clocks.Jitter + Interlocked.Increment(ref made)));
    }

    /// <summary>A writer forgotten between look-up and use only costs a lost race.</summary>
    private void ForgetIdle()
    {
        foreach (var (pool, _) in writers.Where(writer => writer.Value.IsIdle).Take(MaxKnown / 4))
        {
            writers.TryRemove(pool, out _);
        }

        Interlocked.Exchange(ref count, writers.Count);
    }
}
