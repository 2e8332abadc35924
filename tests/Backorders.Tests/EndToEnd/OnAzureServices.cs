using Backorders.Tests.Cosmos;
using Backorders.Tests.Node;

namespace Backorders.Tests.EndToEnd;

/// <summary>
/// The same server and the same calls, with its documents in a Cosmos DB account (our fake over HTTPS) and its work in
/// the queues of a storage account (Azurite). Its mails are in a folder, where they can be read.
/// </summary>
internal static class OnAzureServices
{
    public static async Task<Premises> Open()
    {
        var queues = new Azurite();
        await queues.InitializeAsync();
        var store = await CosmosFakeServer.Start();
        var budget = new OrderBudget(store.Fake);
        return new(
            new Dictionary<string, string>
            {
                ["Store"] = "cosmos",
                ["Cosmos__ConnectionString"] = store.ConnectionString,
                ["Queue"] = "azure",
                ["QueueStorage"] = queues.ConnectionString,
                ["Keys__Signing"] = Convert.ToBase64String("Known to all servers of one account."u8),
            },
            budget, queues, store);
    }

    /// <summary>Orders that these tests take together, in all the accounts that they open one after another.</summary>
    private sealed class OrderBudget(CosmosFake account) : IAsyncDisposable
    {
        private const int Most = 500;

        private static int spent;

        /// <summary>Counted when an account is closed, by what is in it.</summary>
        public ValueTask DisposeAsync()
        {
            var all = Interlocked.Add(ref spent, account.Count("orders", "order"));
            TestContext.Current.SendDiagnosticMessage($"{all} of {Most} orders were taken on the services of Azure.");
            Assert.InRange(all, 0, Most);
            return ValueTask.CompletedTask;
        }
    }
}

public sealed class LiveServerOnAzureServices : LiveServer
{
    private protected override Task<Premises> Open() => OnAzureServices.Open();
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EndToEndOnAzureServicesTests : ICollectionFixture<LiveServerOnAzureServices>
{
    public const string Name = "End to end, on the services of Azure";
}

[Collection(EndToEndOnAzureServicesTests.Name)]
public sealed class When_an_order_is_taken_on_Azure(LiveServerOnAzureServices server) : When_an_order_is_taken(server);

[Collection(EndToEndOnAzureServicesTests.Name)]
public sealed class When_an_order_is_cancelled_or_shipped_on_Azure(LiveServerOnAzureServices server)
    : When_an_order_is_cancelled_or_shipped(server);

[Collection(EndToEndOnAzureServicesTests.Name)]
public sealed class When_a_supplier_sends_news_on_Azure(LiveServerOnAzureServices server)
    : When_a_supplier_sends_news(server);

[Collection(EndToEndOnAzureServicesTests.Name)]
public sealed class When_customers_are_told_on_Azure(LiveServerOnAzureServices server)
    : When_customers_are_told(server);

[Collection(EndToEndOnAzureServicesTests.Name)]
public sealed class When_orders_are_listed_and_followed_on_Azure(LiveServerOnAzureServices server)
    : When_orders_are_listed_and_followed(server);

[Collection(EndToEndOnAzureServicesTests.Name)]
public sealed class When_stock_is_kept_on_Azure(LiveServerOnAzureServices server) : When_stock_is_kept(server);

[Collection(EndToEndOnAzureServicesTests.Name)]
public sealed class When_a_shop_lives_through_a_random_history_on_Azure(LiveServerOnAzureServices server)
    : When_a_shop_lives_through_a_random_history(server)
{
    public static new TheoryData<int> Histories => Seeds.Of(1);
}

[Collection(EndToEndOnAzureServicesTests.Name)]
public sealed class When_32_callers_trade_at_once_on_Azure(LiveServerOnAzureServices server)
    : When_32_callers_trade_at_once(server)
{
    public static new TheoryData<int> Loads => Seeds.Of(1);

    private protected override int CallsEach => 3;
}

[Collection(EndToEndOnAzureServicesTests.Name)]
public sealed class When_the_server_ends_under_load_on_Azure : When_the_server_ends_under_load
{
    private protected override int Kills => 4;

    private protected override int Stops => 1;

    private protected override int? OrdersInALife => 8;

    private protected override Task<Premises> Open() => OnAzureServices.Open();
}

[Collection(EndToEndOnAzureServicesTests.Name)]
public sealed class When_two_processes_share_the_services_of_Azure : When_two_processes_share_a_folder
{
    private protected override int CallersEach => 8;

    private protected override int CallsEach => 4;

    private protected override int OrdersEach => 7;

    private protected override int? OrdersBetweenKills => 8;

    private protected override int Kills => 3;

    private protected override Task<Premises> Open() => OnAzureServices.Open();
}
