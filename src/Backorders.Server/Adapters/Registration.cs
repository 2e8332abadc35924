using System.Diagnostics;
using Azure.Core;
using Azure.Identity;
using Backorders.Api;
using Backorders.Azure;
using Backorders.Azure.Cosmos;
using Backorders.Azure.Mail;
using Backorders.Azure.Queues;
using Backorders.Embedded;
using Backorders.Notices;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Server.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Backorders.Server.Adapters;

/// <summary>
/// What both heads put together in the same way: the chosen adapters, the pipeline and the API. A head adds what wakes
/// them: the server its workers and timers, the Functions head its triggers.
/// </summary>
public static class Registration
{
    /// <summary>Everything that the API and the queues are served with; nothing is opened yet.</summary>
    public static IServiceCollection AddBackorders(
        this IServiceCollection services, BackordersOptions options, Clocks clocks)
    {
        if (options.UsesDataFolder)
        {
            DataFolder.Prepare(options.DataFolder);
        }

        services.AddSingleton(options.Shops);
        services.AddSingleton(options.Webhooks);
        services.AddSingleton(options.PlanTime);
        services.AddAdapters(options.Adapters, options.DataFolder, clocks);
        services.AddPipeline();
        var key = options.SigningKey ?? SigningKeyFile.Open(options.DataFolder);
        services.AddSingleton(new CustomerLinks(key, options.PublicUrl));
        services.AddBackordersApi(new(key, options.RequestsPerKeyPerSecond)
        {
            PagesPerAddressPerSecond = options.PagesPerAddressPerSecond,
        });

        services.AddLogging(KeepAddressesOut);
        services.AddHostedService<DrainBackground>();
        return services;
    }

    /// <summary>
    /// These would log addresses as they came, with a customer's mailbox in <c>?email=</c> and line breaks in a path,
    /// whatever level the settings ask for.
    /// </summary>
    private static void KeepAddressesOut(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);

    /// <summary>The three ports on what was chosen for them, and the clocks that they run on.</summary>
    public static IServiceCollection AddAdapters(
        this IServiceCollection services, AdapterOptions adapters, string dataFolder, Clocks clocks)
    {
        services.AddSingleton(clocks);
        if (adapters.UsesDatabase)
        {
            services.AddSingleton(provider => SqliteDatabase.Open(
                new(dataFolder), provider.GetRequiredService<ILogger<SqliteDatabase>>()));
        }

        if (adapters.UsesIdentity)
        {
            services.AddIdentity();
        }

        services.AddStore(adapters.Store);
        services.AddQueue(adapters.Queue, new EmbeddedOptions(dataFolder).PollInterval);
        services.AddMailer(adapters.Mail, dataFolder);
        return services;
    }

    /// <summary>
    /// Who this process is in Azure. It keeps the tokens, so there is one; whoever has only connection strings never
    /// looks for a sign-in.
    /// </summary>
    internal static void AddIdentity(this IServiceCollection services) =>
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());

    private static void AddStore(this IServiceCollection services, StoreChoice choice)
    {
        switch (choice)
        {
            case StoreChoice.Sqlite:
                services.AddSingleton<IStore, SqliteStore>();
                break;
            case StoreChoice.Cosmos cosmos:
                services.AddSingleton(provider => new CosmosStore(new(cosmos.Access.AccountOf(provider))
                {
                    Database = cosmos.Database,
                    Direct = cosmos.Direct,
                }));
                services.AddSingleton<IStore>(provider => provider.GetRequiredService<CosmosStore>());
                break;
            default:
                throw new UnreachableException($"no such store: {choice}");
        }
    }

    private static void AddQueue(this IServiceCollection services, QueueChoice choice, TimeSpan pollInterval)
    {
        switch (choice)
        {
            case QueueChoice.Embedded:
                services.AddSingleton<IWorkQueue>(provider => new SqliteQueue(
                    provider.GetRequiredService<SqliteDatabase>(), provider.GetRequiredService<Clocks>().Machine,
                    pollInterval));
                break;
            case QueueChoice.Azure azure:
                services.AddSingleton(provider => new StorageQueue(
                    azure.Access.AccountOf(provider), provider.GetRequiredService<Clocks>().Machine));
                services.AddSingleton<IWorkQueue>(provider => provider.GetRequiredService<StorageQueue>());
                break;
            default:
                throw new UnreachableException($"no such queue: {choice}");
        }
    }

    private static void AddMailer(this IServiceCollection services, MailChoice choice, string dataFolder)
    {
        switch (choice)
        {
            case MailChoice.Folder folder:
                services.AddSingleton(provider => new MailFolder(
                    dataFolder, folder.From, provider.GetRequiredService<ILogger<MailFolder>>()));
                services.AddSingleton<IMailer>(provider => provider.GetRequiredService<MailFolder>());
                break;
            case MailChoice.Acs acs:
                services.AddSingleton(acs.Pace);
                services.AddSingleton<IMailer>(provider => new AcsMailer(
                    new(acs.Access.AccountOf(provider), acs.From), provider.GetRequiredService<Clocks>().Machine));
                break;
            case MailChoice.Smtp smtp:
                services.AddSingleton(smtp.Pace);
                services.AddSingleton<IMailer>(provider => new SmtpMailer(
                    smtp.Server, provider.GetRequiredService<Clocks>().Machine));
                break;
            default:
                throw new UnreachableException($"no such mailer: {choice}");
        }
    }

    private static AzureAccount AccountOf(this Access access, IServiceProvider provider) => access switch
    {
        Access.Identity => new(access.Endpoint, provider.GetRequiredService<TokenCredential>()),
        Access.ConnectionString connection => new(connection.Secret),
        _ => throw new UnreachableException(),
    };
}
