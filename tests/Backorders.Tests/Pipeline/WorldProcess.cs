using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Backorders.Tests.Pipeline;

/// <summary>
/// The process of a world: callers repeat what ended without an answer, and it is started again when it has died.
/// </summary>
internal sealed class WorldProcess(Fate fate, IWorkQueue queue, Func<ServiceProvider> start)
{
    /// <summary>Repeats and restarts that one call may need.</summary>
    private const int MaxTries = 50;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private ServiceProvider? running;

    public async Task<T> Call<T>(Func<ServiceProvider, Task<T>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call(running ??= start());
            }
            catch (UnavailableException) when (tries < MaxTries)
            {
            }
            catch (ProcessDiedException) when (tries < MaxTries)
            {
                await running!.GetRequiredService<Background>().Drain(default);
                running = null;
                fate.Restart();
            }
        }
    }

    public Task Do(Func<ServiceProvider, Task> call) => Call(async services =>
    {
        await call(services);
        return true;
    });

    /// <summary>Comes back when nothing goes on behind an answer.</summary>
    public Task Drain() => Do(services => services.GetRequiredService<Background>().Drain(default));

    /// <summary>All that are there, and those that come of them.</summary>
    public async Task WorkMessages()
    {
        while (await Next() is { } message)
        {
            await Do(services => services.GetRequiredService<QueueHandlers>().Handle(
                message.Handle.Queue, message.Body, default));
            await queue.Delete(message.Handle, default);
        }
    }

    private async Task<Message?> Next()
    {
        foreach (var name in QueueNames.All)
        {
            if (await queue.Receive(name, 1, Lease, default) is [var message])
            {
                return message;
            }
        }

        return null;
    }
}
