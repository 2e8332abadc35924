using System.Text.Json.Nodes;
using Backorders.Api;
using Backorders.Api.Document;
using Backorders.Api.Door;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Purchasing;
using Backorders.Supply;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Backorders.Tests.Api;

/// <summary>What every outcome looks like on the wire, held against the document.</summary>
public sealed class AnswerTests
{
    private static readonly OrderView Order = new(
        "WEB-1001", "backordered", GivenApi.Now, false,
        [
            new LineView(
                1, "TV-55", 2, "backordered", 0, 2, 0, 0, 37,
                new EtaView(new DateOnly(2026, 12, 8), "shipment", "PO-77", 2),
                new DateOnly(2026, 12, 8)),
            new LineView(2, "HDMI-2M", 1, "allocated", 1, 0, 0, 0, 0, null, null),
        ]);

    private static readonly StockView Stock = new(
        "TV-55", "55-inch TV", 3, 3, 0, 37, 21,
        [new InboundView("PO-77", "acme", new DateOnly(2026, 12, 5), 2, 50, 0, "expected")],
        new PolicyView("allow", null), 14, 1);

    [Fact]
    public async Task An_order_looks_as_the_contract_shows_it()
    {
        var (response, body) = await Written(Answers.Of(new OrderOutcome.Accepted(Order)));
        Assert.Equal(201, response.StatusCode);
        Assert.Equal("/api/orders/WEB-1001", response.Headers.Location);
        Assert.Equal("application/json", response.ContentType);
        AssertSame(Samples.Order, body);
    }

    [Fact]
    public async Task A_repeat_says_that_it_is_one()
    {
        var (response, body) = await Written(Answers.Of(new OrderOutcome.Repeated(Order)));
        Assert.Equal(200, response.StatusCode);
        Assert.Equal("true", response.Headers["Idempotency-Replayed"]);
        Assert.Equal(0, response.Headers.Location.Count);
        AssertSame(Samples.Order, body);
    }

    [Fact]
    public async Task Stock_looks_as_the_contract_shows_it()
    {
        var (response, body) = await Written(Answers.Of(new StockOutcome.Created(Stock)));
        Assert.Equal(201, response.StatusCode);
        Assert.Equal("/api/stock/TV-55", response.Headers.Location);
        AssertSame(Samples.Stock, body);
    }

    [Fact]
    public async Task Every_shape_fits_the_document_with_and_without_what_may_be_missing()
    {
        var unknown = new EtaView(null, "unknown", null);
        var line = Order.Lines[0] with { Eta = unknown, Promised = null };
        var inbound = new InboundView("PO-1", null, null, 0, 1, 1, "partial");
        var bare = Stock with { Name = null, LeadTimeDays = null, Inbound = [inbound] };
        await Fits("Order", Answers.Of(Order with { Lines = [line] }));
        await Fits("Order", Answers.Of(Order with { Choice = new("keep", GivenApi.Now) }));
        await Fits("Stock", Answers.Of(bare with { Backorder = new PolicyView("limit", 5) }));
        await Fits("OrderPage", Answers.Of(new OrderPage([Order], "x"), Sign));
        await Fits("OrderPage", Answers.Of(new OrderPage([], null), Sign));
        await Fits("StockPage", Answers.Of(new StockPage([Stock, bare], null), Sign));
        await Fits("Promise", Answers.Of(new PromiseView("TV-55", 3, 0, unknown)));
        await Fits("Promise", Answers.Of(new PromiseView("TV-55", 3, 3, null)));
        var malformed = new IntakeProblem("0a", GivenApi.Now, null, new("malformed", "No", 400, "Send JSON.", null));
        await Fits("IntakeProblemPage", Answers.Of(new IntakeProblemPage([malformed], "x"), Sign));
        var waiting = new BackorderView("WEB-1001", 1, 2, 0, 2, 37, null, null, GivenApi.Now);
        await Fits("BackorderPage", Answers.Of(new BackorderPage("TV-55", [waiting], "x"), Sign));

        static string? Sign(string? cursor) => cursor is null ? null : $"signed {cursor}";
    }

    public static TheoryData<OrderOutcome, int, string> OrderRefusals => new()
    {
        { new OrderOutcome.NotFound(), 404, "not-found" },
        { new OrderOutcome.Conflict(), 422, "order-conflict" },
        { new OrderOutcome.UnknownSku([2]), 422, "unknown-sku" },
        { new OrderOutcome.Invalid("lines[0]", "must be a line of the order"), 422, "validation" },
        { new OrderOutcome.AlreadyShipped([1, 2]), 409, "already-shipped" },
        { new OrderOutcome.NotAllocated([1]), 409, "not-allocated" },
        { new OrderOutcome.ShipComplete([1]), 409, "ship-complete" },
        { new OrderOutcome.PoolFull(new Sku("TV-55")), 503, "pool-full" },
    };

    [Theory]
    [MemberData(nameof(OrderRefusals))]
    public async Task Every_no_to_an_order_has_its_problem(OrderOutcome outcome, int status, string name) =>
        await IsProblem(Answers.Of(outcome), status, name);

    public static TheoryData<StockOutcome, int, string> StockRefusals => new()
    {
        { new StockOutcome.UnknownSku(), 404, "unknown-sku" },
        { new StockOutcome.Conflict(), 422, "id-conflict" },
        { new StockOutcome.Insufficient(3), 409, "insufficient-stock" },
    };

    [Theory]
    [MemberData(nameof(StockRefusals))]
    public async Task Every_no_to_a_change_of_stock_has_its_problem(StockOutcome outcome, int status, string name) =>
        await IsProblem(Answers.Of(outcome), status, name);

    private static readonly PurchaseView Purchase = new(
        "PO-2026-1", "acme", "partlyReceived", GivenApi.Now, new DateOnly(2026, 12, 5), null, "EUR", 40_419m,
        [new PurchaseLineView("TV-55", 162, 249.5m, 100, 60)],
        [new DeliveryView("S-77", new DateOnly(2026, 12, 5), "expected")],
        new SendingView("placed", "webhook", "sent", 2, null, GivenApi.Now.AddSeconds(6), null));

    [Fact]
    public async Task A_purchase_order_looks_as_the_contract_shows_it()
    {
        var (response, body) = await Written(Answers.Of(new PurchaseOutcome.Placed(Purchase)));
        Assert.Equal(201, response.StatusCode);
        Assert.Equal("/api/purchase-orders/PO-2026-1", response.Headers.Location);
        AssertSame(PurchaseSamples.Order, body);
        var (repeated, _) = await Written(Answers.Of(new PurchaseOutcome.Repeated(Purchase)));
        Assert.Equal(200, repeated.StatusCode);
        Assert.Equal("true", repeated.Headers["Idempotency-Replayed"]);

        var bare = Purchase with { Currency = null, Total = null, Shipments = [], Sending = null, NeededBy = null };
        await Fits("PurchaseOrder", Answers.Of(bare with { Lines = [new PurchaseLineView("A", 1, null, 0, 0)] }));
        await Fits("PurchaseOrderPage", Answers.Of(new PurchasePage([Purchase], "x"), cursor => cursor));
    }

    public static TheoryData<PurchaseOutcome, int, string> PurchaseRefusals => new()
    {
        { new PurchaseOutcome.NotFound(), 404, "not-found" },
        { new PurchaseOutcome.NotNow(PurchaseState.Received), 409, "wrong-state" },
        { new PurchaseOutcome.Conflict(), 422, "id-conflict" },
        { new PurchaseOutcome.UnknownSku([0]), 422, "unknown-sku" },
        { new PurchaseOutcome.Invalid("supplier", "is not a supplier of this shop"), 422, "validation" },
    };

    [Theory]
    [MemberData(nameof(PurchaseRefusals))]
    public async Task Every_no_to_a_purchase_order_has_its_problem(PurchaseOutcome outcome, int status, string name) =>
        await IsProblem(Answers.Of(outcome), status, name);

    public static TheoryData<NewsOutcome, int, string> NewsRefusals => new()
    {
        { new NewsOutcome.Conflict(), 422, "id-conflict" },
        { new NewsOutcome.NotYours(), 403, "forbidden" },
        { new NewsOutcome.UnknownSku([0]), 422, "unknown-sku" },
        { new NewsOutcome.PoolFull(new Sku("TV-55")), 503, "pool-full" },
    };

    [Theory]
    [MemberData(nameof(NewsRefusals))]
    public async Task Every_no_to_news_has_its_problem(NewsOutcome outcome, int status, string name) =>
        await IsProblem(Answers.Of(outcome), status, name);

    [Fact]
    public async Task News_is_accepted_once_and_again()
    {
        Assert.Equal(202, (await Written(Answers.Of(new NewsOutcome.Stored()))).Response.StatusCode);
        Assert.Equal(202, (await Written(Answers.Of(new NewsOutcome.Repeated()))).Response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_sku_is_named_by_its_line()
    {
        var (_, body) = await Written(Answers.Of(new OrderOutcome.UnknownSku([2])));
        Assert.Contains("lines[1].sku", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Umlauts_stay_umlauts_and_quotes_are_escaped()
    {
        var (_, body) = await Written(Answers.Of(Stock with { Name = "Käse \"<b>\"" }));
        Assert.Contains("""
            "name":"Käse \"<b>\""
            """, body, StringComparison.Ordinal);
    }

    private static async Task IsProblem(IResult result, int status, string name)
    {
        var (response, body) = await Written(result);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(name, GivenApi.ProblemName(response, body));
        Assert.Equal(status == 503, response.Headers.RetryAfter.Count == 1);
        await Fits("Problem", body);
    }

    private static async Task Fits(string schema, IResult result) => await Fits(schema, (await Written(result)).Body);

    private static async Task Fits(string schema, string body)
    {
        await using var services = GivenApi.Services();
        var check = new JsonSchema(JsonNode.Parse(await services.GetRequiredService<DescribedApi>().Json())!);
        Assert.Empty(check.Errors(check.Named(schema), JsonNode.Parse(body)));
    }

    private static void AssertSame(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);

    private static async Task<(HttpResponse Response, string Body)> Written(IResult result)
    {
        await using var services = GivenApi.Services();
        var route = GivenApi.Route("Health") with { Handler = _ => Task.FromResult(result) };
        return await GivenApi.Answer(services, route, _ => { });
    }
}
