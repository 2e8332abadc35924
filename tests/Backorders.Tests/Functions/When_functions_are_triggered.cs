using System.Text;
using System.Text.Json.Nodes;
using Backorders.Pipeline.Ports;
using Backorders.Supply;
using Backorders.Tests.Api;
using Backorders.Tests.EndToEnd;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Backorders.Tests.Functions;

public sealed class When_functions_are_triggered
{
    private const string Order = """
        {"orderNumber":"F-1","customer":{"email":"ada@example.com"},"lines":[{"sku":"TV","quantity":3}]}
        """;

    private const string Stock = """{"onHand":1,"countId":"first","leadTimeDays":14}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_trigger_is_built_from_what_the_head_registers()
    {
        await using var head = new FunctionsHead();
        foreach (var triggers in FunctionsHead.All.Select(function => function.Method.DeclaringType!).Distinct())
        {
            Assert.NotNull(ActivatorUtilities.CreateInstance(head.Services, triggers));
        }
    }

    [Fact]
    public async Task An_order_goes_from_the_request_to_the_mail()
    {
        await using var head = new FunctionsHead();
        Assert.Equal(201, (await head.Http("PutStock", Stock, place: ("SKU", "TV"))).Status);
        Assert.Equal(201, (await head.Http("TakeOrder", Order)).Status);
        Assert.Equal(200, (await head.Http("TakeOrder", Order)).Status);

        Assert.Equal([QueueNames.Pools, QueueNames.Notices], (await head.Work()).Distinct());

        Assert.Contains("F-1", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(head.MailFolder)), Stop),
            StringComparison.Ordinal);
        var order = JsonNode.Parse((await head.Http("GetOrder", place: ("orderNumber", "F-1"))).Body)!;
        Assert.Equal("backordered", (string)order["status"]!);
        Assert.Equal(2, (int)order["lines"]![0]!["backordered"]!);
    }

    [Fact]
    public async Task A_customer_opens_the_link_and_cancels()
    {
        await using var head = new FunctionsHead();
        await head.Http("PutStock", Stock, place: ("SKU", "TV"));
        await head.Http("TakeOrder", Order);
        await head.Work();
        var token = await MailedLink.TokenInFile(Assert.Single(Directory.GetFiles(head.MailFolder)));

        Assert.Equal(200, (await head.Http("CustomerPage", place: ("token", token))).Status);
        Assert.Equal(404, (await head.Http("CustomerPage", place: ("token", token[1..]))).Status);
        Assert.Equal(303, (await head.Http(
            "CustomerChoice", "choice=cancel", request => request.ContentType = MailedLink.Form,
            ("token", token))).Status);

        var order = JsonNode.Parse((await head.Http("GetOrder", place: ("orderNumber", "F-1"))).Body)!;
        Assert.Equal(("cancelled", "cancel"), ((string)order["status"]!, (string)order["choice"]!["choice"]!));
    }

    [Fact]
    public async Task Each_queue_and_the_timer_do_their_work()
    {
        await using var head = new FunctionsHead();
        await head.Http("PutStock", Stock, place: ("sku", "TV"));
        await head.Message(QueueNames.Intake, $$"""{"shop":"north","order":{{Order}}}""");
        await head.Message(QueueNames.Intake, """{"shop":"north","order":{}}""");
        await head.Message(QueueNames.Orders, "north|F-1");
        await head.Message(QueueNames.Pools, "north|TV");
        var told = await head.Http(
            "ReceiveShipmentNews", News, request => Sign(request, News), ("shop", "north"), ("supplier", "acme"));
        Assert.Equal(202, told.Status);
        await head.Work();
        await head.Timer();
        await head.Message(QueueNames.Pools + QueueNames.PoisonSuffix, "north|TV");

        Assert.Contains("\"PO-1\"", (await head.Http("GetStock", place: ("sku", "TV"))).Body, StringComparison.Ordinal);
        var problems = JsonNode.Parse((await head.Http("ListIntakeProblems")).Body)!["problems"]!;
        Assert.Equal(422, (int)Assert.Single(problems.AsArray())!["problem"]!["status"]!);
        var work = JsonNode.Parse((await head.Http("Health")).Body)!["work"]!;
        Assert.Equal((1, 0), ((int)work["poison"]!, (int)work["ordersUnfinished"]!));
        Assert.Single(Directory.GetFiles(head.MailFolder));
    }

    [Fact]
    public async Task A_message_that_cannot_be_worked_is_left_to_the_host()
    {
        await using var head = new FunctionsHead();
        await Assert.ThrowsAsync<FormatException>(() => head.Message(QueueNames.Pools, "nonsense"));
        await Assert.ThrowsAsync<FormatException>(() => head.Message(QueueNames.Intake, "nonsense"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_exception_leaves_a_function(bool whileWriting)
    {
        await using var services = GivenApi.Services();
        var route = GivenApi.Route("Health") with
        {
            Handler = _ => whileWriting
                ? Task.FromResult<IResult>(new BreaksOff())
                : throw new InvalidOperationException("secret"),
        };
        var (response, body) = await GivenApi.Answer(services, route, _ => { });
        Assert.Equal(500, response.StatusCode);
        Assert.Equal("internal", GivenApi.ProblemName(response, body));
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_in_the_middle_ends_the_connection()
    {
        await using var services = GivenApi.Services();
        var route = GivenApi.Route("Health") with { Handler = _ => Task.FromResult<IResult>(new BreaksOff()) };
        var lifetime = new Lifetime();
        await GivenApi.Answer(services, route, request =>
        {
            request.HttpContext.Features.Set<IHttpResponseFeature>(new Begun());
            request.HttpContext.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        });
        Assert.True(lifetime.Aborted);
    }

    private const string News = """
        {"type":"shipment.announced","timestamp":"2026-11-22T10:00:00Z",
         "data":{"shipment":"PO-1","eta":"2029-12-05","lines":[{"sku":"TV","quantity":50}]}}
        """;

    private static void Sign(HttpRequest request, string body)
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString();
        request.Headers["webhook-id"] = "m-1";
        request.Headers["webhook-timestamp"] = timestamp;
        request.Headers["webhook-signature"] = WebhookSignature.Sign(
            "m-1", timestamp, Encoding.UTF8.GetBytes(body), WebhookSignature.DecodeSecret(GivenApi.Secret));
    }

    private sealed class BreaksOff : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => throw new InvalidOperationException("secret");
    }

    private sealed class Begun : HttpResponseFeature
    {
        public override bool HasStarted => true;
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool Aborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => Aborted = true;
    }
}
