using Backorders.Azure.Cosmos;
using Backorders.Azure.Queues;
using Backorders.Pipeline.Ports;
using Backorders.Server.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backorders.Server.Adapters;

/// <summary>
/// Opens what stands behind the ports and, where that is up to us, makes what it needs: files here, containers and
/// queues in a service that is reached with a connection string. What cannot be used is told before anything listens.
/// </summary>
public static class OpenPorts
{
    /// <exception cref="BadSettingException">What a setting names cannot be used.</exception>
    /// <exception cref="UnavailableException">It may be usable, but it does not answer now.</exception>
    public static async Task OpenAdapters(
        this IServiceProvider services, BackordersOptions options, CancellationToken cancellationToken)
    {
        if (options.Concern is { } concern)
        {
            services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenPorts)).WorthASecondLook(concern);
        }

        var (store, queue, mail) = options.Adapters;
        await Open(store.Setting, Whereabouts.OfStore(options), async () =>
        {
            services.GetRequiredService<IStore>();
            if (services.GetService<CosmosStore>() is { } cosmos)
            {
                await cosmos.Open(cancellationToken);
            }
        });
        await Open(queue.Setting, Whereabouts.OfQueue(options), async () =>
        {
            services.GetRequiredService<IWorkQueue>();
            if (queue is QueueChoice.Azure { Access: Access.ConnectionString })
            {
                await services.GetRequiredService<StorageQueue>().Open(cancellationToken);
            }
        });
        await Open(mail.Setting, Whereabouts.OfMail(options), () =>
        {
            services.GetRequiredService<IMailer>();
            return Task.CompletedTask;
        });
    }

    private static async Task Open(string setting, string where, Func<Task> open)
    {
        try
        {
            await open();
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new BadSettingException(setting, $"names {where}, which cannot be opened: {e.Message}", e);
        }
        catch (UnavailableException e)
        {
            throw new UnavailableException(
                $"{setting} names {where}, which is not ready: {e.Message} Start again, or ask the command check.",
                e.RetryAfter, e);
        }
    }
}
