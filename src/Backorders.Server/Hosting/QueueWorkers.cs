using Backorders.Pipeline;
using Backorders.Pipeline.Ports;

namespace Backorders.Server.Hosting;

/// <summary>Works every queue in this process, and takes what became poison into the store.</summary>
public sealed class QueueWorkers(
    IWorkQueue work, QueueHandlers handlers, KeepPoison keepPoison, Traffic traffic, Clocks clocks,
    ILogger<QueueWorkers> log)
    : IHostedService, IAsyncDisposable
{
    /// <summary>
    /// As many mails as the folder writes at once; under load, what a caller may have to wait behind.
    /// </summary>
    private const int NoticeHandlers = 8;

    /// <summary>Each works one order, shipment or pool, and those spread their reads and commits themselves.</summary>
    private const int OtherHandlers = 8;

    /// <summary>The fifth failure is taken for the message's own fault (facts: maxDequeueCount).</summary>
    private const int Tries = 5;

    /// <summary>
    /// How late another process's message may be seen, as in host.json; our own wake us at once. What an idle server
    /// costs hangs on it.
    /// </summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    /// <summary>Poison waits for a person anyway.</summary>
    private static readonly TimeSpan PoisonIdle = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abort = new();
    private Task running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        running = Task.Run(
            () => Task.WhenAll(QueueNames.All.SelectMany(queue => new[] { Worker(queue), PoisonWorker(queue) })
                .Select(pump => pump.Run(stopping.Token, abort.Token))),
            CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Receives no more and lets the running handlers finish, as long as the host has patience.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await using var outOfPatience = cancellationToken.Register(abort.Cancel);
        await running;
    }

    /// <summary>Whoever was not stopped before ends here: the data is closed next.</summary>
    public async ValueTask DisposeAsync()
    {
        await abort.CancelAsync();
        await StopAsync(CancellationToken.None);
        stopping.Dispose();
        abort.Dispose();
    }

    private QueuePump Worker(string queue) =>
        new(
            work, queue, (body, cancellationToken) => handlers.Handle(queue, body, cancellationToken),
            queue == QueueNames.Notices
                ? new(NoticeHandlers, Idle, Tries, traffic.LetCallersGoFirst)
                : new(OtherHandlers, Idle, Tries),
            clocks.Machine, log);

    private QueuePump PoisonWorker(string queue) =>
        new(
            work, queue + QueueNames.PoisonSuffix,
            (body, cancellationToken) => keepPoison.Run(queue, body, cancellationToken),
            new(Handlers: 1, PoisonIdle, Tries: null), clocks.Machine, log);
}
