namespace Backorders.Tests.EndToEnd;

/// <summary>One server for all scenarios that only need a quiet shop; each uses SKUs and orders of its own.</summary>
public sealed class LiveServer : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private ServerProcess? server;

    public Uri Address => server!.Address;

    public string Output => server!.Output;

    public async ValueTask InitializeAsync() => server = await ServerProcess.Start(folder);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        folder.Dispose();
    }
}

/// <summary>These tests start processes and load the machine: they run alone, one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EndToEndTests : ICollectionFixture<LiveServer>
{
    public const string Name = "End to end";
}
