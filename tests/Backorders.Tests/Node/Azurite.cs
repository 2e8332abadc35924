using System.Text.RegularExpressions;

namespace Backorders.Tests.Node;

/// <summary>A real queue service on this machine, empty at its start and after every kill.</summary>
public sealed partial class Azurite : IAsyncLifetime
{
    private const string Account = "tests";

    private static readonly string Key = Convert.ToBase64String("A key for nothing but these tests."u8);

    private NodeProcess? server;
    private int port;

    /// <summary>The same after every restart.</summary>
    public string ConnectionString =>
        $"AccountName={Account};AccountKey={Key};QueueEndpoint=http://127.0.0.1:{port}/{Account}";

    public ValueTask InitializeAsync() => StartAgain();

    /// <summary>On the port that it had before.</summary>
    public async ValueTask StartAgain()
    {
        server = await NodeProcess.Start(
            "node_modules/azurite/dist/src/queue/main.js",
            [
                "--queueHost", "127.0.0.1", "--queuePort", $"{port}",
                "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck", "--silent",
            ],
            Listens(), ("AZURITE_ACCOUNTS", $"{Account}:{Key}"));
        port = server.Address.Port;
    }

    /// <summary>kill -9: what it had acknowledged is lost, the queues too.</summary>
    public async ValueTask Kill()
    {
        await server!.DisposeAsync();
        server = null;
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    [GeneratedRegex(
        "successfully listens on (?<address>http://[^ ]+)", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listens();
}
