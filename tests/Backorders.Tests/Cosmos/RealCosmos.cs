using System.Globalization;
using System.Text.Json;
using Backorders.Azure.Cosmos;
using Microsoft.Azure.Cosmos;

namespace Backorders.Tests.Cosmos;

/// <summary>
/// A database of a run's own in the account that the environment names (an emulator's too), dropped after it.
/// </summary>
public sealed class RealCosmos : IAsyncLifetime
{
    public const string Variable = "COSMOS_CONNECTION";

    private const int AtOnce = 16;

    private readonly string connection = Environment.GetEnvironmentVariable(Variable)!;
    private readonly string name = string.Create(
        CultureInfo.InvariantCulture, $"contract-{Environment.MachineName}-{Environment.ProcessId}");

    private CosmosClient? client;

    public CosmosStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        client = new(connection, new() { ConnectionMode = ConnectionMode.Gateway, LimitToEndpoint = true });
        Store = new(new(new(connection)) { Database = name });
        await Store.Open(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        using var gone = await client!.GetDatabase(name).DeleteStreamAsync();
        Store.Dispose();
        client.Dispose();
    }

    /// <summary>Each test begins with empty containers.</summary>
    public async Task Clear()
    {
        foreach (var container in CosmosLayout.Containers.Select(id => client!.GetContainer(name, id)))
        {
            using var pages = container.GetItemQueryStreamIterator(
                "SELECT * FROM c", requestOptions: new() { EnableOptimisticDirectExecution = true });
            while (pages.HasMoreResults)
            {
                using var page = (await pages.ReadNextAsync()).EnsureSuccessStatusCode();
                using var json = await JsonDocument.ParseAsync(page.Content);
                await Parallel.ForEachAsync(
                    json.RootElement.GetProperty("Documents").EnumerateArray(),
                    new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                    async (document, stop) => await Delete(container, document, stop));
            }
        }
    }

    private static async Task Delete(Container container, JsonElement document, CancellationToken stop)
    {
        using var deleted = await container.DeleteItemStreamAsync(
            document.GetProperty("id").GetString(), new(document.GetProperty("pk").GetString()),
            cancellationToken: stop);
        deleted.EnsureSuccessStatusCode();
    }
}
