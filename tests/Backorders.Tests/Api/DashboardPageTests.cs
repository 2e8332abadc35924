using System.Net;
using Backorders.Api.Operations;
using Backorders.Pipeline;
using Backorders.Supply;

namespace Backorders.Tests.Api;

public sealed class DashboardPageTests
{
    private const string Nasty = "<script>alert('x')</script>";

    private static readonly WorkReport Work = new(11, 1_200, 13, 14, 15, 16);

    [Fact]
    public void It_shows_what_is_well_what_is_left_and_what_is_waited_for()
    {
        var page = Page("Toys", "55-inch TV", next: null);

        Assert.Contains("<tr><td>store</td><td>ok</td></tr>", page, StringComparison.Ordinal);
        Assert.Contains("<tr><td>mail</td><td>It is away.</td></tr>", page, StringComparison.Ordinal);
        Assert.All(["11", "1,200", "13", "14", "15", "16"], number =>
            Assert.Contains($"<td>{number}</td></tr>", page, StringComparison.Ordinal));
        Assert.Contains(
            "<tr><td>55-inch TV (TV)</td><td>37</td><td>21</td><td>2026-12-05, overdue</td></tr>",
            page, StringComparison.Ordinal);
        Assert.DoesNotContain("the first", page, StringComparison.Ordinal);
        Assert.Contains("the first 1 SKUs", Page("Toys", null, next: "TV"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_a_shop_typed_becomes_part_of_it()
    {
        var page = Page(Nasty, Nasty, next: null);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains($"{Nasty} (TV)", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    private static string Page(string shop, string? name, string? next) => DashboardPage.Of(
        shop, GivenApi.Now, new Dictionary<string, string?> { ["store"] = null, ["mail"] = "It is away." }, Work,
        new(
            [
                new StockView(
                    "TV", name, 0, 0, 0, 37, 21,
                    [new InboundView("PO", "acme", new DateOnly(2026, 12, 5), 0, 50, 0, "overdue")],
                    new PolicyView("allow", null), 14, 1),
            ], next));
}
