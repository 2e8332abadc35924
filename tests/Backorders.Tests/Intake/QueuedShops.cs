using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backorders.Api;
using Backorders.Api.Orders;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Supply;
using Backorders.Tests.Api;
using Backorders.Tests.Contracts;
using Backorders.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Intake;

/// <summary>The shops north and south with two televisions each, a plain store and queue, and all that is logged.
/// </summary>
internal sealed class QueuedShops
{
    public const string Customer = "Ada Canary";
    public const string Email = "ada.canary@example.com";

    public static readonly ShopId North = new("north");
    public static readonly ShopId South = new("south");

    public ServiceProvider Services { get; }

    public ModelStore Store { get; } = new();

    public PlainQueue Queue { get; } = new();

    public LogBook Logs { get; } = new(LogLevel.Trace);

    public QueuedShops(Fate? fate = null)
    {
        var luck = fate ?? Fate.Fair();
        Services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton(GivenApi.Shops)
            .AddSingleton(new Clocks(new FakeTimeProvider(GivenApi.Now), TimeProvider.System))
            .AddSingleton<IStore>(new FaultyStore(Store, luck))
            .AddSingleton<IWorkQueue>(new FaultyQueue(Queue, luck))
            .AddSingleton<IMailer>(new FaultyMailer(new Mailbox(), luck))
            .AddPipeline()
            .AddBackordersApi(new(GivenApi.SigningKey, null))
            .BuildServiceProvider();
    }

    public static async Task<QueuedShops> Open()
    {
        var shops = new QueuedShops();
        await shops.Stock();
        return shops;
    }

    public async Task Stock()
    {
        foreach (var shop in new[] { North, South })
        {
            await Services.GetRequiredService<ManageStock>().Put(
                new(shop, new("TV")), new PutStockRequest(2, "first", default, new(true, 14), default, default), Stop);
        }
    }

    /// <summary>What a producer lays into the queue; the order as in POST.</summary>
    public static string Message(string order, string shop = "north") => $$"""{"shop":"{{shop}}","order":{{order}}}""";

    public static string Order(string number, string sku = "TV", int quantity = 1) => $$"""
        {"orderNumber":"{{number}}","customer":{"name":"{{Customer}}","email":"{{Email}}"},
         "lines":[{"sku":"{{sku}}","quantity":{{quantity}}}]}
        """;

    public static string InBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public Task Take(string text) => Services.GetRequiredService<TakeQueuedOrder>().Run(text, Stop);

    public Task<OrderView?> Find(string number) =>
        Services.GetRequiredService<ReadOrders>().Get(new(North, new(number)), Stop);

    /// <summary>A page of what the shop of this key is shown.</summary>
    public async Task<JsonNode> Problems(string key = GivenApi.ShopKey, string query = "")
    {
        var (response, body) = await GivenApi.Answer(Services, GivenApi.Route("ListIntakeProblems"), request =>
        {
            request.Headers.Authorization = $"Bearer {key}";
            request.Path = "/api/intake/problems";
            request.QueryString = new(query);
        });
        Assert.True(response.StatusCode == 200, body);
        return JsonNode.Parse(body)!;
    }

    /// <summary>What POST answers to the same order of the shop north.</summary>
    public async Task<JsonNode> Posted(string order)
    {
        var (response, body) = await GivenApi.Answer(Services, GivenApi.Route("TakeOrder"), request =>
        {
            request.Headers.Authorization = $"Bearer {GivenApi.ShopKey}";
            request.ContentType = "application/json";
            request.Body = new MemoryStream(Encoding.UTF8.GetBytes(order));
        });
        Assert.Equal("application/problem+json", response.ContentType);
        return JsonNode.Parse(body)!;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
