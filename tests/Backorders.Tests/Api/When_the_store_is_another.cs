using System.Text.Json.Nodes;
using Backorders.Api;
using Backorders.Embedded;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Supply;
using Backorders.Tests.Contracts;
using Backorders.Tests.Cosmos;
using Backorders.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Api;

/// <summary>An installation went from one store to another; callers still have the cursors that the first one gave.
/// </summary>
public sealed class When_the_store_is_another
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cursor_that_it_cannot_have_given_is_answered_as_any_foreign_one()
    {
        using var folder = new DataFolder();
        await using var database = folder.Open();
        using var cosmos = await GivenCosmos.Open(new());
        await using var before = await WithTwoOrders(new SqliteStore(database));
        await using var after = await WithTwoOrders(cosmos);
        var foreign = await Get(before, "ListChanges", "/api/changes", "not-ours");

        foreach (var (from, to) in new[] { (before, after), (after, before) })
        {
            var given = await Get(from, "ListChanges", "/api/changes", null);
            var again = await Get(to, "ListChanges", "/api/changes", (string)JsonNode.Parse(given.Body)!["next"]!);

            Assert.Equal(foreign, again);
            Assert.Equal(400, again.Status);
            Assert.Contains("problems/malformed", again.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_list_that_no_store_keeps_cursors_of_goes_on_in_the_other()
    {
        using var folder = new DataFolder();
        await using var database = folder.Open();
        using var cosmos = await GivenCosmos.Open(new());
        await using var before = await WithTwoOrders(new SqliteStore(database));
        await using var after = await WithTwoOrders(cosmos);
        foreach (var (name, path) in new[] { ("ListOrders", "/api/orders"), ("ListStock", "/api/stock") })
        {
            var given = JsonNode.Parse((await Get(before, name, path, null)).Body)!;
            var next = (string)given["next"]!;
            Assert.Equal(await Get(before, name, path, next), await Get(after, name, path, next));
            Assert.Equal(200, (await Get(after, name, path, next)).Status);
        }
    }

    private static async Task<(int Status, string Body)> Get(
        IServiceProvider services, string route, string path, string? after)
    {
        var (response, body) = await GivenApi.Answer(services, GivenApi.Route(route), request =>
        {
            request.Headers.Authorization = $"Bearer {GivenApi.ShopKey}";
            request.Path = path;
            request.QueryString = new($"?limit=1{(after is null ? "" : $"&after={after}")}");
        });
        return (response.StatusCode, body);
    }

    private static async Task<ServiceProvider> WithTwoOrders(IStore store)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(GivenApi.Shops)
            .AddSingleton(new Clocks(new FakeTimeProvider(GivenApi.Now), TimeProvider.System))
            .AddSingleton(store)
            .AddSingleton<IWorkQueue>(new PlainQueue())
            .AddSingleton<IMailer>(new FaultyMailer(new Mailbox(), Fate.Fair()))
            .AddPipeline()
            .AddBackordersApi(new(GivenApi.SigningKey, null))
            .BuildServiceProvider();
        foreach (var name in new[] { "A", "B" })
        {
            await services.GetRequiredService<ManageStock>().Put(
                new(new("north"), new(name)), new PutStockRequest(1, "first", default, default, default, default),
                Stop);
            await services.GetRequiredService<TakeOrder>().Run(new("north"), new(
                new($"W-{name}"), null, new("Ada", "ada@example.com", null), false,
                [new OrderLine(new(name), 1, false)]), Stop);
        }

        await services.GetRequiredService<Background>().Drain(Stop);
        return services;
    }
}
