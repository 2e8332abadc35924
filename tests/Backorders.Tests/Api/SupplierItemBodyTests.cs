using Backorders.Api.Door;
using Backorders.Api.Suppliers;
using Backorders.Supply;

namespace Backorders.Tests.Api;

public sealed class SupplierItemBodyTests
{
    private static readonly Extract<PutSupplierItemRequest> Put =
        (body, _) => SupplierItemBody.Put(body, Parsed.Days);

    [Fact]
    public void What_is_absent_stays_as_it_is() => Assert.Equal(
        new PutSupplierItemRequest(default, default, default, default, default, default, default),
        Parsed.Request(Put, "{}"));

    [Fact]
    public void What_is_null_is_cleared() => Assert.Equal(
        new PutSupplierItemRequest(
            new(true, null), new(true, null), new(true, null), new(true, null), new(true, null), new(true, null),
            new(true, null)),
        Parsed.Request(
            Put,
            """
            {"price":null,"currency":null,"leadTimeDays":null,"minimum":null,"pack":null,"validTo":null,"active":null}
            """));

    [Fact]
    public void What_is_given_is_set() => Assert.Equal(
        new PutSupplierItemRequest(
            new(true, 0.0001m), new(true, "EUR"), new(true, 730), new(true, 1), new(true, 1_000_000),
            new(true, new DateOnly(2027, 6, 30)), new(true, false)),
        Parsed.Request(
            Put,
            """
            {"price":0.0001,"currency":"EUR","leadTimeDays":730,"minimum":1,"pack":1000000,"validTo":"2027-06-30",
             "active":false}
            """));

    [Theory]
    [InlineData("1000000", "1000000")]
    [InlineData("1000000.0000", "1000000")]
    [InlineData("12.50", "12.5")]
    [InlineData("3", "3")]
    public void A_price_is_the_decimal_that_was_written(string sent, string price) => Assert.Equal(
        decimal.Parse(price), Parsed.Request(Put, $$"""{"price":{{sent}}}""").Price.Value);

    [Theory]
    [InlineData("0")]
    [InlineData("0.00001")]
    [InlineData("-1")]
    [InlineData("1000000.0001")]
    [InlineData("1.00000")]
    [InlineData("1e2")]
    [InlineData("1E-2")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    [InlineData("123456789012345678901234567890123456789")]
    public void A_price_that_is_not_allowed_is_refused(string sent) => Assert.Equal(
        ["price: must be a number from 0.0001 to 1000000 with at most 4 decimals"],
        Parsed.Errors(Put, $$"""{"price":{{sent}}}"""));

    [Theory]
    [InlineData("""{"currency":"eur"}""", "currency: must be the three letters of a currency such as EUR")]
    [InlineData("""{"currency":"EURO"}""", "currency: must be the three letters of a currency such as EUR")]
    [InlineData("""{"currency":"ÄÖÜ"}""", "currency: must be the three letters of a currency such as EUR")]
    [InlineData("""{"currency":""}""", "currency: must be the three letters of a currency such as EUR")]
    [InlineData("""{"currency":978}""", "currency: must be text")]
    [InlineData("""{"leadTimeDays":731}""", "leadTimeDays: must be from 0 to 730")]
    [InlineData("""{"leadTimeDays":1.5}""", "leadTimeDays: must be a whole number")]
    [InlineData("""{"minimum":0}""", "minimum: must be from 1 to 1000000")]
    [InlineData("""{"pack":1000001}""", "pack: must be from 1 to 1000000")]
    [InlineData("""{"validTo":"2026-02-30"}""", "validTo: must be a date such as 2026-12-05")]
    [InlineData("""{"validTo":"1999-12-31"}""", "validTo: must be from 2000-01-01 to 2031-11-22")]
    [InlineData("""{"active":"yes"}""", "active: must be true or false")]
    public void Terms_that_are_not_allowed_are_refused(string body, string error) =>
        Assert.Equal([error], Parsed.Errors(Put, body));
}
