using System.Collections.Concurrent;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// Wakes pools that have something to tell. A wake that is lost or sent twice changes nothing; one that this process
/// has sent and nobody has begun is not sent again.
/// </summary>
public sealed class Wakes(IWorkQueue queue, Background background, Clocks clocks)
{
    /// <summary>A wake not begun by then may be lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<PoolId, DateTimeOffset> sent = new();

    internal void Wake(PoolId pool)
    {
        var now = clocks.Machine.GetUtcNow();
        if (sent.TryGetValue(pool, out var before) && now - before < Patience)
        {
            return;
        }

        sent[pool] = now;
        _ = background.Run(async () =>
        {
            try
            {
                await queue.Send(QueueNames.Pools, pool.ToString(), TimeSpan.Zero, CancellationToken.None);
            }
            catch
            {
                sent.TryRemove(pool, out _);
                throw;
            }
        });
    }

    /// <summary>The pool's work is begun: what comes from now on needs a wake of its own.</summary>
    internal void Begun(PoolId pool) => sent.TryRemove(pool, out _);
}
