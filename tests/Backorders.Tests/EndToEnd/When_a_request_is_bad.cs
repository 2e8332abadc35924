using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public sealed class When_a_request_is_bad(LiveServer server)
{
    private const string Good = """
        {"orderNumber":"B-1","customer":{"name":"Ada","email":"a@example.com"},"lines":[{"sku":"B.SKU","quantity":1}]}
        """;

    private readonly Caller shop = server.Shop;

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"orderNumber":"B-1","orderNumber":"B-2"}""")]
    [InlineData("""{"orderNumber":"B-1","lines":[{"sku":"B.SKU","quantity":1,"quantity":2}]}""")]
    [InlineData("""{"orderNumber":"B-1", /* a comment */ "lines":[]}""")]
    [InlineData("""{"orderNumber":"B-1","lines":[],}""")]
    [InlineData("{\"orderNumber\":\"B-1\",\"customer\":{\"name\":\"A\0da\"}}")]
    [InlineData("""{"orderNumber":"B-1"} {"orderNumber":"B-2"}""")]
    public async Task What_is_not_json_as_we_read_it_is_malformed(string body) =>
        await Refused(await shop.PostText("/api/orders", body), 400, "malformed");

    [Theory]
    [InlineData("lines[0].quantity", "\"quantity\":1", "\"quantity\":0")]
    [InlineData("lines[0].quantity", "\"quantity\":1", "\"quantity\":-1")]
    [InlineData("lines[0].quantity", "\"quantity\":1", "\"quantity\":1.5")]
    [InlineData("lines[0].quantity", "\"quantity\":1", "\"quantity\":1000001")]
    [InlineData("lines[0].quantity", "\"quantity\":1", "\"quantity\":1e9")]
    [InlineData("lines[0].quantity", "\"quantity\":1", "\"quantity\":99999999999999999999")]
    [InlineData("lines[0].quantity", "\"quantity\":1", "\"quantity\":\"1\"")]
    [InlineData("lines[0].quantity", "\"quantity\":1", "\"quantity\":null")]
    [InlineData("lines[0].sku", "B.SKU", "B SKU")]
    [InlineData("lines[0].sku", "B.SKU", "")]
    [InlineData("lines[0].backorder", "\"quantity\":1", "\"quantity\":1,\"backorder\":\"maybe\"")]
    [InlineData("orderNumber", "\"B-1\"", "\"B/1\"")]
    [InlineData("orderNumber", "\"B-1\"", "\"12345678901234567890123456789012345678901234567890123456789012345\"")]
    [InlineData("orderNumber", "\"B-1\"", "17")]
    [InlineData("customer.email", "a@example.com", "nobody")]
    [InlineData("customer.email", "a@example.com", "a@example.com, b@example.com")]
    [InlineData("customer.email", "a@example.com", "a@example.com\\r\\nBcc: b@example.com")]
    [InlineData("customer.name", "\"Ada\"", "\"A\\u0000da\"")]
    [InlineData("placedAt", "\"orderNumber\"", "\"placedAt\":\"9999-12-31T23:59:59Z\",\"orderNumber\"")]
    [InlineData("placedAt", "\"orderNumber\"", "\"placedAt\":\"today\",\"orderNumber\"")]
    [InlineData("shipComplete", "\"orderNumber\"", "\"shipComplete\":\"yes\",\"orderNumber\"")]
    [InlineData("lines", "[{\"sku\":\"B.SKU\",\"quantity\":1}]", "[]")]
    [InlineData("lines", "[{\"sku\":\"B.SKU\",\"quantity\":1}]", "7")]
    public async Task A_member_that_is_not_allowed_is_named(string member, string good, string bad)
    {
        var body = Good.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Good, body);
        var answer = await Refused(await shop.PostText("/api/orders", body), 422, "validation");
        Assert.True((answer.At("errors") as System.Text.Json.Nodes.JsonObject)?.ContainsKey(member), answer.ToString());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"order\"")]
    public async Task What_is_no_object_is_no_order(string body) =>
        await Refused(await shop.PostText("/api/orders", body), 422, "validation");

    [Fact]
    public async Task All_errors_are_named_at_once()
    {
        const string body = """{"orderNumber":"B 1","lines":[{"sku":"?","quantity":0}]}""";
        var answer = await Refused(await shop.PostText("/api/orders", body), 422, "validation");
        var errors = answer.At("errors")!.AsObject();
        string[] wrong = ["orderNumber", "lines[0].sku", "lines[0].quantity"];
        Assert.All(wrong, name => Assert.True(errors.ContainsKey(name), name));
        Contract.Shows(
            """["must be from 1 to 1000000"]""", answer.At("errors")!["lines[0].quantity"]);
    }

    [Fact]
    public async Task Ten_thousand_nested_arrays_are_malformed()
    {
        var body = $"{{\"lines\":{new string('[', 10_000)}{new string(']', 10_000)}}}";
        await Refused(await shop.PostText("/api/orders", body), 400, "malformed");
    }

    [Fact]
    public async Task Two_megabytes_are_too_large()
    {
        var body = Good.Replace("Ada", new string('a', 2_000_000), StringComparison.Ordinal);
        await Refused(await shop.PostText("/api/orders", body), 413, "too-large");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task What_is_not_sent_as_json_is_not_read(string mediaType) =>
        await Refused(await shop.PostText("/api/orders", Good, mediaType), 415, "unsupported-media-type");

    [Fact]
    public async Task What_is_not_utf8_is_malformed()
    {
        var body = new ByteArrayContent([.. "{\"orderNumber\":\"B-"u8, 0xC3, 0x28, .. "\"}"u8]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await Refused(await shop.Send(HttpMethod.Post, "/api/orders", body), 400, "malformed");
    }

    [Fact]
    public async Task A_body_that_ends_too_early_harms_nobody()
    {
        using var socket = new TcpClient();
        var stop = TestContext.Current.CancellationToken;
        await socket.ConnectAsync(server.Address.Host, server.Address.Port, stop);
        var head = $"POST /api/orders HTTP/1.1\r\nHost: {server.Address.Authority}\r\n"
            + "Authorization: Bearer demo-key\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Good.Length + 100}\r\n\r\n{Good}";
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), stop);
        socket.Client.Shutdown(SocketShutdown.Send);
        Assert.True(await StatusOrNothing(stream, stop) is "" or "HTTP/1.1 400");
        (await shop.Get("/healthz")).Expect(200);
        (await shop.Get("/api/orders/B-1")).ExpectProblem(404, "not-found");
    }

    [Theory]
    [InlineData("PUT", "/api/stock/B.PUT", """{"onHand":-1}""", "onHand")]
    [InlineData("PUT", "/api/stock/B.PUT", """{"onHand":1000001}""", "onHand")]
    [InlineData("PUT", "/api/stock/B.PUT", """{"leadTimeDays":731}""", "leadTimeDays")]
    [InlineData("PUT", "/api/stock/B.PUT", """{"handlingDays":91}""", "handlingDays")]
    [InlineData("PUT", "/api/stock/B.PUT", """{"backorder":{"mode":"limit"}}""", "backorder.limit")]
    [InlineData("PUT", "/api/stock/B.PUT", """{"backorder":{"mode":"sometimes"}}""", "backorder.mode")]
    [InlineData("PUT", "/api/stock/B.PUT", """{"name":"a\nb"}""", "name")]
    [InlineData("POST", "/api/stock/B.MOVE/adjustments", """{"id":"a1","quantity":0}""", "quantity")]
    [InlineData("POST", "/api/stock/B.MOVE/adjustments", """{"id":"a1","quantity":-1000001}""", "quantity")]
    [InlineData("POST", "/api/stock/B.MOVE/adjustments", """{"quantity":1}""", "id")]
    [InlineData("POST", "/api/stock/B.MOVE/receipts", """{"id":"g1","quantity":-5}""", "quantity")]
    [InlineData("POST", "/api/stock/B.MOVE/receipts", """{"id":"g 1","quantity":5}""", "id")]
    [InlineData("POST", "/api/stock/B.MOVE/receipts", """{"id":"g1","quantity":5,"shipment":"P O"}""", "shipment")]
    public async Task Stock_is_as_strict(string method, string path, string body, string member)
    {
        await shop.Put("/api/stock/B.MOVE", new { onHand = 0 });
        var sent = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = (await shop.Send(new HttpMethod(method), path, sent)).ExpectProblem(422, "validation");
        Assert.True((answer.At("errors") as System.Text.Json.Nodes.JsonObject)?.ContainsKey(member), answer.ToString());
        Assert.Equal(0, (await shop.Get("/api/stock/B.MOVE")).Number("onHand"));
        Assert.Equal(404, (await shop.Get("/api/stock/B.PUT")).Status);
    }

    [Theory]
    [InlineData("GET", "/api/stock/B.MOVE/promise", 400)]
    [InlineData("GET", "/api/stock/B.MOVE/promise?quantity=0", 400)]
    [InlineData("GET", "/api/stock/B.MOVE/promise?quantity=1.5", 400)]
    [InlineData("GET", "/api/nothing", 404)]
    [InlineData("DELETE", "/api/orders", 405)]
    public async Task Every_other_no_is_a_problem_too(string method, string path, int status)
    {
        await shop.Put("/api/stock/B.MOVE", new { onHand = 0 });
        var answer = (await shop.Send(new HttpMethod(method), path, null)).Expect(status);
        Assert.Equal("application/problem+json", answer.MediaType);
    }

    /// <summary>The server may also cut off a caller that hangs up in the middle of a sentence.</summary>
    private static async Task<string> StatusOrNothing(NetworkStream stream, CancellationToken stop)
    {
        var said = new byte["HTTP/1.1 400".Length];
        try
        {
            return Encoding.ASCII.GetString(said, 0, await stream.ReadAtLeastAsync(said, said.Length, false, stop));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private async Task<Answer> Refused(Answer answer, int status, string problem)
    {
        answer.ExpectProblem(status, problem);
        (await shop.Get("/api/orders/B-1")).ExpectProblem(404, "not-found");
        return answer;
    }
}
