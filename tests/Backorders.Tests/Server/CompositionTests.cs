using Azure.Core;
using Backorders.Api;
using Backorders.Azure.Cosmos;
using Backorders.Azure.Mail;
using Backorders.Azure.Queues;
using Backorders.Embedded;
using Backorders.Notices;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Server.Adapters;
using Backorders.Server.Hosting;
using Backorders.Server.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Backorders.Tests.Server;

/// <summary>What both heads register, with every choice of adapters: whatever is missing shows here.</summary>
public sealed class CompositionTests : IDisposable
{
    private const string Key = GivenSettings.Key;

    private static readonly Dictionary<string, (Type Port, string[] Settings)> Stores = new()
    {
        ["SQLite"] = (typeof(SqliteStore), []),
        ["Cosmos DB as who we are"] = (
            typeof(CosmosStore), ["Store=cosmos", "Cosmos__Endpoint=https://127.0.0.1:9", $"Keys__Signing={Key}"]),
        ["Cosmos DB with a key"] = (
            typeof(CosmosStore),
            [
                "Store=cosmos", $"Cosmos__ConnectionString=AccountEndpoint=https://127.0.0.1:9;AccountKey={Key}",
                "Cosmos__Mode=direct", $"Keys__Signing={Key}",
            ]),
    };

    private static readonly Dictionary<string, (Type Port, string[] Settings)> Queues = new()
    {
        ["embedded"] = (typeof(SqliteQueue), []),
        ["Storage Queues as who we are"] = (
            typeof(StorageQueue), ["Queue=azure", "QueueStorage__queueServiceUri=https://127.0.0.1:9"]),
        ["Storage Queues with a key"] = (
            typeof(StorageQueue), ["Queue=azure", "QueueStorage=UseDevelopmentStorage=true"]),
    };

    private static readonly Dictionary<string, (Type Port, string[] Settings)> Mailers = new()
    {
        ["folder"] = (typeof(MailFolder), []),
        ["ACS as who we are"] = (
            typeof(AcsMailer), ["Mail=acs", "MailFrom=a@b.example", "Acs__Endpoint=https://127.0.0.1:9"]),
        ["ACS with a key"] = (
            typeof(AcsMailer),
            [
                "Mail=acs", "MailFrom=a@b.example",
                $"Acs__ConnectionString=endpoint=https://127.0.0.1:9;accesskey={Key}",
            ]),
        ["SMTP"] = (
            typeof(SmtpMailer), ["Mail=smtp", "MailFrom=a@b.example", "Smtp__Host=localhost", "Smtp__Security=none"]),
        ["SMTP with a login"] = (
            typeof(SmtpMailer),
            [
                "Mail=smtp", "MailFrom=a@b.example", "Smtp__Host=localhost", "Smtp__User=ada", "Smtp__Password=x",
                "MailPace__PerMinute=5",
            ]),
    };

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"backorders-parts-{Environment.ProcessId}");

    public static TheoryData<string, string, string> Combinations { get; } =
    [
        .. from store in Stores.Keys
           from queue in Queues.Keys
           from mailer in Mailers.Keys
           select new TheoryDataRow<string, string, string>(store, queue, mailer),
    ];

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory, MemberData(nameof(Combinations))]
    public async Task Every_combination_of_adapters_is_complete(string store, string queue, string mailer)
    {
        var options = ReadOptions.From(
            GivenSettings.Of([.. Stores[store].Settings, .. Queues[queue].Settings, .. Mailers[mailer].Settings]),
            folder);
        var services = new ServiceCollection();
        services.AddLogging().AddRouting();
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { ApplicationName = "Backorders" });
        var others = services.Count;
        services.AddBackorders(options, ServerHost.MachineClocks);
        var ours = services.Skip(others)
            .Where(service => !service.IsKeyedService && !service.ServiceType.IsGenericTypeDefinition)
            .Select(service => service.ServiceType).Distinct().ToList();

        await using var provider = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.All(ours, service => Assert.NotNull(provider.GetRequiredService(service)));
        Assert.IsType(Stores[store].Port, provider.GetRequiredService<IStore>());
        Assert.IsType(Queues[queue].Port, provider.GetRequiredService<IWorkQueue>());
        Assert.IsType(Mailers[mailer].Port, provider.GetRequiredService<IMailer>());
        Assert.Equal(
            (store, queue, mailer) is ("SQLite", _, _) or (_, "embedded", _) or (_, _, "folder"),
            Directory.Exists(folder));
        Assert.Equal(
            (store, queue) is ("SQLite", _) or (_, "embedded"), File.Exists(Path.Combine(folder, "backorders.db")));
        Assert.Equal(
            mailer switch
            {
                "folder" => MailPaceLimits.None,
                "SMTP with a login" => new MailPaceLimits(5, 100),
                _ => new MailPaceLimits(30, 100),
            },
            provider.GetRequiredService<MailPaceLimits>());
        Assert.Equal(mailer == "folder", Directory.Exists(Path.Combine(folder, "mails")));
        Assert.Equal(store == "SQLite", File.Exists(Path.Combine(folder, "signing.key")));
        Assert.Equal(
            $"{store}, {queue}, {mailer}".Contains("as who we are", StringComparison.Ordinal),
            provider.GetService<TokenCredential>() is not null);
    }
}
