using Backorders.Server.Stock;

namespace Backorders.Tests.Server;

public sealed class StockFileTests
{
    private const string Header = "sku,onHand,leadTimeDays,handlingDays,name\n";

    [Fact]
    public void A_row_says_what_is_on_hand_and_how_long_more_takes()
    {
        var row = Assert.IsType<StockRow.Good>(Assert.Single(Read(Header + "TV-55,100,14,1,\"55-inch TV, black\"\n")));

        Assert.Equal((2, "TV-55", 100), (row.Line, row.Sku.Value, row.Request.OnHand));
        Assert.Equal((14, 1), (row.Request.LeadTimeDays.Value, row.Request.HandlingDays.Value));
        Assert.Equal("55-inch TV, black", row.Request.Name.Value);
    }

    [Fact]
    public void An_empty_cell_leaves_things_as_they_are()
    {
        var request = Assert.IsType<StockRow.Good>(Assert.Single(Read(Header + "TV-55,,,,\n"))).Request;

        Assert.Equal((null, null), (request.OnHand, request.CountId));
        Assert.False(request.LeadTimeDays.Given || request.HandlingDays.Given || request.Name.Given);
        Assert.False(request.Backorder.Given);
    }

    [Theory]
    [InlineData("TV 55,1,,,", "line 2 has no valid sku: 1 to 64 of A-Z a-z 0-9 . _ -")]
    [InlineData(",1,,,", "line 2 has no valid sku: 1 to 64 of A-Z a-z 0-9 . _ -")]
    [InlineData("TV-55,-1,,,", "line 2 has no valid onHand: a whole number from 0 to 1000000")]
    [InlineData("TV-55,1000001,,,", "line 2 has no valid onHand: a whole number from 0 to 1000000")]
    [InlineData("TV-55,1.5,,,", "line 2 has no valid onHand: a whole number from 0 to 1000000")]
    [InlineData("TV-55,many,,,", "line 2 has no valid onHand: a whole number from 0 to 1000000")]
    [InlineData("TV-55,1,731,,", "line 2 has no valid leadTimeDays: a whole number from 0 to 730")]
    [InlineData("TV-55,1,,91,", "line 2 has no valid handlingDays: a whole number from 0 to 90")]
    [InlineData("TV-55,1,,,a\tb", "line 2 has no valid name: up to 200 characters of UTF-8, no control characters")]
    [InlineData("TV-55,1", "line 2 has 2 fields, not 5")]
    [InlineData("TV-55,1,,,a,b", "line 2 has 6 fields, not 5")]
    public void A_bad_row_is_named_with_the_reason(string row, string expected)
    {
        var bad = Assert.IsType<StockRow.Bad>(Assert.Single(Read(Header + row + "\n")));

        Assert.Equal(expected, $"line {bad.Line} {bad.Reason}");
    }

    [Fact]
    public void A_bad_row_does_not_keep_the_others_out()
    {
        var rows = Read(Header + "A,1,,,\n!,1,,,\n\nB,1,,,\n");

        Assert.Equal([(2, true), (3, false), (5, true)], rows.Select(row => (row.Line, row is StockRow.Good)));
    }

    [Fact]
    public void A_sku_that_comes_twice_is_counted_as_it_came_first()
    {
        var rows = Read(Header + "A,1,,,\nA,2,,,\n");

        Assert.Equal("names A, which line 2 did before", Assert.IsType<StockRow.Bad>(rows[1]).Reason);
    }

    [Theory]
    [InlineData("", "the file is empty: it begins with sku,onHand,leadTimeDays,handlingDays,name")]
    [InlineData("sku,onHand\n", "the first line must name sku,onHand,leadTimeDays,handlingDays,name, not sku,onHand")]
    [InlineData("sku;onHand\n", "the first line must name sku,onHand,leadTimeDays,handlingDays,name, not sku;onHand")]
    public void A_file_with_other_columns_is_refused(string file, string reason)
    {
        Assert.Equal(reason, Assert.Throws<InvalidDataException>(() => Read(file)).Message);
    }

    [Fact]
    public void Columns_may_stand_in_any_order()
    {
        var rows = Read("Name,HandlingDays,LeadTimeDays,OnHand,SKU\nTV,1,14,3,A\n");

        var row = Assert.IsType<StockRow.Good>(Assert.Single(rows));
        Assert.Equal(("A", 3, "TV"), (row.Sku.Value, row.Request.OnHand, row.Request.Name.Value));
    }

    [Fact]
    public void The_same_row_is_the_same_count_and_another_row_or_count_is_another()
    {
        string? CountId(string row, string count = "") =>
            Assert.IsType<StockRow.Good>(Assert.Single(Read(Header + row + "\n", count))).Request.CountId;

        var count = CountId("A,1,2,3,n");
        string?[] distinct = [count, CountId("A,2,2,3,n"), CountId("A,1,,3,n"), CountId("A,1,2,3,n", "May")];

        Assert.Equal(count, CountId("A,1,2,3,n"));
        Assert.Equal(4, distinct.Distinct().Count());
        Assert.All(distinct, id => Assert.True(Id.IsValid(id)));
    }

    private static IReadOnlyList<StockRow> Read(string file, string count = "")
    {
        using var text = new StringReader(file);
        return StockFile.Read(text, count);
    }
}
