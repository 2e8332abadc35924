using Backorders.Api.Door;
using Backorders.Api.Suppliers;
using Backorders.Supply;

namespace Backorders.Tests.Api;

public sealed class NewsBodyTests
{
    private const string Closed = """
        {"type":"shipment.closed","timestamp":"2026-11-22T10:00:00Z","data":{"shipment":"PO-77"}}
        """;

    private static readonly DateTimeOffset SignedAt = GivenApi.Now;

    [Fact]
    public void An_announcement_is_read()
    {
        var news = Parsed.Request(Read(), Backorders.Api.Document.Samples.ShipmentNews)!;

        Assert.Equal(NewsType.Announced, news.Type);
        Assert.Equal("msg-1", news.WebhookId);
        Assert.Equal(GivenApi.Now, news.Timestamp);
        Assert.Equal(new ShipmentId("PO-77"), news.Shipment);
        Assert.Equal(new DateOnly(2026, 12, 5), news.Eta);
        Assert.Equal([new NewsLine(new Sku("TV-55"), 50)], news.Lines!);
    }

    [Theory]
    [InlineData("shipment.delayed", """ "eta":"2026-12-09" """, true)]
    [InlineData("shipment.delayed", """ "eta":"2026-12-09","lines":[{"sku":"A","quantity":1}] """, true)]
    [InlineData("shipment.arrived", """ "lines":[{"sku":"A","quantity":0}] """, true)]
    [InlineData("shipment.closed", """ "x":1 """, true)]
    [InlineData("shipment.cancelled", """ "x":1 """, true)]
    [InlineData("shipment.announced", """ "eta":"2026-12-09" """, false)]
    [InlineData("shipment.announced", """ "lines":[{"sku":"A","quantity":1}] """, false)]
    [InlineData("shipment.delayed", """ "x":1 """, false)]
    [InlineData("shipment.arrived", """ "eta":"2026-12-09" """, false)]
    public void Each_kind_of_news_needs_what_it_tells(string type, string members, bool allowed)
    {
        var body = News(type, $$"""{"shipment":"PO-77",{{members}}}""");
        Assert.Equal(allowed, JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(body), Read(), out _) is null);
    }

    [Theory]
    [InlineData("\"PO-77\"", "null", "data.shipment: is required")]
    [InlineData("\"PO-77\"", "\"PO 77\"", "data.shipment: must be 1 to 64 of A-Z a-z 0-9 . _ -")]
    [InlineData("2026-12-05", "5 Dec", "data.eta: must be a date such as 2026-12-05")]
    [InlineData("2026-12-05", "9999-12-31", "data.eta: must be from 2000-01-01 to 2031-11-22")]
    [InlineData("2026-12-05", "1999-12-31", "data.eta: must be from 2000-01-01 to 2031-11-22")]
    [InlineData("\"2026-12-05\"", "null", "data.eta: is required")]
    [InlineData("{\"sku\":\"A\",\"quantity\":1}", "", "data.lines: must have 1 to 1000 entries")]
    [InlineData("{\"sku\":\"A\",\"quantity\":1}", "3", "data.lines[0]: must be an object")]
    [InlineData("\"quantity\":1", "\"quantity\":0", "data.lines[0].quantity: must be from 1 to 1000000")]
    [InlineData("}]", "},{\"sku\":\"A\",\"quantity\":2}]", "data.lines[1].sku: must be named once")]
    public void An_announcement_that_is_not_allowed_is_refused(string good, string bad, string error)
    {
        const string data = """{"shipment":"PO-77","eta":"2026-12-05","lines":[{"sku":"A","quantity":1}]}""";
        Assert.Contains(good, data, StringComparison.Ordinal);
        Assert.Equal(
            [error],
            Parsed.Errors(Read(), News("shipment.announced", data.Replace(good, bad, StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("shipment.announced", """ "eta":"2026-12-09","lines":[{"sku":"A","quantity":1}], """)]
    [InlineData("shipment.arrived", """ "lines":[{"sku":"A","quantity":1}], """)]
    [InlineData("shipment.closed", "")]
    public void News_of_any_kind_may_name_its_purchase_order(string type, string members)
    {
        var named = News(type, $$"""{"shipment":"S-1",{{members}}"purchaseOrder":"PO-1"}""");
        Assert.Equal(new PurchaseId("PO-1"), Parsed.Request(Read(), named)!.Purchase);
        Assert.Equal(
            ["data.purchaseOrder: must be 1 to 64 of A-Z a-z 0-9 . _ -"],
            Parsed.Errors(Read(), named.Replace("PO-1", "PO 1", StringComparison.Ordinal)));
    }

    [Fact]
    public void News_has_its_data_in_an_object() =>
        Assert.Equal(["data: must be an object"], Parsed.Errors(Read(), News("shipment.announced", "[]")));

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void News_has_up_to_a_thousand_lines(int count, bool allowed)
    {
        var lines = string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"sku":"A-{{i}}","quantity":1}"""));
        var body = News("shipment.arrived", $$"""{"shipment":"PO-77","lines":[{{lines}}]}""");
        Assert.Equal(allowed, JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(body), Read(), out _) is null);
    }

    [Theory]
    [InlineData("2026-11-22T10:05:00Z", true)]
    [InlineData("2026-11-22T10:05:01Z", false)]
    [InlineData("2026-11-01T00:00:00Z", true)]
    [InlineData("1999-12-31T23:59:59Z", false)]
    public void News_does_not_come_from_the_future(string timestamp, bool allowed)
    {
        var body = Closed.Replace("2026-11-22T10:00:00Z", timestamp, StringComparison.Ordinal);
        Assert.Equal(allowed, JsonBody.Parse(System.Text.Encoding.UTF8.GetBytes(body), Read(), out _) is null);
    }

    [Fact]
    public void Unknown_kinds_and_missing_times_are_refused() => Assert.Equal(
        [
            "type: must be shipment.announced, shipment.delayed, shipment.arrived, shipment.closed or "
            + "shipment.cancelled",
            "timestamp: is required",
        ],
        Parsed.Errors(Read(), """{"type":"shipment.lost","data":{"shipment":"PO-77"}}"""));

    [Fact]
    public void A_message_id_has_up_to_255_printable_characters()
    {
        Assert.Equal(255, Parsed.Request(Read(new string('x', 255)), Closed)!.WebhookId.Length);
        Assert.Single(Parsed.Errors(Read(new string('x', 256)), Closed));
        Assert.Single(Parsed.Errors(Read("mü"), Closed));
    }

    private static string News(string type, string data) =>
        $$"""{"type":"{{type}}","timestamp":"2026-11-22T10:00:00Z","data":{{data}}}""";

    private static Extract<ShipmentNews?> Read(string id = "msg-1") =>
        (body, errors) => NewsBody.Read(body, id, SignedAt, Parsed.Days, errors);
}
