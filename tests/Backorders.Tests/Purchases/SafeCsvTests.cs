namespace Backorders.Tests.Purchases;

public sealed class SafeCsvTests
{
    [Theory]
    [InlineData("TV-55", "TV-55")]
    [InlineData("12.50", "12.50")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("a\r\n=1", "\"a\r\n=1\"")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    public void No_cell_begins_a_formula_or_ends_its_cell(string? text, string cell) =>
        Assert.Equal(cell, SafeCsv.Cell(text));

    [Fact]
    public void A_figure_keeps_its_sign_and_a_day_is_written_as_everywhere() => Assert.Equal(
        "-2,-0.5,2026-11-30\r\n", SafeCsv.Write([[-2L, -0.5, new DateOnly(2026, 11, 30)]]));

    [Fact]
    public void A_table_has_a_line_a_row() => Assert.Equal(
        "a,b\r\n1,\r\n", SafeCsv.Write([["a", "b"], ["1", null]]));
}
