using Backorders.Pipeline.Ports;

namespace Backorders.Server.Hosting;

/// <summary>What a message of a queue is handed to; returning means that it may be forgotten.</summary>
internal delegate Task MessageHandler(string body, CancellationToken cancellationToken);

/// <param name="Handlers">How many messages are worked on at once, 1 to 32.</param>
/// <param name="Idle">How long an empty queue is left alone when nothing wakes us.</param>
/// <param name="Tries">After so many failures a message is poison; null: never.</param>
/// <param name="Courtesy">Awaited before each receive, by work that lets callers go first; null: at once.</param>
internal sealed record PumpLimits(
    int Handlers, TimeSpan Idle, int? Tries, Func<CancellationToken, Task>? Courtesy = null);

/// <summary>
/// Takes the messages of one queue and sees each to its end: done and deleted, laid back, or poison. Receives many at
/// once and again as soon as half of them are done, so that an empty handler is rare and so is a receive.
/// </summary>
internal sealed class QueuePump(
    IWorkQueue work, string queue, MessageHandler handle, PumpLimits limits, TimeProvider machine, ILogger log)
{
    /// <summary>A pool of 10,000 lines is reconciled in one go; only a killed process lets a lease end.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>The wait after the first failure, four times as long after each: 2, 8, 32, 128 s.</summary>
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly HashSet<Task> running = new(limits.Handlers);

    /// <summary>Receives until <paramref name="stopping"/>; comes back when all that was received has ended.</summary>
    /// <param name="abort">Ends the handlers that still run; their messages come back.</param>
    public async Task Run(CancellationToken stopping, CancellationToken abort)
    {
        while (!stopping.IsCancellationRequested)
        {
            var messages = await Receive(limits.Handlers - running.Count, stopping);
            foreach (var message in messages)
            {
                running.Add(Task.Run(() => Work(message, abort), CancellationToken.None));
            }

            await UntilAtMost(messages.Count == 0 ? limits.Handlers : limits.Handlers / 2, running);
        }

        await Task.WhenAll(running);
    }

    /// <summary>Sees one leased message to its end; whatever happens, it is never lost and nothing is thrown.</summary>
    internal async Task Work(Message message, CancellationToken abort)
    {
        if (message.DequeueCount > limits.Tries)
        {
            // Its tries ended without a word, so it may be what ended the process.
            log.MessagePoisoned(queue, limits.Tries.Value, exception: null);
            await Settle(() => work.Poison(message, CancellationToken.None));
            return;
        }

        try
        {
            await handle(message.Body, abort);
            await work.Delete(message.Handle, abort);
        }
        catch (Exception e) when (e is UnavailableException or OperationCanceledException)
        {
            await LayBack(message, e);
        }
        // The worker loop: whatever a handler throws, its message is tried again or kept.
        catch (Exception e)
        {
            await Failed(message, e);
        }
    }

    private static async Task UntilAtMost(int most, HashSet<Task> running)
    {
        running.RemoveWhere(task => task.IsCompleted);
        while (running.Count > most)
        {
            running.Remove(await Task.WhenAny(running));
        }
    }

    /// <summary>Messages, or none after a pause in which nothing came.</summary>
    private async Task<IReadOnlyList<Message>> Receive(int most, CancellationToken stopping)
    {
        try
        {
            await (limits.Courtesy?.Invoke(stopping) ?? Task.CompletedTask);
            var messages = await work.Receive(queue, most, Lease, stopping);
            if (messages.Count == 0)
            {
                await work.Wait(queue, limits.Idle, stopping);
            }

            return messages;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return [];
        }
        catch (UnavailableException e)
        {
            log.QueueAway(queue, e.Pause.TotalSeconds, e.Message);
            await Pause(e.Pause, stopping);
        }
        // The worker loop: a queue that cannot be read now is read again.
        catch (Exception e)
        {
            log.QueueFailed(queue, AfterFailure.TotalSeconds, e);
            await Pause(AfterFailure, stopping);
        }

        return [];
    }

    /// <summary>Something around us is away, or we are stopping: not the message's fault.</summary>
    private Task LayBack(Message message, Exception reason)
    {
        var delay = reason is UnavailableException away ? away.Pause : TimeSpan.Zero;
        log.MessagePostponed(queue, delay.TotalSeconds, reason.Message);
        return Settle(() => work.Postpone(message, delay, CancellationToken.None));
    }

    private Task Failed(Message message, Exception exception)
    {
        if (message.DequeueCount >= limits.Tries)
        {
            log.MessagePoisoned(queue, message.DequeueCount, exception);
            return Settle(() => work.Poison(message, CancellationToken.None));
        }

        var delay = FirstRetry * Math.Pow(4, Math.Min(message.DequeueCount, 4) - 1);
        log.MessageFailed(message.DequeueCount, queue, delay.TotalSeconds, exception);
        return Settle(() => work.Retry(message, delay, CancellationToken.None));
    }

    private async Task Settle(Func<Task> settle)
    {
        try
        {
            await settle();
        }
        // The worker loop: a message that cannot be laid back returns by itself.
        catch (Exception e)
        {
            log.MessageLeftToLease(queue, e);
        }
    }

    private async Task Pause(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, machine, stopping);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the caller's loop sees it.
        }
    }
}
