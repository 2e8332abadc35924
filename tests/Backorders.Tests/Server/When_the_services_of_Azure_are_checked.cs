using Backorders.Azure.Cosmos;
using Backorders.Server.Checks;
using Backorders.Server.Commands;
using Backorders.Server.Hosting;
using Backorders.Server.Settings;
using Backorders.Tests.Cosmos;
using Backorders.Tests.Node;
using Microsoft.Azure.Cosmos;

namespace Backorders.Tests.Server;

/// <summary>The command <c>check</c>, and a start, with a Cosmos DB and Storage Queues on this machine.</summary>
public sealed class When_the_services_of_Azure_are_checked(Azurite azurite) : IAsyncLifetime, IClassFixture<Azurite>
{
    private const string Secret = GivenSettings.Key;

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"backorders-azure-{Environment.ProcessId}");
    private CosmosFakeServer cosmos = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => cosmos = await CosmosFakeServer.Start();

    public async ValueTask DisposeAsync()
    {
        await cosmos.DisposeAsync();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task All_is_well_where_all_answers_and_what_was_missing_is_made()
    {
        var (exitCode, text) = await Run();

        Assert.Contains("store  ok     Cosmos DB at https://127.0.0.1:", text, StringComparison.Ordinal);
        Assert.Contains("queue  ok     Storage Queues at http://127.0.0.1:", text, StringComparison.Ordinal);
        Assert.EndsWith($"All is well.{Environment.NewLine}", text, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_with_another_partition_key_can_neither_be_checked_nor_started_on()
    {
        using var client = new CosmosClient(
            cosmos.ConnectionString, new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway });
        Database database = await client.CreateDatabaseIfNotExistsAsync("backorders", cancellationToken: Stop);
        await database.CreateContainerAsync("orders", "/order", cancellationToken: Stop);

        var (exitCode, text) = await Run();
        var refusal = await Assert.ThrowsAsync<BadSettingException>(
            () => ServerHost.Build(new(["http://127.0.0.1:0"], Options()), ServerHost.MachineClocks));

        Assert.Contains("store  FAILS  Cosmos DB", text, StringComparison.Ordinal);
        Assert.Contains("'/order'", text, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Cosmos__ConnectionString names Cosmos DB", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'/order'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/due/?", null, "does not index /due/?: lists and sweeps would read every document.")]
    [InlineData(null, "/body/*", "indexes /body/* as well: every write costs more.")]
    [InlineData(null, null, null)]
    public void A_container_that_indexes_too_little_or_too_much_is_told_by_what(
        string? missing, string? excess, string? complaint)
    {
        var pools = new ContainerProperties("pools", CosmosLayout.PartitionKeyPath);
        foreach (var path in CosmosLayout.IndexedPaths.Append(excess).Except([missing, null]))
        {
            pools.IndexingPolicy.IncludedPaths.Add(new() { Path = path });
        }

        Assert.Equal(
            complaint is null ? null : $"The container pools {complaint}", CosmosContainers.TroubleOf([pools])?.Why);
    }

    [Fact]
    public void A_container_that_was_made_with_another_partition_key_is_told_by_it()
    {
        Assert.Equal(
            "The container orders has the partition key /order instead of /pk.",
            CosmosContainers.TroubleOf([new("orders", "/order")])?.Why);
    }

    [Fact]
    public async Task A_server_opens_what_is_chosen_and_tells_what_it_asked_for()
    {
        await using var server = await ServerHost.Build(
            new(["http://127.0.0.1:0"], Options()), ServerHost.MachineClocks);
        await server.StartAsync(Stop);
        using var http = new HttpClient { BaseAddress = new(server.Urls.Single()) };

        var health = await http.GetStringAsync("/healthz", Stop);
        await server.StopAsync(Stop);

        Assert.Contains("\"status\":\"ok\"", health, StringComparison.Ordinal);
        Assert.Matches(
            @"^Stopped\. The store did \d+ reads, .* round trips for [\d.]+ request units\.\s*$",
            StopText.Of(server.Services));
        Assert.False(File.Exists(Path.Combine(folder, "backorders.db")));
    }

    private async Task<(int ExitCode, string Text)> Run()
    {
        using var output = new StringWriter();
        return (await Check.Run(Options(), output), output.ToString());
    }

    private BackordersOptions Options() => ReadOptions.From(
        GivenSettings.Of(
            "Store=cosmos", $"Cosmos__ConnectionString={cosmos.ConnectionString}", $"Keys__Signing={Secret}",
            "Queue=azure", $"QueueStorage={azurite.ConnectionString}"),
        folder);
}
