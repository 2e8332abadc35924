namespace Backorders.Tests.EndToEnd;

/// <summary>One server for all scenarios that only need a quiet shop; each uses SKUs and orders of its own.</summary>
public class LiveServer : IAsyncLifetime
{
    private Premises? premises;
    private ServerProcess? server;
    private Caller? shop;

    public Uri Address => server!.Address;

    internal Caller Shop => shop!;

    public async ValueTask InitializeAsync()
    {
        premises = await Open();
        server = await premises.Start();
        shop = new Caller(server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        shop?.Dispose();
        foreach (var opened in new IAsyncDisposable?[] { server, premises })
        {
            await (opened?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        GC.SuppressFinalize(this);
    }

    private protected virtual Task<Premises> Open() => Premises.Embedded();
}

/// <summary>These tests start processes and load the machine: they run alone, one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EndToEndTests : ICollectionFixture<LiveServer>
{
    public const string Name = "End to end";
}
