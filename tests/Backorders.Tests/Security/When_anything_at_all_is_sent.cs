using System.Text;
using System.Text.Json;
using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Api.Suppliers;
using Backorders.Supply;
using Backorders.Tests.Api;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Backorders.Tests.Security;

/// <summary>The parsers at the door: whatever comes is taken or refused in words, at a bounded cost.</summary>
public sealed class When_anything_at_all_is_sent : IDisposable
{
    private const int Always = 30_000;
    private const int Full = 1_000_000;

    /// <summary>
    /// What a request may allocate: the request itself, the answer that names up to 200 mistakes, and so much for each
    /// byte of the body. A parser that copies a body for each of its members goes beyond this at once.
    /// </summary>
    private const int MostBytes = 256 * 1024;
    private const int MostBytesPerByte = 80;

    private static readonly string[] OrderMembers =
    [
        "orderNumber", "placedAt", "customer", "name", "email", "locale", "shipComplete", "lines", "sku", "quantity",
        "backorder", "somethingNew", "\\u0073ku",
    ];

    private static readonly string[] NewsMembers =
        ["type", "timestamp", "data", "shipment", "eta", "lines", "sku", "quantity", "somethingNew"];

    private const string Order = """
        {"orderNumber":"WEB-1","placedAt":"2026-11-22T10:00:00Z","customer":{"name":"Ada","email":"ada@example.com",
        "locale":"en"},"shipComplete":false,"lines":[{"sku":"TV-55","quantity":2,"backorder":"deny"},
        {"sku":"HDMI-2M","quantity":1}]}
        """;

    private const string News = """
        {"type":"shipment.announced","timestamp":"2026-11-22T10:00:00Z","data":{"shipment":"PO-77","eta":"2026-12-05",
        "lines":[{"sku":"TV-55","quantity":50},{"sku":"HDMI-2M","quantity":1}]}}
        """;

    private readonly ServiceProvider services = GivenApi.Services();

    public void Dispose() => services.Dispose();

    [Fact]
    public void An_order_is_taken_or_refused_in_words() => Hold(
        AnyBody.Of(OrderMembers, Order),
        GivenApi.Route("TakeOrder") with
        {
            Handler = call => call.WithBody(
                (body, errors) => OrderBody.Read(body, keyHeader: default, call.Days, errors),
                _ => Task.FromResult(Results.NoContent())),
        });

    [Fact]
    public void Suppliers_news_are_taken_or_refused_in_words() => Hold(
        AnyBody.Of(NewsMembers, News, News.Replace("announced", "arrived", StringComparison.Ordinal)),
        GivenApi.Route("ReceiveShipmentNews") with
        {
            Handler = call => call.WithBody(
                (body, errors) => NewsBody.Read(body, "msg-1", GivenApi.Now, call.Days, errors),
                _ => Task.FromResult(Results.NoContent())),
        });

    [Fact]
    public void A_cursor_is_ours_or_none()
    {
        var key = new SignedCursor(GivenApi.SigningKey);
        var (shop, payload) = (new ShopId("north"), "00012|WEB-1");
        var genuine = key.Sign(shop, "ListOrders /api/orders", payload);
        var damaged = Gen.Select(Gen.Int[0, genuine.Length - 1], Gen.Char, (at, with) =>
            genuine.Remove(at, 1).Insert(at, $"{with}"));
        var shortened = Gen.Int[0, genuine.Length - 1].Select(length => genuine[..length]);
        var extended = Gen.String.AlphaNumeric.Select(more => genuine + more);
        Gen.OneOf(damaged, shortened, extended, Gen.String, Gen.String.AlphaNumeric).Sample(
            cursor =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var opened = key.Open(shop, "ListOrders /api/orders", cursor);
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
                Assert.True(opened is null || opened == payload, cursor);
            },
            iter: Extent.Of(Always, Full));
    }

    [Fact]
    public void A_signature_of_any_shape_is_no_signature()
    {
        var body = Encoding.UTF8.GetBytes(News);
        var secret = WebhookSignature.DecodeSecret(GivenApi.Secret)!;
        var now = GivenApi.Now.ToUnixTimeSeconds();
        var good = WebhookSignature.Sign("msg-1", $"{now}", body, secret);
        var entry = Gen.OneOf(
            AnyBody.OneOf("v1,", "v1", ",", "v2," + good[3..], good[..^1], good + "=", "v1,!!!", "v1a,AAAA", " "),
            Gen.String);
        Gen.Select(Gen.String, entry.Array[0, 20]).Sample(
            (timestamp, entries) => Assert.False(
                WebhookSignature.Verify(
                    "msg-1", timestamp, body, string.Join(' ', entries), [secret], GivenApi.Now)),
            iter: Extent.Of(Always, Full));
        Assert.True(WebhookSignature.Verify("msg-1", $"{now}", body, good, [secret], GivenApi.Now));
    }

    /// <summary>Any such body gets 204 or a problem of the contract, and costs no more than its size allows.</summary>
    private void Hold(Gen<byte[]> bodies, ApiRoute route)
    {
        var taken = 0;
        Ask(route, Encoding.UTF8.GetBytes(Order));
        bodies.Sample(
            body =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var (status, answer) = Ask(route, body);
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.InRange(allocated, 0, MostBytes + ((long)MostBytesPerByte * body.Length));
                Interlocked.Add(ref taken, status == StatusCodes.Status204NoContent ? 1 : 0);
                Assert.True(IsTakenOrRefused(status, answer), $"{status} {answer}");
            },
            iter: Extent.Of(Always, Full),
            print: body => Encoding.Latin1.GetString(body));
        Assert.True(taken > 0, "Nothing was taken: this says little of what is refused.");
    }

    private static bool IsTakenOrRefused(int status, string answer) => status switch
    {
        StatusCodes.Status204NoContent => answer.Length == 0,
        StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity =>
            JsonDocument.Parse(answer).RootElement.GetProperty("status").GetInt32() == status,
        _ => false,
    };

    /// <summary>Nothing in it waits, so all of it runs on this thread.</summary>
    private (int Status, string Body) Ask(ApiRoute route, byte[] body)
    {
        var asked = GivenApi.Answer(services, route, request =>
        {
            request.Headers.Authorization = $"Bearer {GivenApi.ShopKey}";
            request.ContentType = "application/json";
            request.Body = new MemoryStream(body);
            request.ContentLength = body.Length;
        });
        Assert.True(asked.IsCompleted);
        var (response, answer) = asked.GetAwaiter().GetResult();
        return (response.StatusCode, answer);
    }
}
