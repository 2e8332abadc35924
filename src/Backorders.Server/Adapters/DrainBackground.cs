using Backorders.Pipeline;
using Microsoft.Extensions.Hosting;

namespace Backorders.Server.Adapters;

/// <summary>
/// Waits for what goes on after callers were answered, when all else has stopped, and before the data is closed.
/// </summary>
public sealed class DrainBackground(Background background) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the last request and message, whoever brought them and in whatever order those stop.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => background.Drain(cancellationToken);
}
