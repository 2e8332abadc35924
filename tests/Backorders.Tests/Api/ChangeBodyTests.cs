using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Orders;

namespace Backorders.Tests.Api;

public sealed class ChangeBodyTests
{
    [Fact]
    public void A_cancel_names_whole_lines_and_units_of_lines()
    {
        var cancel = Parsed.Request(Cancel(), """{"lines":[1,{"line":2,"quantity":3},{"line":3}],"reason":"late"}""");
        Assert.Equal([new CancelLine(1, null), new CancelLine(2, 3), new CancelLine(3, null)], cancel.Lines!);
        Assert.Equal("late", cancel.Reason);
    }

    [Fact]
    public void Without_lines_all_that_is_left_is_meant()
    {
        Assert.Null(Parsed.Request(Cancel(), "{}").Lines);
        Assert.Null(Parsed.Request<ShipRequest>(ChangeBody.Ship, "{}").Lines);
    }

    [Theory]
    [InlineData("""{"lines":[]}""", "lines: must have 1 to 100 entries")]
    [InlineData("""{"lines":null}""", "lines: must be a list")]
    [InlineData("""{"lines":1}""", "lines: must be a list")]
    [InlineData("""{"lines":[0]}""", "lines[0]: must be from 1 to 100")]
    [InlineData("""{"lines":[1,1.5]}""", "lines[1]: must be a whole number")]
    [InlineData("""{"lines":["1"]}""", "lines[0]: must be an object")]
    [InlineData("""{"lines":[{"quantity":1}]}""", "lines[0].line: is required")]
    [InlineData("""{"lines":[{"line":1,"quantity":0}]}""", "lines[0].quantity: must be from 1 to 1000000")]
    [InlineData("""{"lines":[{"line":1,"quantity":null}]}""", "lines[0].quantity: must be a whole number")]
    [InlineData("""{"lines":[1,{"line":1,"quantity":2}]}""", "lines: must name line 1 once")]
    [InlineData("""{"reason":5}""", "reason: must be text")]
    [InlineData("""{"reason":"a\u0007"}""", "reason: must not hold control characters")]
    public void A_cancel_that_is_not_clear_is_refused(string body, string error) =>
        Assert.Equal([error], Parsed.Errors(Cancel(), body));

    [Theory]
    [InlineData("""{"lines":[]}""", "lines: must have 1 to 100 entries")]
    [InlineData("""{"lines":null}""", "lines: must be a list")]
    [InlineData("""{"lines":[{"line":1}]}""", "lines[0]: must be a whole number")]
    [InlineData("""{"lines":[101]}""", "lines[0]: must be from 1 to 100")]
    [InlineData("""{"lines":[2,2]}""", "lines: must name line 2 once")]
    [InlineData("""{"trackingNumber":17}""", "trackingNumber: must be text")]
    public void A_shipment_that_is_not_clear_is_refused(string body, string error) =>
        Assert.Equal([error], Parsed.Errors<ShipRequest>(ChangeBody.Ship, body));

    [Fact]
    public void A_cancel_may_carry_an_id()
    {
        Assert.Equal("c-1", Parsed.Request(Cancel("c-1"), "{}").Key);
        Assert.Null(Parsed.Request(Cancel(), "{}").Key);
        Assert.Equal(["Idempotency-Key: must be 1 to 64 of A-Z a-z 0-9 . _ -"], Parsed.Errors(Cancel("c 1"), "{}"));
    }

    private static Extract<CancelRequest> Cancel(string? key = null) =>
        (body, errors) => ChangeBody.Cancel(body, key, errors);
}
