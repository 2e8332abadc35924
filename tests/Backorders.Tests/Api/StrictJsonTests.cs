using System.Text;
using Backorders.Api.Door;

namespace Backorders.Tests.Api;

public sealed class StrictJsonTests
{
    public static TheoryData<string> NotJson =>
    [
        "",
        " ",
        "{",
        """{"a":1""",
        """{"a":1}}""",
        """{"a":1} {"a":1}""",
        """{"a":1,}""",
        """{"a":[1,]}""",
        """{"a":1 /* why */}""",
        "{\"a\":1} // why",
        """{"a":1,"a":1}""",
        """{"a":1,"\u0061":2}""",
        """{"b":{"a":1,"a":2}}""",
        """{"unknown":[{"a":1,"a":2}]}""",
        "{'a':1}",
        "{a:1}",
        """{"a":01}""",
        """{"a":+1}""",
        """{"a":.5}""",
        """{"a":NaN}""",
        "{\"a\":\"line\nbreak\"}",
        "{\"a\":\"\0\"}",
        """{"a":"\x"}""",
        """{"a":tru}""",
        """{"\ud800":1}""",
        "\uFEFF{}",
    ];

    [Theory]
    [MemberData(nameof(NotJson))]
    public void What_is_not_strict_json_is_malformed(string body) =>
        Assert.Equal("malformed", Problem(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Ten_thousand_nested_lists_are_malformed() =>
        Assert.Equal("malformed", Problem(Encoding.UTF8.GetBytes(
            """{"a":""" + new string('[', 10_000) + new string(']', 10_000) + "}")));

    [Fact]
    public void Sixteen_levels_may_be_nested_and_no_more()
    {
        Assert.Null(Problem(Nested(16)));
        Assert.Equal("malformed", Problem(Nested(17)));

        static byte[] Nested(int depth) => Encoding.UTF8.GetBytes(
            """{"a":""" + new string('[', depth - 1) + new string(']', depth - 1) + "}");
    }

    [Theory]
    [InlineData(0xC0, 0x80)]
    [InlineData(0xFF, 0xFE)]
    [InlineData(0xED, 0xA0)]
    public void What_is_not_utf8_is_malformed_even_where_nobody_looks(byte first, byte second) =>
        Assert.Equal("malformed", Problem([.. "{\"unknown\":\""u8, first, second, .. "\"}"u8]));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"order\"")]
    [InlineData("1")]
    public void What_is_json_but_no_object_is_not_allowed(string body) =>
        Assert.Equal("validation", Problem(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Unknown_members_are_ignored() =>
        Assert.Null(Problem("""{"anything":{"else":[1,2,{"x":null}]}}"""u8.ToArray()));

    /// <summary>Random bytes and random damage to good JSON never make anything but a clear answer.</summary>
    [Fact]
    public void Damaged_orders_are_refused_or_read_and_never_an_accident()
    {
        var random = new Random(20261122);
        var good = Encoding.UTF8.GetBytes(Backorders.Api.Document.Samples.NewOrder);
        for (var round = 0; round < 5_000; round++)
        {
            var damaged = good.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            var problem = JsonBody.Parse(
                damaged.AsMemory(0, random.Next(damaged.Length - 40, damaged.Length + 1)),
                (body, errors) => Backorders.Api.Orders.OrderBody.Read(body, default, Parsed.Days, errors),
                out _);
            Assert.True(problem is null or { Status: 400 or 422 });
        }
    }

    private static string? Problem(byte[] body) =>
        JsonBody.Parse(body, (_, _) => true, out _)?.Type[Problems.TypeBase.Length..];
}
