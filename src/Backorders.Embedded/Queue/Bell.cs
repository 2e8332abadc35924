namespace Backorders.Embedded.Queue;

/// <summary>
/// Wakes those who wait on one queue when this process sends something that becomes visible before they would look
/// again by themselves.
/// </summary>
internal sealed class Bell
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
}
