using System.Text.Json.Nodes;
using Backorders.Api;
using Backorders.Notices;
using Backorders.Pipeline;
using Backorders.Server.Hosting;
using Backorders.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Api;

/// <summary>The whole server over HTTP: answers as the document says, nothing of one shop in another's.</summary>
public sealed class When_two_shops_use_every_route : IAsyncLifetime
{
    private const string North = GivenApi.BothKey;
    private const string South = GivenApi.OtherShopKey;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backorders-api-");
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private WebApplication server = null!;
    private CheckedClient client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await ServerHost.Build(
            new(
                ["http://127.0.0.1:0"],
                new(
                    folder.FullName, Development: false, GivenApi.Shops, null, GivenApi.SigningKey,
                    AdapterOptions.Embedded)),
            new Clocks(new FakeTimeProvider(GivenApi.Now), TimeProvider.System));
        await server.StartAsync(Stop);
        http.BaseAddress = new Uri(server.Urls.Single());
        client = await CheckedClient.Of(http, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_answer_is_one_that_the_document_lists()
    {
        await PlayNorth();
        await Answers(409, North, "POST", "/api/orders/N-1/shipments", """{"lines":[1]}""");
        await Answers(422, North, "POST", "/api/orders/N-1/cancel", """{"lines":[9]}""");
        await Answers(200, North, "POST", "/api/orders/N-1/shipments", """{"lines":[2],"trackingNumber":"T"}""");
        await Answers(409, North, "POST", "/api/orders/N-1/cancel", """{"lines":[2]}""");
        await Answers(200, North, "POST", "/api/orders/N-1/cancel", "{}");
        await Answers(200, North, "POST", "/api/stock/TV/adjustments", """{"id":"a","quantity":-1}""");
        await Answers(422, North, "POST", "/api/stock/TV/adjustments", """{"id":"a","quantity":-2}""");
        await Answers(409, North, "POST", "/api/stock/TV/adjustments", """{"id":"b","quantity":-1000}""");
        await Answers(200, North, "PUT", "/api/suppliers/acme/items/TV", """{"price":12}""");
        await Answers(422, North, "PUT", "/api/suppliers/acme/items/HDMI", """{"price":12}""");
        await Answers(404, North, "PUT", "/api/suppliers/acme/items/NO", "{}");
        await Answers(404, North, "PUT", "/api/suppliers/nobody/items/TV", "{}");
        await Answers(404, North, "GET", "/api/suppliers/acme/items/HDMI");
        await Answers(404, North, "POST", "/api/stock/NO/receipts", """{"id":"a","quantity":1}""");
        await Answers(200, North, "POST", "/api/stock/TV/receipts", """{"id":"a","quantity":5,"shipment":"PO-1"}""");
        await PlayPurchases();
        await Answers(422, North, "POST", "/api/orders", Order("N-2", "NO"));
        await Answers(422, North, "POST", "/api/orders", Order("N-1", "HDMI"));
        await Answers(400, North, "POST", "/api/orders", "{");
        foreach (var address in Reads("N-1", "TV").Append("/").Append("/healthz").Append("/openapi/v1.json"))
            await Answers(200, GivenApi.OperatorKey, "GET", address);
        await PlayCustomer();
        await Answers(403, GivenApi.OperatorKey, "POST", "/api/orders", Order("N-3", "TV"));
        await Answers(401, "nobody", "GET", "/api/orders");
        Assert.Equal(Routes.All.Select(route => route.Name).Order(), client.Called.Order());
    }

    [Fact]
    public async Task A_shop_finds_of_another_just_what_it_finds_of_nothing()
    {
        await PlayNorth();
        var theirs = Reads("N-1", "TV").Zip(Reads("X-9", "XX"));
        foreach (var (others, nothing) in theirs)
        {
            var (status, body) = await client.Send(South, "GET", others, cancellationToken: Stop);
            Assert.Equal((status, body), await client.Send(South, "GET", nothing, cancellationToken: Stop));
            Assert.DoesNotContain("N-1", body, StringComparison.Ordinal);
            Assert.DoesNotContain("TV", body, StringComparison.Ordinal);
        }

        await PlayPurchases();
        await Same("/api/purchase-orders/N-1/cancel", "/api/purchase-orders/X-9/cancel", "{}");
        await Same("/api/purchase-orders/N-1/approve", "/api/purchase-orders/X-9/approve", "{}");
        await Same("/api/orders/N-1/cancel", "/api/orders/X-9/cancel", "{}");
        await Same("/api/orders/N-1/shipments", "/api/orders/X-9/shipments", "{}");
        await Same("/api/stock/TV/adjustments", "/api/stock/XX/adjustments", """{"id":"a","quantity":1}""");
        await Same("/api/stock/TV/receipts", "/api/stock/XX/receipts", """{"id":"a","quantity":1}""");

        // Its own order may have the very same number and SKU, and takes nothing from the other's stock.
        await Answers(201, South, "PUT", "/api/stock/TV", """{"onHand":1}""");
        await Answers(201, South, "PUT", "/api/stock/HDMI", """{"onHand":1}""");
        var (_, own) = await Answers(201, South, "POST", "/api/orders", Order("N-1", "TV"));
        Assert.Contains("\"allocated\":1,\"backordered\":2", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_one_shop_does_nothing_in_another()
    {
        foreach (var shop in new[] { North, South })
        {
            await Answers(201, shop, "PUT", "/api/stock/TV", """{"onHand":0}""");
            await Answers(201, shop, "PUT", "/api/stock/HDMI", """{"onHand":0}""");
            await Answers(201, shop, "POST", "/api/orders", Order("N-1", "TV"));
        }

        var before = await client.Send(North, "GET", "/api/orders/N-1", cancellationToken: Stop);

        var link = CustomerLink.Of(new(new("south"), new("N-1")), 1, [1, 2], GivenApi.Now).Token(GivenApi.SigningKey);
        Assert.Equal(303, (await client.SendForm($"/o/{link}", "choice=cancel", Stop)).Status);
        var nowhere = CustomerLink.Of(new(new("west"), new("N-1")), 1, [1, 2], GivenApi.Now).Token(GivenApi.SigningKey);
        Assert.Equal(404, (await client.SendForm($"/o/{nowhere}", "choice=cancel", Stop)).Status);

        Assert.Equal(before, await client.Send(North, "GET", "/api/orders/N-1", cancellationToken: Stop));
        var (_, theirs) = await Answers(200, South, "GET", "/api/orders/N-1");
        Assert.Equal("cancelled", (string)JsonNode.Parse(theirs)!["status"]!);
    }

    [Fact]
    public async Task A_list_goes_on_where_its_page_ended()
    {
        await Answers(201, North, "PUT", "/api/stock/TV", """{"onHand":3}""");
        await Answers(201, North, "PUT", "/api/stock/HDMI", """{"onHand":3}""");
        for (var i = 1; i <= 5; i++)
            await Answers(201, North, "POST", "/api/orders", Order($"N-{i}", "TV"));

        Assert.Equal(["N-5", "N-4", "N-3", "N-2", "N-1"], await Walk("/api/orders?limit=2", "orders", "orderNumber"));
        Assert.Equal(["HDMI", "TV"], await Walk("/api/stock?limit=1", "stock", "sku"));
        Assert.Equal(
            ["N-2", "N-3", "N-4", "N-5"], await Walk("/api/stock/TV/backorders?limit=3", "lines", "orderNumber"));
    }

    private async Task PlayPurchases()
    {
        const string order = """
            {"id":"N-1","supplier":"acme","currency":"EUR","lines":[{"sku":"TV","quantity":5,"price":249.95}]}
            """;
        await Answers(201, North, "POST", "/api/purchase-orders", order);
        await Answers(200, North, "POST", "/api/purchase-orders", order);
        await Answers(422, North, "POST", "/api/purchase-orders", order.Replace("5,", "6,", StringComparison.Ordinal));
        await Answers(422, North, "POST", "/api/purchase-orders", order.Replace("TV", "NO", StringComparison.Ordinal)
            .Replace("N-1", "N-2", StringComparison.Ordinal));
        await Answers(422, North, "POST", "/api/purchase-orders", """{"id":"N-3","proposal":"P-1"}""");
        await Answers(422, North, "POST", "/api/purchase-orders/N-1/approve", """{"send":true}""");
        await Answers(200, North, "POST", "/api/purchase-orders/N-1/approve", "{}");
        await Answers(404, North, "POST", "/api/purchase-orders/N-9/approve", "{}");
        await Answers(200, North, "POST", "/api/purchase-orders/N-1/cancel", """{"reason":"why"}""");
        await Answers(409, North, "POST", "/api/purchase-orders/N-1/approve", "{}");
        await Answers(400, North, "GET", "/api/purchase-orders?status=waiting");
        await Answers(202, North, "POST", "/api/replenishment/run", "{}");
        await Answers(404, North, "GET", "/api/reports/profits");
        await Answers(400, North, "GET", "/api/reports/service?from=2025-01-01&to=2026-11-01");
        await Answers(400, North, "GET", "/api/reports/service?from=2026-11-02&to=2026-11-01");
    }

    /// <summary>Stock, an order that waits and one that is repeated, and a shipment on its way.</summary>
    private async Task PlayNorth()
    {
        await Answers(201, North, "PUT", "/api/stock/TV", """{"onHand":1,"leadTimeDays":14,"name":"55-inch TV"}""");
        await Answers(201, North, "PUT", "/api/stock/HDMI", """{"onHand":5}""");
        await Answers(201, North, "PUT", "/api/suppliers/acme/items/TV", """{"price":12.5,"currency":"EUR"}""");
        await Answers(201, North, "POST", "/api/orders", Order("N-1", "TV"));
        await Answers(200, North, "POST", "/api/orders", Order("N-1", "TV").Replace(" ", "", StringComparison.Ordinal));
        const string news = """
            {"type":"shipment.announced","timestamp":"2026-11-22T10:00:00Z",
             "data":{"shipment":"PO-1","eta":"2026-12-05","lines":[{"sku":"TV","quantity":50}]}}
            """;
        Assert.Equal(202, (await client.SendNews("north", "m-1", news, GivenApi.Now, Stop)).Status);
        Assert.Equal(202, (await client.SendNews("north", "m-1", news, GivenApi.Now, Stop)).Status);
        var other = news.Replace("50", "51", StringComparison.Ordinal);
        Assert.Equal(422, (await client.SendNews("north", "m-1", other, GivenApi.Now, Stop)).Status);
        Assert.Equal(401, (await client.SendNews("south", "m-1", news, GivenApi.Now, Stop)).Status);
    }

    /// <summary>Of an order whose lines have ended, so that nothing else is changed.</summary>
    private async Task PlayCustomer()
    {
        var link = CustomerLink.Of(new(new("north"), new("N-1")), 1, [1], GivenApi.Now).Token(GivenApi.SigningKey);
        await Answers(200, North, "GET", $"/o/{link}");
        await Answers(404, North, "GET", $"/o/{link}x");
        Assert.Equal(303, (await client.SendForm($"/o/{link}", "choice=keep", Stop)).Status);
        Assert.Equal(422, (await client.SendForm($"/o/{link}", "choice=maybe", Stop)).Status);
        Assert.Equal(413, (await client.SendForm($"/o/{link}", new string('x', 1025), Stop)).Status);
        await Answers(415, North, "POST", $"/o/{link}", "{}");
    }

    private static string Order(string number, string sku) => $$"""
        { "orderNumber": "{{number}}", "customer": { "email": "ada@example.com" },
          "lines": [ { "sku": "{{sku}}", "quantity": 3 }, { "sku": "HDMI", "quantity": 1 } ] }
        """;

    private static IEnumerable<string> Reads(string order, string sku) =>
    [
        $"/api/orders/{order}", $"/api/orders?sku={sku}", "/api/changes", $"/api/stock/{sku}",
        "/api/stock?waiting=true", $"/api/stock/{sku}/promise?quantity=3", $"/api/stock/{sku}/backorders",
        "/api/intake/problems?limit=1", $"/api/suppliers/acme/items/{sku}", "/api/suppliers/acme/items",
        $"/api/purchase-orders/{order}", "/api/purchase-orders?status=cancelled&supplier=acme",
        "/api/replenishment?limit=5", $"/api/replenishment/{sku}", "/api/reports/stock-outs?from=2026-10-01",
    ];

    private async Task<(int Status, string Body)> Answers(
        int status, string key, string method, string address, string? body = null)
    {
        var answer = await client.Send(key, method, address, body, Stop);
        Assert.True(status == answer.Status, $"{method} {address}: {answer}");
        return answer;
    }

    private async Task Same(string others, string nothing, string body) => Assert.Equal(
        await client.Send(South, "POST", nothing, body, Stop), await client.Send(South, "POST", others, body, Stop));

    /// <summary>One member of every entry of every page.</summary>
    private async Task<List<string>> Walk(string address, string list, string member)
    {
        var found = new List<string>();
        string? next = "";
        for (var pages = 0; next is not null && pages < 10; pages++)
        {
            var (_, body) = await Answers(200, North, "GET", next == "" ? address : $"{address}&after={next}");
            var page = JsonNode.Parse(body)!;
            found.AddRange(page[list]!.AsArray().Select(entry => (string)entry![member]!));
            next = (string?)page["next"];
        }

        Assert.Null(next);
        return found;
    }
}
