namespace Backorders.Pipeline.Ports;

/// <summary>
/// When one queue is looked at again that tells nobody what came. Our own messages wake us at once, or when they become
/// visible. For those of others the pauses grow from a tenth of a second to as long as the worker will wait, and are
/// short again after anything came.
/// </summary>
public sealed class Rhythm(TimeProvider machine)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly Bell bell = new(machine);
    private TimeSpan pause = ShortestPause;

    /// <summary>When the first of our own is visible that no look has passed over, in UTC ticks.</summary>
    private long expected = long.MaxValue;

    public void Sent(TimeSpan delay)
    {
        var visibleAt = Now() + delay.Ticks;
        lock (gate)
        {
            expected = Math.Min(expected, visibleAt);
        }

        bell.Ring(visibleAt);
    }

    /// <summary>Whatever is visible by now will be seen.</summary>
    /// <remarks>
    /// Of several delayed messages only the first is remembered: the others are found like those of another process.
    /// </remarks>
    public void Looking()
    {
        lock (gate)
        {
            expected = expected <= Now() ? long.MaxValue : expected;
        }
    }

    public void Found()
    {
        lock (gate)
        {
            pause = ShortestPause;
        }
    }

    public async Task Wait(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var now = Now();
        var end = now + Math.Min(atMost.Ticks, Pause().Ticks);
        for (; now < end; now = Now())
        {
            // Ask for the bell first: what is sent after the look below rings it.
            var rung = bell.Hear(end);
            var next = Math.Min(end, Expected());
            if (next <= now)
            {
                return;
            }

            await bell.Wait(rung, TimeSpan.FromTicks(next - now), cancellationToken);
        }

        Lengthen(atMost);
    }

    private TimeSpan Pause()
    {
        lock (gate)
        {
            return pause;
        }
    }

    private void Lengthen(TimeSpan longest)
    {
        lock (gate)
        {
            pause = pause * 2 < longest ? pause * 2 : longest;
        }
    }

    private long Expected()
    {
        lock (gate)
        {
            return expected;
        }
    }

    private long Now() => machine.GetUtcNow().UtcTicks;
}
