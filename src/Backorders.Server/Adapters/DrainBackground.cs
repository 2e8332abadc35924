using Backorders.Pipeline;
using Microsoft.Extensions.Hosting;

namespace Backorders.Server.Adapters;

/// <summary>Stops last: waits for what goes on after callers were answered, before the data is closed.</summary>
public sealed class DrainBackground(Background background) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => background.Drain(cancellationToken);
}
