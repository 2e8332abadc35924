namespace Backorders.Server.Hosting;

/// <summary>
/// A business clock that stands still until it is moved: a replay steps it from one event of the past to the next.
/// It has no timers; whoever needs to act on a step says so.
/// </summary>
public sealed class SteppedTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Func<CancellationToken, Task>> followers = [];
    private DateTimeOffset now = start.ToUniversalTime();

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <summary>Has <paramref name="follower"/> called after every step, those who came first at first.</summary>
    public void Follow(Func<CancellationToken, Task> follower)
    {
        lock (gate)
        {
            followers.Add(follower);
        }
    }

    /// <summary>Moves the clock, forward only; comes back when all who follow it have acted on the new time.</summary>
    public async Task Step(DateTimeOffset to, CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task>[] toTell;
        lock (gate)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(to, now);
            now = to.ToUniversalTime();
            toTell = [.. followers];
        }

        foreach (var follower in toTell)
        {
            await follower(cancellationToken);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("delays and time-outs run on the machine's clock");
}
