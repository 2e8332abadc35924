using System.Collections.Concurrent;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>Work that goes on in this process after a caller was answered; its intents outlive the process.</summary>
public sealed class Background(ILogger<Background> log)
{
    /// <summary>Beyond so many the next caller waits for its own, so that work cannot pile up without end.</summary>
    private const int MaxUnderWay = 2_000;

    private readonly ConcurrentDictionary<long, Task> underWay = new();
    private long lastId;

    /// <summary>Comes back when nothing of it is under way: what a stopping server waits for.</summary>
    public async Task Drain(CancellationToken cancellationToken)
    {
        while (!underWay.IsEmpty)
        {
            await Task.WhenAll(underWay.Values).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Starts it; the task that comes back ends at once, or with the work when there is too much of it.
    /// </summary>
    internal Task Run(Func<Task> work)
    {
        var id = Interlocked.Increment(ref lastId);
        var entry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        underWay[id] = entry.Task;
        _ = Apart.Run(async () =>
        {
            await Guarded(work);
            underWay.TryRemove(id, out _);
            entry.SetResult();
        });
        return underWay.Count > MaxUnderWay ? entry.Task : Task.CompletedTask;
    }

    /// <summary>A worker loop: what fails here is found again by its intent or the sweep.</summary>
    private async Task Guarded(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (UnavailableException away)
        {
            log.BackgroundPutOff(away.Message);
        }
        catch (Exception exception)
        {
            log.BackgroundFailed(exception);
        }
    }
}
