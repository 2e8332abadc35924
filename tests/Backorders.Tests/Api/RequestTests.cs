using System.Text;
using Backorders.Api.Door;
using Backorders.Supply;
using Microsoft.AspNetCore.Http;

namespace Backorders.Tests.Api;

/// <summary>What the door says before any use case is asked.</summary>
public sealed class RequestTests
{
    [Theory]
    [InlineData("application/json", 422)]
    [InlineData("application/json; charset=utf-8", 422)]
    [InlineData("APPLICATION/JSON;charset=\"UTF-8\"", 422)]
    [InlineData("application/vnd.shop+json", 422)]
    [InlineData("application/json; charset=latin1", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/jsonp", 415)]
    [InlineData("json", 415)]
    [InlineData(null, 415)]
    public async Task A_body_is_json_in_utf8(string? contentType, int status)
    {
        var (response, body) = await Post("{}", contentType);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == 415 ? "unsupported-media-type" : "validation", GivenApi.ProblemName(response, body));
    }

    [Fact]
    public async Task A_compressed_body_is_not_taken()
    {
        var (response, _) = await Post("{}", change: request => request.Headers.ContentEncoding = "gzip");
        Assert.Equal(415, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_more_than_a_mebibyte_is_too_large(bool announced)
    {
        var (response, body) = await Post(
            new string(' ', 2_000_000), change: request => request.ContentLength = announced ? 2_000_000 : null);
        Assert.Equal(413, response.StatusCode);
        Assert.Equal("too-large", GivenApi.ProblemName(response, body));
    }

    [Theory]
    [InlineData(1024 * 1024, 422)]
    [InlineData(1024 * 1024 + 1, 413)]
    public async Task A_body_of_a_mebibyte_is_read(int bytes, int status)
    {
        var (response, _) = await Post($$"""{"x":"{{new string('x', bytes - 8)}}"}""");
        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("GetOrder", "orderNumber", "no such thing", "not-found")]
    [InlineData("CancelOrder", "orderNumber", "no such thing", "not-found")]
    [InlineData("ShipOrder", "orderNumber", "no%2Fsuch", "not-found")]
    [InlineData("GetStock", "sku", "no such thing", "unknown-sku")]
    [InlineData("AdjustStock", "sku", "Käse", "unknown-sku")]
    [InlineData("ReceiveStock", "sku", "Käse", "unknown-sku")]
    [InlineData("QuotePromise", "sku", "Käse", "unknown-sku")]
    [InlineData("ListBackorders", "sku", "Käse", "unknown-sku")]
    [InlineData("PutSupplierItem", "sku", "Käse", "unknown-sku")]
    [InlineData("GetSupplierItem", "sku", "Käse", "unknown-sku")]
    public async Task What_cannot_be_an_id_is_answered_like_one_that_is_not_there(
        string route, string name, string value, string problem)
    {
        var (response, body) = await Ask(route, request => request.RouteValues[name] = value);
        Assert.Equal(404, response.StatusCode);
        Assert.Equal(problem, GivenApi.ProblemName(response, body));
    }

    [Theory]
    [InlineData("ListOrders", "?limit=0", "limit must be from 1 to 200.")]
    [InlineData("ListOrders", "?limit=201", "limit must be from 1 to 200.")]
    [InlineData("ListOrders", "?limit=1.0", "limit must be from 1 to 200.")]
    [InlineData("ListOrders", "?limit=-1", "limit must be from 1 to 200.")]
    [InlineData("ListOrders", "?limit=1&limit=2", "limit must be given once.")]
    [InlineData("ListOrders", "?status=lost", "status must be backordered, allocated, shipped, cancelled or rejected.")]
    [InlineData("ListOrders", "?sku=a%20b", "sku must be 1 to 64 of A-Z a-z 0-9 . _ -.")]
    [InlineData("ListOrders", "?email=ada", "email must be one e-mail address such as ada@example.com.")]
    [InlineData("ListOrders", "?after=x", "after must be a cursor that this list gave as next.")]
    [InlineData("ListOrders", "?limit=0&after=x", "limit must be from 1 to 200; after must be a cursor")]
    [InlineData("ListChanges", "?limit=abc", "limit must be from 1 to 200.")]
    [InlineData("ListStock", "?waiting=yes", "waiting must be true or false.")]
    [InlineData("ListBackorders", "?limit=1000", "limit must be from 1 to 200.")]
    [InlineData("ListSupplierItems", "?limit=201", "limit must be from 1 to 200.")]
    [InlineData("QuotePromise", "?quantity=0", "quantity must be from 1 to 1000000.")]
    [InlineData("QuotePromise", "?quantity=1e3", "quantity must be from 1 to 1000000.")]
    [InlineData("QuotePromise", "", "quantity must be from 1 to 1000000.")]
    public async Task A_bad_query_value_is_answered_with_what_is_allowed(string route, string query, string detail)
    {
        var (response, body) = await Ask(route, request =>
        {
            request.QueryString = new QueryString(query);
            request.RouteValues["sku"] = "TV-55";
        });
        Assert.Equal(400, response.StatusCode);
        Assert.Equal("malformed", GivenApi.ProblemName(response, body));
        Assert.Contains(detail, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_shop_is_refused()
    {
        var foreign = new SignedCursor(GivenApi.SigningKey).Sign(new ShopId("south"), "ListOrders", "p");
        var (response, _) = await Ask(
            "ListOrders", request => request.QueryString = new QueryString($"?after={foreign}"));
        Assert.Equal(400, response.StatusCode);
    }

    [Theory]
    [InlineData("north", "acme", 0, true, 422)]
    [InlineData("north", "acme", 301, true, 401)]
    [InlineData("north", "acme", 0, false, 401)]
    [InlineData("north", "nobody", 0, true, 401)]
    [InlineData("nowhere", "acme", 0, true, 401)]
    [InlineData("south", "acme", 0, true, 401)]
    public async Task News_counts_only_with_its_suppliers_signature(
        string shop, string supplier, int age, bool genuine, int status)
    {
        var timestamp = GivenApi.Now.AddSeconds(-age).ToUnixTimeSeconds().ToString();
        const string news = """{"type":"shipment.lost"}""";
        var (response, body) = await Post(news, route: "ReceiveShipmentNews", change: request =>
        {
            request.RouteValues["shop"] = shop;
            request.RouteValues["supplier"] = supplier;
            request.Headers["webhook-id"] = "msg-1";
            request.Headers["webhook-timestamp"] = timestamp;
            request.Headers["webhook-signature"] = WebhookSignature.Sign(
                genuine ? "msg-1" : "msg-2", timestamp, Encoding.UTF8.GetBytes(news),
                WebhookSignature.DecodeSecret(GivenApi.Secret));
        });
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == 401 ? "unauthorized" : "validation", GivenApi.ProblemName(response, body));
    }

    [Fact]
    public async Task Unsigned_news_is_not_even_read()
    {
        var (response, _) = await Post("{ not json", route: "ReceiveShipmentNews");
        Assert.Equal(401, response.StatusCode);
    }

    private static Task<(HttpResponse Response, string Body)> Post(
        string body, string? contentType = "application/json", string route = "TakeOrder",
        Action<HttpRequest>? change = null) => Ask(route, request =>
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        request.Body = new MemoryStream(bytes);
        request.ContentLength = bytes.Length;
        request.ContentType = contentType;
        change?.Invoke(request);
    });

    private static async Task<(HttpResponse Response, string Body)> Ask(string route, Action<HttpRequest> change)
    {
        await using var services = GivenApi.Services();
        return await GivenApi.Answer(services, GivenApi.Route(route), request =>
        {
            request.Headers.Authorization = $"Bearer {GivenApi.BothKey}";
            change(request);
        });
    }
}
