using Backorders.Api.Door;
using Backorders.Api.Stock;
using Backorders.Supply;

namespace Backorders.Tests.Api;

public sealed class StockBodyTests
{
    [Fact]
    public void What_is_absent_stays_as_it_is()
    {
        var settings = Parsed.Request(Put(), "{}");
        Assert.Equal(new PutStockRequest(null, null, default, default, default, default), settings);
    }

    [Fact]
    public void What_is_null_is_cleared()
    {
        var settings = Parsed.Request(
            Put(), """{"backorder":null,"leadTimeDays":null,"handlingDays":null,"name":null,"countId":null}""");
        Assert.Equal(new Change<BackorderPolicy>(true, null), settings.Backorder);
        Assert.Equal(new Change<int?>(true, null), settings.LeadTimeDays);
        Assert.Equal(new Change<int?>(true, null), settings.HandlingDays);
        Assert.Equal(new Change<string>(true, null), settings.Name);
    }

    [Fact]
    public void What_is_given_is_set()
    {
        var settings = Parsed.Request(
            Put(),
            """
            {"onHand":100,"countId":"count-7","backorder":{"mode":"limit","limit":500},"leadTimeDays":14,
             "handlingDays":1,"name":"55-inch TV"}
            """);
        Assert.Equal(100, settings.OnHand);
        Assert.Equal("count-7", settings.CountId);
        Assert.Equal(new BackorderPolicy(BackorderMode.Limit, 500), settings.Backorder.Value);
        Assert.Equal(14, settings.LeadTimeDays.Value);
        Assert.Equal(1, settings.HandlingDays.Value);
        Assert.Equal("55-inch TV", settings.Name.Value);
    }

    [Theory]
    [InlineData("""{"mode":"allow"}""", BackorderMode.Allow, null)]
    [InlineData("""{"mode":"deny","limit":null}""", BackorderMode.Deny, null)]
    [InlineData("""{"mode":"deny","limit":5}""", BackorderMode.Deny, null)]
    [InlineData("""{"mode":"limit","limit":0}""", BackorderMode.Limit, 0)]
    public void A_policy_is_allow_deny_or_a_limit(string policy, BackorderMode mode, int? limit) => Assert.Equal(
        new BackorderPolicy(mode, limit), Parsed.Request(Put(), $$"""{"backorder":{{policy}}}""").Backorder.Value);

    [Theory]
    [InlineData("""{"onHand":-1}""", "onHand: must be from 0 to 1000000")]
    [InlineData("""{"onHand":1000001}""", "onHand: must be from 0 to 1000000")]
    [InlineData("""{"onHand":null}""", "onHand: must be a whole number")]
    [InlineData("""{"onHand":"5"}""", "onHand: must be a whole number")]
    [InlineData("""{"leadTimeDays":731}""", "leadTimeDays: must be from 0 to 730")]
    [InlineData("""{"handlingDays":91}""", "handlingDays: must be from 0 to 90")]
    [InlineData("""{"handlingDays":-1}""", "handlingDays: must be from 0 to 90")]
    [InlineData("""{"countId":"a b"}""", "countId: must be 1 to 64 of A-Z a-z 0-9 . _ -")]
    [InlineData("""{"backorder":"deny"}""", "backorder: must be an object")]
    [InlineData("""{"backorder":{}}""", "backorder.mode: is required")]
    [InlineData("""{"backorder":{"mode":"never"}}""", "backorder.mode: must be allow, deny or limit")]
    [InlineData("""{"backorder":{"mode":"limit"}}""", "backorder.limit: is required with the mode limit")]
    [InlineData("""{"backorder":{"mode":"limit","limit":null}}""", "backorder.limit: is required with the mode limit")]
    [InlineData("""{"backorder":{"mode":"limit","limit":-1}}""", "backorder.limit: must be from 0 to 1000000")]
    [InlineData("""{"name":"a\nb"}""", "name: must not hold control characters")]
    public void Settings_that_are_not_allowed_are_refused(string body, string error) =>
        Assert.Equal([error], Parsed.Errors(Put(), body));

    [Fact]
    public void A_new_sku_has_an_allowed_id() => Assert.Equal(
        ["sku: must be 1 to 64 of A-Z a-z 0-9 . _ -", "onHand: must be from 0 to 1000000"],
        Parsed.Errors(Put("TV 55"), """{"onHand":-1}"""));

    [Theory]
    [InlineData("""{"quantity":1}""", "id: is required")]
    [InlineData("""{"id":"a","quantity":0}""", "quantity: must not be 0")]
    [InlineData("""{"id":"a"}""", "quantity: is required")]
    [InlineData("""{"id":"a","quantity":1000001}""", "quantity: must be from -1000000 to 1000000")]
    [InlineData("""{"id":"a","quantity":-1000001}""", "quantity: must be from -1000000 to 1000000")]
    [InlineData("""{"id":1,"quantity":1}""", "id: must be text")]
    [InlineData("""{"id":"a","quantity":1,"reason":"a\u0085"}""", "reason: must not hold control characters")]
    public void An_adjustment_that_is_not_allowed_is_refused(string body, string error) =>
        Assert.Equal([error], Parsed.Errors<AdjustRequest>(StockBody.Adjust, body));

    [Theory]
    [InlineData("""{"id":"a","quantity":0}""", "quantity: must be from 1 to 1000000")]
    [InlineData("""{"id":"a","quantity":1,"shipment":"PO 77"}""", "shipment: must be 1 to 64 of A-Z a-z 0-9 . _ -")]
    [InlineData("""{"id":"a","quantity":1,"shipment":77}""", "shipment: must be text")]
    public void A_receipt_that_is_not_allowed_is_refused(string body, string error) =>
        Assert.Equal([error], Parsed.Errors<ReceiptRequest>(StockBody.Receipt, body));

    [Fact]
    public void Adjustments_and_receipts_are_read()
    {
        Assert.Equal(
            new AdjustRequest("dmg-9", -3, "damaged"),
            Parsed.Request<AdjustRequest>(StockBody.Adjust, """{"id":"dmg-9","quantity":-3,"reason":"damaged"}"""));
        Assert.Equal(
            new ReceiptRequest("GRN-5", 20, new ShipmentId("PO-77")),
            Parsed.Request<ReceiptRequest>(StockBody.Receipt, """{"id":"GRN-5","quantity":20,"shipment":"PO-77"}"""));
        Assert.Null(Parsed.Request<ReceiptRequest>(StockBody.Receipt, """{"id":"GRN-5","quantity":20}""").Shipment);
    }

    private static Extract<PutStockRequest> Put(string sku = "TV-55") =>
        (body, errors) => StockBody.Put(body, sku, errors);
}
