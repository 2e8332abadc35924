using Backorders.Azure.Cosmos;

namespace Backorders.Tests.Cosmos;

/// <summary>The Cosmos store with its real SDK over a fake account.</summary>
internal static class GivenCosmos
{
    /// <param name="faults">What happens on the way to the account; null: nothing.</param>
    public static async Task<CosmosStore> Open(
        CosmosFake fake, DelegatingHandler? faults = null, TimeProvider? time = null)
    {
        var store = new CosmosStore(new(new(CosmosFakeHandler.ConnectionString))
        {
            Http = () => new HttpClient(Over(faults, new CosmosFakeHandler(fake)), disposeHandler: false),
            Time = time ?? TimeProvider.System,
        });
        await store.Open(TestContext.Current.CancellationToken);
        return store;
    }

    private static HttpMessageHandler Over(DelegatingHandler? faults, CosmosFakeHandler account)
    {
        if (faults is null)
        {
            return account;
        }
        faults.InnerHandler ??= account;
        return faults;
    }
}
