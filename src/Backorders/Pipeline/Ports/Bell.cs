namespace Backorders.Pipeline.Ports;

/// <summary>
/// For a queue's adapters: wakes those who wait on it when this process sends something that becomes visible before
/// they would look again by themselves.
/// </summary>
public sealed class Bell(TimeProvider machine)
{
    private readonly Lock gate = new();
    private TaskCompletionSource? rung;
    private long nextLook = long.MinValue;

    /// <summary>
    /// Completes when a message arrives that becomes visible before <paramref name="look"/> (UTC ticks).
    /// </summary>
    public Task Hear(long look)
    {
        lock (gate)
        {
            nextLook = rung is null ? look : Math.Max(nextLook, look);
            rung ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return rung.Task;
        }
    }

    public void Ring(long visibleAt)
    {
        TaskCompletionSource? ringing;
        lock (gate)
        {
            if (rung is null || visibleAt >= nextLook)
            {
                return;
            }
            ringing = rung;
            rung = null;
        }
        ringing.SetResult();
    }

    /// <summary>Comes back when it was rung, as <see cref="Hear"/> said, or when the time is up.</summary>
    public async Task Wait(Task rung, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(rung, Task.Delay(atMost, machine, stop.Token));
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
