using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Orders;
using Microsoft.Extensions.Primitives;

namespace Backorders.Tests.Api;

public sealed class OrderBodyTests
{
    private const string Good = """
        { "orderNumber": "WEB-1001", "placedAt": "2026-11-22T11:00:00.5+01:00",
          "customer": { "name": "Ada Byron", "email": "ada@example.com", "locale": "en" }, "shipComplete": true,
          "lines": [ { "sku": "TV-55", "quantity": 2 }, { "sku": "HDMI-2M", "quantity": 1000000, "backorder": "deny" },
                     { "sku": "TV-55", "quantity": 1, "backorder": "allow" } ] }
        """;

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "\"WEB-1001\"", "\"\"", "orderNumber: must be 1 to 64 of A-Z a-z 0-9 . _ -" },
        { "\"WEB-1001\"", "\"a b\"", "orderNumber: must be 1 to 64 of A-Z a-z 0-9 . _ -" },
        { "\"WEB-1001\"", "\"Käse\"", "orderNumber: must be 1 to 64 of A-Z a-z 0-9 . _ -" },
        { "\"WEB-1001\"", $"\"{new string('a', 65)}\"", "orderNumber: must be 1 to 64 of A-Z a-z 0-9 . _ -" },
        { "\"WEB-1001\"", "1001", "orderNumber: must be text" },
        { "\"WEB-1001\"", "null", "orderNumber: is required" },
        { "\"2026-11-22T11:00:00.5+01:00\"", "\"yesterday\"", "placedAt: must be a time such as 2026-11-22T10:00:00Z" },
        { "T11:00:00.5+01:00", "", "placedAt: must be a time such as 2026-11-22T10:00:00Z" },
        { "\"2026-11-22T11:00:00.5+01:00\"", "1", "placedAt: must be text" },
        {
            "\"2026-11-22T11:00:00.5+01:00\"", "\"9999-12-31T23:59:59Z\"",
            "placedAt: must be from 2000-01-01 to 2031-11-22"
        },
        { "\"Ada Byron\"", "\"Ada\\u0000\"", "customer.name: must not hold control characters" },
        { "\"Ada Byron\"", "\"Ada\\r\\nBcc: x\"", "customer.name: must not hold control characters" },
        { "\"Ada Byron\"", "\"Ada\\u2028\"", "customer.name: must not hold control characters" },
        { "\"Ada Byron\"", "\"Ada\\ud800\"", "customer.name: must not hold half of a surrogate pair" },
        { "\"Ada Byron\"", $"\"{new string('a', 201)}\"", "customer.name: must be up to 200 characters" },
        { "\"Ada Byron\"", "{}", "customer.name: must be text" },
        {
            "\"ada@example.com\"", "\"Ada <ada@example.com>\"",
            "customer.email: must be one e-mail address such as ada@example.com"
        },
        { "\"ada@example.com\"", "null", "customer.email: is required" },
        { "\"en\"", "\"english please\"", "customer.locale: must be a language tag such as en or de-AT" },
        { "true", "\"true\"", "shipComplete: must be true or false" },
        { "true", "null", "shipComplete: must be true or false" },
        { "\"HDMI-2M\"", "\"HDMI/2M\"", "lines[1].sku: must be 1 to 64 of A-Z a-z 0-9 . _ -" },
        { "\"quantity\": 2 ", "\"quantity\": 0 ", "lines[0].quantity: must be from 1 to 1000000" },
        { "\"quantity\": 2 ", "\"quantity\": -1 ", "lines[0].quantity: must be from 1 to 1000000" },
        { "\"quantity\": 2 ", "\"quantity\": 1.5 ", "lines[0].quantity: must be a whole number" },
        { "\"quantity\": 2 ", "\"quantity\": 2.0 ", "lines[0].quantity: must be a whole number" },
        { "\"quantity\": 2 ", "\"quantity\": 1e9 ", "lines[0].quantity: must be a whole number" },
        { "\"quantity\": 2 ", "\"quantity\": 1E0 ", "lines[0].quantity: must be a whole number" },
        { "\"quantity\": 2 ", "\"quantity\": \"2\" ", "lines[0].quantity: must be a whole number" },
        { "\"quantity\": 2 ", "\"quantity\": null ", "lines[0].quantity: is required" },
        { "\"quantity\": 2 ", "\"quantity\": true ", "lines[0].quantity: must be a whole number" },
        { "\"quantity\": 2 ", "\"q\": 2 ", "lines[0].quantity: is required" },
        { "1000000", "1000001", "lines[1].quantity: must be from 1 to 1000000" },
        { "1000000", "99999999999999999999", "lines[1].quantity: must be from 1 to 1000000" },
        { "\"deny\"", "\"DENY\"", "lines[1].backorder: must be deny or allow" },
        { "\"deny\"", "true", "lines[1].backorder: must be text" },
        { "{ \"sku\": \"TV-55\", \"quantity\": 2 }", "7", "lines[0]: must be an object" },
        { "{ \"sku\": \"TV-55\", \"quantity\": 2 }", "null", "lines[0]: must be an object" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_member_that_is_not_allowed_is_named_with_what_it_must_be(string good, string bad, string error)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        Assert.Equal([error], Parsed.Errors(Read(), Good.Replace(good, bad, StringComparison.Ordinal)));
    }

    [Fact]
    public void An_order_is_read_with_its_time_in_utc()
    {
        var order = Parsed.Request(Read(), Good);

        Assert.Equal(new OrderNumber("WEB-1001"), order.Number);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 0, 0, 500, TimeSpan.Zero), order.PlacedAt);
        Assert.Equal(TimeSpan.Zero, order.PlacedAt!.Value.Offset);
        Assert.Equal(new Customer("Ada Byron", "ada@example.com", "en"), order.Customer);
        Assert.True(order.ShipComplete);
        Assert.Equal(
            [
                new OrderLine(new Sku("TV-55"), 2, false), new OrderLine(new Sku("HDMI-2M"), 1_000_000, true),
                new OrderLine(new Sku("TV-55"), 1, false),
            ],
            order.Lines);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(
        [
            "orderNumber: is required, here or as Idempotency-Key", "customer.email: is required",
            "lines[0].sku: is required", "lines[0].quantity: must be a whole number",
        ],
        Parsed.Errors(Read(), """{"customer":{},"lines":[{"quantity":"1"}]}"""));

    [Theory]
    [InlineData("[]", "lines: must have 1 to 100 entries")]
    [InlineData("null", "lines: is required")]
    [InlineData("{}", "lines: must be a list")]
    public void An_order_has_lines(string lines, string error) => Assert.Equal(
        [error], Parsed.Errors(Read(), $$"""{"orderNumber":"a","customer":{"email":"a@b.c"},"lines":{{lines}}}"""));

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void An_order_has_up_to_a_hundred_lines(int count, bool taken)
    {
        var lines = string.Join(',', Enumerable.Repeat("""{"sku":"A","quantity":1}""", count));
        var order = $$"""{"orderNumber":"a","customer":{"email":"a@b.c"},"lines":[{{lines}}]}""";

        if (taken)
            Assert.Equal(count, Parsed.Request(Read(), order).Lines.Count);
        else
            Assert.Equal(["lines: must have 1 to 100 entries"], Parsed.Errors(Read(), order));
    }

    [Fact]
    public void The_idempotency_key_is_the_order_number_where_there_is_none()
    {
        const string unnumbered = """{"customer":{"email":"a@b.c"},"lines":[{"sku":"A","quantity":1}]}""";

        Assert.Equal(new OrderNumber("K-1"), Parsed.Request(Read("K-1"), unnumbered).Number);
        Assert.Equal(new OrderNumber("WEB-1001"), Parsed.Request(Read("WEB-1001"), Good).Number);
        Assert.Equal(
            ["Idempotency-Key: must be the same as orderNumber, or left out"], Parsed.Errors(Read("K-1"), Good));
        Assert.Equal(["Idempotency-Key: must be 1 to 64 of A-Z a-z 0-9 . _ -"], Parsed.Errors(Read("K 1"), unnumbered));
        Assert.Equal(
            ["Idempotency-Key: must be 1 to 64 of A-Z a-z 0-9 . _ -"],
            Parsed.Errors(Read(new StringValues(["K-1", "K-1"])), unnumbered));
    }

    [Fact]
    public void What_is_optional_may_be_left_out()
    {
        var order = Parsed.Request(
            Read(),
            """
            {"orderNumber":"a","placedAt":null,"customer":{"email":"a@b.c","name":null},
             "lines":[{"sku":"A","quantity":1}]}
            """);
        Assert.Null(order.PlacedAt);
        Assert.False(order.ShipComplete);
        Assert.Equal(new Customer(null, "a@b.c", null), order.Customer);
    }

    private static Extract<OrderRequest> Read(StringValues key = default) =>
        (body, errors) => OrderBody.Read(body, key, Parsed.Days, errors);
}
