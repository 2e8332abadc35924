using System.Collections.Concurrent;
using System.Diagnostics;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// Wakes pools that have something to tell. A wake too many changes nothing, so those that meet within a moment share
/// one message; one that came after the message was sent is sent at the end of the moment, unless this process has
/// begun on the pool since: another process may have taken the message before that change.
/// </summary>
public sealed class Wakes(IWorkQueue queue, Background background, Clocks clocks)
{
    /// <summary>Short beside what a person notices, long beside what a burst of changes takes.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<PoolId, Sent> recent = new();

    internal void Wake(PoolId pool) => Wake(pool, Tracing.Current);

    /// <param name="cause">Whose trace it goes on with; of those that share a message, the first one's.</param>
    internal void Wake(PoolId pool, ActivityContext cause)
    {
        var mine = new Sent();
        if (recent.GetOrAdd(pool, mine) is var sent && sent != mine)
        {
            sent.Again ??= new(cause);
            return;
        }

        _ = background.Run(() => queue.SendWork(
            QueueNames.Pools, pool.ToString(), TimeSpan.Zero, clocks, cause, CancellationToken.None));
        _ = EndMoment(pool, mine);
    }

    /// <summary>The pool's work is begun: what comes from now on needs a message of its own.</summary>
    internal void Begun(PoolId pool) => recent.TryRemove(pool, out _);

    private async Task EndMoment(PoolId pool, Sent mine)
    {
        await Task.Delay(Moment, clocks.Machine, CancellationToken.None);

        // Not there any more: begun, and whoever came after that has sent for itself.
        if (recent.TryRemove(KeyValuePair.Create(pool, mine)) && mine.Again is { } again)
        {
            Wake(pool, again.Cause);
        }
    }

    private sealed class Sent
    {
        /// <summary>Somebody came after the message was sent.</summary>
        public volatile After? Again;
    }

    private sealed record After(ActivityContext Cause);
}
