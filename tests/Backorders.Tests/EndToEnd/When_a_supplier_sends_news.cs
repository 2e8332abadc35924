namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public class When_a_supplier_sends_news(LiveServer server)
{
    private static readonly DateTimeOffset Morning = TimeProvider.System.GetUtcNow().AddHours(-6);
    private readonly Caller shop = server.Shop;

    [Fact]
    public async Task Goods_are_counted_once_whoever_says_that_they_came()
    {
        await Stock("N.GOODS", 0);
        await Tell("announced", 0, "N.PO-1", "N.GOODS", 50, etaInDays: 12);
        await Tell("arrived", 1, "N.PO-1", "N.GOODS", 20);
        await Received("N.GOODS", onHand: 20, received: 20, "partial");
        await Receive("N.GOODS", "g1", 15, "N.PO-1");
        await Received("N.GOODS", onHand: 20, received: 20, "partial");
        await Receive("N.GOODS", "g2", 15, "N.PO-1");
        await Received("N.GOODS", onHand: 30, received: 30, "partial");
        await Tell("arrived", 2, "N.PO-1", "N.GOODS", 10);
        await Received("N.GOODS", onHand: 30, received: 30, "partial");
        await Receive("N.GOODS", "g3", 5, shipment: null);
        await Received("N.GOODS", onHand: 35, received: 30, "partial");
        await Tell("closed", 3, "N.PO-1");
        Assert.Empty((await shop.Get("/api/stock/N.GOODS")).List("inbound"));
        await Tell("arrived", 4, "N.PO-1", "N.GOODS", 50);
        Assert.Equal(55, (await shop.Get("/api/stock/N.GOODS")).Number("onHand"));
    }

    [Fact]
    public async Task The_newest_word_counts_and_not_the_last_one()
    {
        await Stock("N.LATE", 0, leadTimeDays: 60);
        await Order("N-LATE", "N.LATE", 10);
        await Tell("announced", 0, "N.PO-2", "N.LATE", 10, etaInDays: 12);
        await Eta("N-LATE", 12, "N.PO-2");
        await Tell("delayed", 20, "N.PO-2", etaInDays: 20);
        await Eta("N-LATE", 20, "N.PO-2");
        await Tell("delayed", 10, "N.PO-2", etaInDays: 15);
        await Eta("N-LATE", 20, "N.PO-2");
        await Tell("announced", 15, "N.PO-2", "N.LATE", 4, etaInDays: 9);
        await Eta("N-LATE", 60, reference: null);
        await Tell("cancelled", 14, "N.PO-2");
        Assert.Single((await shop.Get("/api/stock/N.LATE")).List("inbound"));
        await Tell("cancelled", 30, "N.PO-2");
        Assert.Empty((await shop.Get("/api/stock/N.LATE")).List("inbound"));
        await Tell("announced", 31, "N.PO-2", "N.LATE", 10, etaInDays: 7);
        await Eta("N-LATE", 7, "N.PO-2");
    }

    [Fact]
    public async Task A_sku_that_is_no_longer_named_expects_nothing()
    {
        await Stock("N.NAMED-1", 0);
        await Stock("N.NAMED-2", 0);
        await Say("n-named-1", "announced", Morning, new
        {
            shipment = "N.PO-3",
            eta = Contract.InDays(5),
            lines = new[] { Contract.Line("N.NAMED-1", 5), Contract.Line("N.NAMED-2", 5) },
        });
        await shop.AtRest();
        Assert.Single((await shop.Get("/api/stock/N.NAMED-1")).List("inbound"));
        await Tell("announced", 1, "N.PO-3", "N.NAMED-2", 8, etaInDays: 5);
        Assert.Empty((await shop.Get("/api/stock/N.NAMED-1")).List("inbound"));
        Assert.Equal(8, (await shop.Get("/api/stock/N.NAMED-2")).Number("inbound[0].expected"));
    }

    [Fact]
    public async Task A_shipment_that_was_never_announced_is_taken_as_it_comes()
    {
        await Stock("N.SURPRISE", 0);
        await Order("N-SURPRISE", "N.SURPRISE", 3);
        await Tell("arrived", 0, "N.PO-4", "N.SURPRISE", 5);
        Assert.Equal("allocated", (await shop.Get("/api/orders/N-SURPRISE")).Text("status"));
        Assert.Equal(2, (await shop.Get("/api/stock/N.SURPRISE")).Number("available"));
    }

    [Fact]
    public async Task A_date_that_has_just_passed_stands_and_one_long_passed_is_assumed_again()
    {
        await Stock("N.PASSED", 0, leadTimeDays: 14);
        await Stock("N.GONE", 0);
        await Order("N-PASSED", "N.PASSED", 1);
        await Order("N-GONE", "N.GONE", 1);
        await Tell("announced", 0, "N.PO-5", "N.PASSED", 5, etaInDays: -2);
        await Eta("N-PASSED", -2, "N.PO-5");
        Assert.Equal("overdue", (await shop.Get("/api/stock/N.PASSED")).Text("inbound[0].status"));

        await Tell("delayed", 1, "N.PO-5", etaInDays: -5);
        await Tell("announced", 1, "N.PO-6", "N.GONE", 5, etaInDays: -5);
        await Eta("N-PASSED", 14, reference: null);
        Assert.Equal("unknown", (await shop.Get("/api/orders/N-GONE")).Text("lines[0].eta.basis"));
    }

    [Fact]
    public async Task Equal_dates_are_walked_by_shipment_id()
    {
        await Stock("N.EQUAL", 0);
        await Order("N-EQUAL-1", "N.EQUAL", 5);
        await Order("N-EQUAL-2", "N.EQUAL", 5);
        await Tell("announced", 0, "N.PO-8", "N.EQUAL", 5, etaInDays: 3);
        await Tell("announced", 0, "N.PO-7", "N.EQUAL", 5, etaInDays: 3);
        await Eta("N-EQUAL-1", 3, "N.PO-7");
        await Eta("N-EQUAL-2", 3, "N.PO-8");
    }

    [Fact]
    public async Task The_same_message_again_does_nothing_and_under_another_body_it_is_refused()
    {
        await Stock("N.AGAIN", 0);
        var data = new { shipment = "N.PO-9", lines = new[] { Contract.Line("N.AGAIN", 5) } };
        await Say("n-again", "arrived", Morning, data);
        await Say("n-again", "arrived", Morning, data);
        (await new SupplierDesk(shop).Tell("n-again", "shipment.closed", Morning, new { shipment = "N.PO-9" }))
            .ExpectProblem(422, "id-conflict");
        await shop.AtRest();
        Assert.Equal(5, (await shop.Get("/api/stock/N.AGAIN")).Number("onHand"));
    }

    [Theory]
    [InlineData("lost", "NOW", """{"shipment":"N.PO-X"}""")]
    [InlineData("announced", "NOW", """{"shipment":"N.PO-X","lines":[{"sku":"N.BAD","quantity":1}]}""")]
    [InlineData("announced", "NOW", """{"shipment":"N.PO-X","eta":"9999-12-31","lines":[{"sku":"N","quantity":1}]}""")]
    [InlineData("announced", "NOW", """{"shipment":"N.PO-X","eta":"SOON","lines":[{"sku":"N.BAD","quantity":0}]}""")]
    [InlineData("announced", "NOW", """{"shipment":"N.PO-X","eta":"SOON","lines":[]}""")]
    [InlineData("delayed", "NOW", """{"shipment":"N.PO-X"}""")]
    [InlineData("arrived", "NOW", """{"shipment":"N.PO-X"}""")]
    [InlineData("closed", "NOW", """{"shipment":"N PO X"}""")]
    [InlineData("closed", "NOW", "null")]
    [InlineData("closed", "yesterday", """{"shipment":"N.PO-X"}""")]
    [InlineData("closed", "LATER", """{"shipment":"N.PO-X"}""")]
    public async Task Bad_content_under_a_good_signature_is_refused(string type, string timestamp, string data)
    {
        await shop.Put("/api/stock/N.BAD", new { onHand = 0 });
        var now = TimeProvider.System.GetUtcNow();
        var body = $$"""{"type":"shipment.{{type}}","timestamp":"{{timestamp}}","data":{{data}}}"""
            .Replace("NOW", $"{now:yyyy-MM-dd'T'HH:mm:ss'Z'}", StringComparison.Ordinal)
            .Replace("LATER", $"{now.AddMinutes(6):yyyy-MM-dd'T'HH:mm:ss'Z'}", StringComparison.Ordinal)
            .Replace("SOON", Contract.InDays(5), StringComparison.Ordinal);
        (await new SupplierDesk(shop).TellText("n-bad", body)).ExpectProblem(422, "validation");
    }

    [Fact]
    public async Task News_of_an_unknown_sku_is_refused_as_a_whole_and_may_be_sent_again()
    {
        await Stock("N.HALF", 0);
        var data = new
        {
            shipment = "N.PO-10",
            lines = new[] { Contract.Line("N.HALF", 1), Contract.Line("N.UNHEARD", 1) },
        };
        (await new SupplierDesk(shop).Tell("n-half", "shipment.arrived", Morning, data))
            .ExpectProblem(422, "unknown-sku");
        await shop.AtRest();
        Assert.Equal(0, (await shop.Get("/api/stock/N.HALF")).Number("onHand"));
        await Stock("N.UNHEARD", 0);
        await Say("n-half", "arrived", Morning, data);
        await shop.AtRest();
        Assert.Equal(1, (await shop.Get("/api/stock/N.HALF")).Number("onHand"));
    }

    private async Task Stock(string sku, int onHand, int? leadTimeDays = null) =>
        (await shop.Put($"/api/stock/{sku}", new { onHand, leadTimeDays })).Expect(201);

    private async Task Order(string number, string sku, int quantity) =>
        (await shop.Post("/api/orders", Contract.Order(number, Contract.Line(sku, quantity)))).Expect(201);

    private async Task Receive(string sku, string id, int quantity, string? shipment)
    {
        var body = shipment is null ? (object)new { id, quantity } : new { id, quantity, shipment };
        (await shop.Post($"/api/stock/{sku}/receipts", body)).Expect(200);
    }

    private async Task Say(string id, string type, DateTimeOffset at, object data) =>
        (await new SupplierDesk(shop).Tell(id, "shipment." + type, at, data)).Expect(202);

    /// <param name="minute">When it was written, after this morning.</param>
    private async Task Tell(
        string type, int minute, string shipment, string? sku = null, int quantity = 0, int? etaInDays = null)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["shipment"] = shipment };
        if (sku is not null)
        {
            data["lines"] = new[] { Contract.Line(sku, quantity) };
        }

        if (etaInDays is { } days)
        {
            data["eta"] = Contract.InDays(days);
        }

        await Say($"{shipment}.{type}.{minute}.{etaInDays}", type, Morning.AddMinutes(minute), data);
        await shop.AtRest();
    }

    private async Task Received(string sku, int onHand, int received, string status)
    {
        var stock = (await shop.Get($"/api/stock/{sku}")).Expect(200);
        Assert.Equal((onHand, received, status), (
            (int)stock.Number("onHand"), (int)stock.Number("inbound[0].received"), stock.Text("inbound[0].status")!));
    }

    private async Task Eta(string order, int days, string? reference)
    {
        var line = (await shop.Get($"/api/orders/{order}")).At("lines[0]");
        Assert.Equal(
            (Contract.InDays(days), reference is null ? "leadTime" : "shipment", reference),
            (line.Text("eta.date"), line.Text("eta.basis"), line.Text("eta.reference")));
        Assert.Equal(Contract.InDays(days), line.Text("promised"));
    }
}
