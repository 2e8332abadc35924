using System.Net.Http.Headers;
using System.Text;
using Backorders.Api;
using Backorders.Api.Door;
using Backorders.Tests.EndToEnd;

namespace Backorders.Tests.Security;

/// <summary>
/// Every route of the table × nobody, a stranger, another shop and an operator, on the real server. A route that is
/// not in the list of calls below fails: whoever adds one says here how it is called.
/// </summary>
[Collection(EndToEndTests.Name)]
public sealed class When_every_route_meets_every_caller(TwoShops server) : IClassFixture<TwoShops>, IAsyncLifetime
{
    private const string Order = """
        {"orderNumber":"{order}","customer":{"name":"Ada Byron","email":"ada@example.com"},
        "lines":[{"sku":"{sku}","quantity":2}]}
        """;

    private const string Form = "application/x-www-form-urlencoded";

    private readonly HttpClient http = new() { BaseAddress = server.Address };

    /// <summary>How each route is called for an order and a SKU of the shop north.</summary>
    private static readonly Dictionary<string, (string Address, string? Body)> Calls = new(StringComparer.Ordinal)
    {
        ["TakeOrder"] = ("/api/orders", Order),
        ["GetOrder"] = ("/api/orders/{order}", null),
        ["ListOrders"] = ("/api/orders?sku={sku}", null),
        ["ListChanges"] = ("/api/changes", null),
        ["CancelOrder"] = ("/api/orders/{order}/cancel", "{}"),
        ["ShipOrder"] = ("/api/orders/{order}/shipments", "{}"),
        ["ListIntakeProblems"] = ("/api/intake/problems", null),
        ["PutStock"] = ("/api/stock/{sku}", """{"name":"A name"}"""),
        ["GetStock"] = ("/api/stock/{sku}", null),
        ["ListStock"] = ("/api/stock", null),
        ["AdjustStock"] = ("/api/stock/{sku}/adjustments", """{"id":"m-1","quantity":-1}"""),
        ["ReceiveStock"] = ("/api/stock/{sku}/receipts", """{"id":"m-2","quantity":1}"""),
        ["QuotePromise"] = ("/api/stock/{sku}/promise?quantity=1", null),
        ["ListBackorders"] = ("/api/stock/{sku}/backorders", null),
        ["PutSupplierItem"] = ("/api/suppliers/acme/items/{sku}", """{"minimum":2}"""),
        ["GetSupplierItem"] = ("/api/suppliers/acme/items/{sku}", null),
        ["ListSupplierItems"] = ("/api/suppliers/acme/items", null),
        ["ReceiveShipmentNews"] = ("/api/shops/north/suppliers/acme/shipments", "{}"),
        ["PlacePurchaseOrder"] =
            ("/api/purchase-orders", """{"id":"{order}","supplier":"acme","lines":[{"sku":"{sku}","quantity":2}]}"""),
        ["GetPurchaseOrder"] = ("/api/purchase-orders/{order}", null),
        ["ListPurchaseOrders"] = ("/api/purchase-orders", null),
        ["ApprovePurchaseOrder"] = ("/api/purchase-orders/{order}/approve", """{"send":false}"""),
        ["CancelPurchaseOrder"] = ("/api/purchase-orders/{order}/cancel", "{}"),
        ["CustomerPage"] = ("/o/bm90aGluZyBvZiBvdXJz", null),
        ["CustomerChoice"] = ("/o/bm90aGluZyBvZiBvdXJz", "choice=cancel"),
        ["Dashboard"] = ("/", null),
        ["ListReplenishment"] = ("/api/replenishment", null),
        ["GetReplenishment"] = ("/api/replenishment/{sku}", null),
        ["RunReplenishment"] = ("/api/replenishment/run", "{}"),
        ["GetReport"] = ("/api/reports/best-sellers", null),
        ["Health"] = ("/healthz", null),
        ["OpenApi"] = ("/openapi/v1.json", null),
    };

    public static TheoryData<string> EveryRoute => [.. Routes.All.Select(route => route.Name)];

    public async ValueTask InitializeAsync()
    {
        await Send(Route("PutStock"), "north-shop", "M-1", "M.SKU", """{"onHand":1,"countId":"m","name":"A name"}""");
        await Send(Route("PutSupplierItem"), "north-shop", "M-1", "M.SKU");
        await Send(Route("TakeOrder"), "north-shop", "M-1", "M.SKU");
        await Send(Route("PlacePurchaseOrder"), "north-shop", "M-1", "M.SKU");
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(EveryRoute))]
    public async Task Each_is_answered_as_the_rule_says_and_nothing_changes(string name)
    {
        var route = Route(name);
        var before = await Theirs();

        var nobody = await Send(route, null, "M-1", "M.SKU");
        Assert.Equal(nobody, await Send(route, "not a key of anyone", "M-1", "M.SKU"));
        var readOnly = await Send(route, "north-operator", "M-1", "M.SKU");
        switch (route.Rule)
        {
            case Rule.Anyone:
                Assert.Equal((200, 200), (nobody.Status, readOnly.Status));
                break;
            case Rule.Reader:
                Assert.Equal((401, 200), (nobody.Status, readOnly.Status));
                await MeetsAnotherShop(route);
                break;
            case Rule.Operator:
                Assert.Equal((401, 200), (nobody.Status, readOnly.Status));
                Assert.Equal(403, (await Send(route, "north-shop", "M-1", "M.SKU")).Status);
                Assert.Equal(403, (await Send(route, "south-shop", "M-1", "M.SKU")).Status);
                break;
            case Rule.Writer:
                Assert.Equal((401, 403), (nobody.Status, readOnly.Status));
                await MeetsAnotherShop(route);
                break;
            case Rule.Supplier:
                Assert.Equal((401, 401), (nobody.Status, readOnly.Status));
                Assert.Equal(nobody, await Send(route, "north-shop", "M-1", "M.SKU"));
                break;
            case Rule.Customer:
                // Only a link opens it, and a key is none: without one it is there for nobody.
                Assert.Equal((404, 404), (nobody.Status, readOnly.Status));
                Assert.Equal(nobody, await Send(route, "north-shop", "M-1", "M.SKU"));
                break;
            default:
                Assert.Fail($"Nobody said who may call a route of the rule {route.Rule}.");
                break;
        }

        Assert.Equal(before, await Theirs());
    }

    /// <summary>What is north's is to south what is not there: the very same answer.</summary>
    private async Task MeetsAnotherShop(ApiRoute route)
    {
        if (route.Name == "PutStock")
        {
            // A shop may have a SKU of the same name; it is another SKU, and north's stays as it is.
            Assert.Equal(201, (await Send(route, "south-shop", "M-1", "M.SOUTH")).Status);
            return;
        }

        if (route.Name == "RunReplenishment")
        {
            // A shop plans its own SKUs, or has planned them already.
            Assert.InRange((await Send(route, "south-shop", "M-1", "M.SKU")).Status, 200, 202);
            return;
        }

        var theirs = await Send(route, "south-shop", "M-1", "M.SKU");
        var nothing = await Send(route, "south-shop", "M-9", "M.NONE");
        Assert.Equal(nothing, theirs);
        Assert.DoesNotContain("M.SKU", theirs.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("M-1", theirs.Body, StringComparison.Ordinal);
    }

    /// <summary>What north has, as its own shop sees it.</summary>
    private async Task<string> Theirs()
    {
        var order = await Send(Route("GetOrder"), "north-shop", "M-1", "M.SKU");
        var stock = await Send(Route("GetStock"), "north-shop", "M-1", "M.SKU");
        var item = await Send(Route("GetSupplierItem"), "north-shop", "M-1", "M.SKU");
        var purchase = await Send(Route("GetPurchaseOrder"), "north-shop", "M-1", "M.SKU");
        Assert.All([order, stock, item, purchase], answer => Assert.Equal(200, answer.Status));
        return order.Body + stock.Body + item.Body + purchase.Body;
    }

    private static ApiRoute Route(string name) => Routes.All.Single(route => route.Name == name);

    private async Task<(int Status, string Body)> Send(
        ApiRoute route, string? key, string order, string sku, string? body = null)
    {
        Assert.True(Calls.TryGetValue(route.Name, out var call), $"Say here how {route.Name} is called.");
        using var request = new HttpRequestMessage(HttpMethod.Parse(route.Method), Filled(call.Address));
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        request.Content = (body ?? call.Body) is { } text
            ? new StringContent(Filled(text), Encoding.UTF8, route.Rule == Rule.Customer ? Form : "application/json")
            : null;
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        string Filled(string template) => template
            .Replace("{order}", order, StringComparison.Ordinal).Replace("{sku}", sku, StringComparison.Ordinal);
    }
}
