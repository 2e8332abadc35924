using Backorders.Prevention;
using Backorders.Server.Stock;

namespace Backorders.Tests.Server;

public sealed class DemandFileTests
{
    private const string Header = "sku,date,units,lines\n";

    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void Rows_are_gathered_by_sku_in_the_order_in_which_these_come()
    {
        var file = Read(Header + "TV,2026-11-22,5,2\nRADIO,2026-11-22,1,1\nTV,2026-11-23,0,0\n");

        Assert.Empty(file.Bad);
        Assert.Equal([("TV", 2), ("RADIO", 3)], file.Skus.Select(sku => (sku.Sku.Value, sku.FirstLine)));
        Assert.Equal(
            new Dictionary<DateOnly, ImportedDemand> { [new(2026, 11, 22)] = new(5, 2), [Today] = new(0, 0) },
            file.Skus[0].Days);
    }

    [Theory]
    [InlineData("TV 55,2026-11-22,5,2", "has no valid sku: 1 to 64 of A-Z a-z 0-9 . _ -")]
    [InlineData("TV,22.11.2026,5,2", "has no valid date: a day as yyyy-MM-dd from 2000-01-01 to today, 2026-11-23")]
    [InlineData("TV,2026-11-24,5,2", "has no valid date: a day as yyyy-MM-dd from 2000-01-01 to today, 2026-11-23")]
    [InlineData("TV,1999-12-31,5,2", "has no valid date: a day as yyyy-MM-dd from 2000-01-01 to today, 2026-11-23")]
    [InlineData("TV,2026-11-22,-5,2", "has no valid units: a whole number from 0 to 100000000")]
    [InlineData("TV,2026-11-22,100000001,2", "has no valid units: a whole number from 0 to 100000000")]
    [InlineData("TV,2026-11-22,5,0", Lines)]
    [InlineData("TV,2026-11-22,0,1", Lines)]
    [InlineData("TV,2026-11-22,5,6", Lines)]
    [InlineData("TV,2026-11-22,5,", Lines)]
    [InlineData("TV,2026-11-22,5", "has 3 fields, not 4")]
    public void A_bad_row_is_named_with_the_reason_and_keeps_no_other_out(string row, string reason)
    {
        var file = Read($"{Header}A,2026-11-22,1,1\n{row}\n\nB,2026-11-22,1,1\n");

        Assert.Equal(new BadDemandRow(3, reason), Assert.Single(file.Bad));
        Assert.Equal([("A", 2), ("B", 5)], file.Skus.Select(sku => (sku.Sku.Value, sku.FirstLine)));
    }

    [Fact]
    public void A_day_that_comes_twice_counts_as_it_came_first()
    {
        var file = Read(Header + "TV,2026-11-22,5,2\nTV,2026-11-22,6,2\n");

        Assert.Equal("names TV on 2026-11-22 again", Assert.Single(file.Bad).Reason);
        Assert.Equal(5, file.Skus[0].Days[new(2026, 11, 22)].Units);
    }

    [Theory]
    [InlineData("", "the file is empty: it begins with sku,date,units,lines")]
    [InlineData("sku,date,units\n", "the first line must name sku,date,units,lines, not sku,date,units")]
    public void A_file_with_other_columns_is_refused(string file, string reason) =>
        Assert.Equal(reason, Assert.Throws<InvalidDataException>(() => Read(file)).Message);

    [Fact]
    public void Columns_may_stand_in_any_order() =>
        Assert.Equal(new(5, 2), Read("Lines,Units,Date,SKU\n2,5,2026-11-22,TV\n").Skus[0].Days.Values.Single());

    private const string Lines =
        "has no valid lines: a whole number of order lines, at least one and at most one a unit";

    private static DemandFile Read(string file)
    {
        using var text = new StringReader(file);
        return DemandFile.Read(text, Today);
    }
}
