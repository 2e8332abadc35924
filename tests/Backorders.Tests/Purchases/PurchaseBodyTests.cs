using Backorders.Api.Purchases;
using Backorders.Supply;
using Backorders.Tests.Api;
using Microsoft.Extensions.Primitives;

namespace Backorders.Tests.Purchases;

public sealed class PurchaseBodyTests
{
    private const string Order = """
        {"id":"PO-1","supplier":"acme","currency":"EUR","neededBy":"2026-12-05",
         "lines":[{"sku":"A","quantity":5,"price":2.5},{"sku":"B","quantity":1}],"send":true}
        """;

    private const string Price = "lines[0].price: must be a number from 0 to 1000000 with at most 4 decimals";

    [Fact]
    public void An_order_by_hand_is_read()
    {
        var order = Assert.IsType<PlacePurchase>(Read(Order));
        Assert.Equal(("PO-1", "acme", "EUR", true), (order.Id.Value, order.Supplier.Value, order.Currency, order.Send));
        Assert.Equal(new DateOnly(2026, 12, 5), order.NeededBy);
        Assert.Equal([new(new("A"), 5, 2.5m), new(new("B"), 1, null)], order.Lines);
    }

    [Fact]
    public void Its_id_may_come_as_the_key_of_the_request()
    {
        var body = Order.Replace("\"id\":\"PO-1\",", "", StringComparison.Ordinal);
        Assert.Equal("PO-7", Assert.IsType<PlacePurchase>(Read(body, "PO-7")).Id.Value);
        Assert.Equal(["id: is required, here or as Idempotency-Key"], Errors(body));
    }

    [Theory]
    [InlineData("\"A\",\"quantity\":5", "\"A\",\"quantity\":0", "lines[0].quantity: must be from 1 to 1000000")]
    [InlineData("2.5", "-1", Price)]
    [InlineData("2.5", "1000000.01", Price)]
    [InlineData("2.5", "0.00001", Price)]
    [InlineData("2.5", "1e3", Price)]
    [InlineData("2.5", "\"2.5\"", Price)]
    [InlineData("\"B\"", "\"A\"", "lines[1].sku: must be named once")]
    [InlineData("EUR", "eur", "currency: must be the three letters of a currency such as EUR")]
    [InlineData("EUR", "EURO", "currency: must be the three letters of a currency such as EUR")]
    [InlineData("\"acme\"", "null", "supplier: is required")]
    [InlineData("2026-12-05", "5 Dec", "neededBy: must be a date such as 2026-12-05")]
    [InlineData("PO-1", "=PO", "id: must be 1 to 64 of A-Z a-z 0-9 . _ -")]
    public void What_is_not_allowed_is_named(string good, string bad, string error) =>
        Assert.Equal([error], Errors(Order.Replace(good, bad, StringComparison.Ordinal)));

    [Fact]
    public void A_proposal_brings_its_id_supplier_and_lines()
    {
        var order = Assert.IsType<TakeProposal>(Read("""{"proposal":"P-1","send":true}"""));
        Assert.Equal(("P-1", null, null, true), (order.Proposal.Value, order.Supplier, order.Lines, order.Send));
        Assert.IsType<TakeProposal>(Read("""{"proposal":"P-1","id":"P-1"}""", "P-1"));
        Assert.Equal(
            ["id: must be the same as the order's or proposal's id, or left out"],
            Errors("""{"proposal":"P-1","id":"PO-1"}"""));
    }

    private static PurchaseRequest Read(string body, string? key = null) => Parsed.Request(
        (members, errors) => PurchaseBody.Place(members, key ?? default(StringValues), Parsed.Days, errors), body);

    private static IReadOnlyList<string> Errors(string body) =>
        Parsed.Errors((members, errors) => PurchaseBody.Place(members, default, Parsed.Days, errors), body);
}
