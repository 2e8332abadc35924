using Backorders.Server.Replay.Sales;

namespace Backorders.Tests.Replay;

public sealed class When_invoices_become_orders
{
    private const string Header = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    [Fact]
    public void Each_product_line_is_a_line_of_the_order_with_the_invoices_number()
    {
        var slice = Cut(
            """
            536365,85123A,6,2010-12-01 08:26,2.55,17850,United Kingdom
            536365,71053,8,2010-12-01 08:26,3.39,17850,United Kingdom
            536365,85123A,2,2010-12-01 08:26,2.55,17850,United Kingdom
            """);

        var order = Assert.Single(slice.Orders);
        Assert.Equal("536365", order.Number);
        Assert.Equal(new DateTimeOffset(2010, 12, 1, 8, 26, 0, TimeSpan.Zero), order.At);
        Assert.Equal("customer-17850@example.com", order.Buyer.Email);
        Assert.Equal([new SaleLine("85123A", 6), new("71053", 8), new("85123A", 2)], order.Lines);
    }

    [Theory]
    [InlineData("85123A", true)]
    [InlineData("15056BL", true)]
    [InlineData("DCGSSBOY", true)]
    [InlineData("POST", false)]
    [InlineData("DOT", false)]
    [InlineData("M", false)]
    [InlineData("C2", false)]
    [InlineData("BANK CHARGES", false)]
    [InlineData("GIFT_0001_20", false)]
    public void Postage_fees_and_vouchers_are_no_products(string code, bool product) =>
        Assert.Equal(product, ProductCodes.IsProduct(code));

    [Fact]
    public void What_is_no_product_is_skipped_and_counted()
    {
        var slice = Cut(
            """
            536370,22728,24,2010-12-01 08:45,3.75,12583,France
            536370,POST,3,2010-12-01 08:45,18,12583,France
            C536379,D,-1,2010-12-01 09:41,27.5,14527,United Kingdom
            """);

        Assert.Single(slice.Events);
        Assert.Equal(2, slice.Invoices);
        Assert.Equal(new Dictionary<string, int> { ["POST"] = 1, ["D"] = 1 }, slice.Skipped);
    }

    [Fact]
    public void An_invoice_of_more_than_100_lines_goes_in_as_several_orders()
    {
        var lines = Enumerable.Range(0, 201).Select(
            i => new InvoiceLine("536544", $"{20000 + i}", 1, default, CustomerId: null));

        var slice = SalesSlice.Cut(lines, int.MaxValue);

        Assert.Equal(["536544-1", "536544-2", "536544-3"], slice.Orders.Select(order => order.Number));
        Assert.Equal([100, 100, 1], slice.Orders.Select(order => order.Lines.Count));
        Assert.Single(slice.Orders.Select(order => order.Buyer).Distinct());
        Assert.Equal(1, slice.SplitInvoices);
    }

    [Fact]
    public void Negative_quantities_are_taken_back_by_the_customer_of_the_invoice()
    {
        var slice = Cut("C536391,22556,-12,2010-12-01 10:24,1.65,17548,United Kingdom");

        var takenBack = Assert.IsType<SaleEvent.TakenBack>(Assert.Single(slice.Events));
        Assert.Equal("C536391", takenBack.Invoice);
        Assert.Equal("customer-17548", takenBack.Buyer.Key);
        Assert.Equal([new SaleLine("22556", 12)], takenBack.Lines);
    }

    [Fact]
    public void A_customer_without_a_number_is_a_customer_of_that_invoice_alone()
    {
        Assert.Equal("invoice-536414@example.com", Buyer.Of(null, "536414").Email);
        Assert.Equal("invoice-c536391@example.com", Buyer.Of(null, "C536391").Email);
        Assert.Equal(Buyer.Of("17850", "536365"), Buyer.Of("17850", "536366"));
    }

    [Fact]
    public void The_first_so_many_orders_are_cut_with_all_that_happens_between_them()
    {
        var slice = Cut(
            """
            1,20001,1,2010-12-01 08:00,1,1,United Kingdom
            C2,20001,-1,2010-12-01 08:01,1,1,United Kingdom
            3,20001,1,2010-12-01 08:02,1,1,United Kingdom
            C4,20001,-1,2010-12-01 08:03,1,1,United Kingdom
            5,20001,1,2010-12-01 08:04,1,1,United Kingdom
            """,
            maxOrders: 2);

        Assert.Equal(2, slice.Orders.Count());
        Assert.Equal(3, slice.Events.Count);
    }

    [Fact]
    public void A_row_that_cannot_be_read_is_named()
    {
        var e = Assert.Throws<InvalidDataException>(
            () => Cut("536365,85123A,six,2010-12-01 08:26,2.55,17850,United Kingdom"));
        Assert.Contains("row 2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_is_three_busy_weeks_before_christmas()
    {
        var lines = SampleFiles.ReadInvoiceLines();
        var slice = SalesSlice.Cut(lines, int.MaxValue);

        Assert.Equal(42_481, lines.Count);
        Assert.Equal(2_025, slice.Invoices);
        Assert.Equal(lines.Count, slice.Skipped.Values.Sum() + slice.Events.Sum(LinesOf));
        Assert.Equal(slice.Events, slice.Events.OrderBy(e => e.At));
        Assert.All(slice.Orders, order => Assert.True(Id.IsValid(order.Number)));
        Assert.All(slice.Demand().Keys, sku => Assert.True(Id.IsValid(sku)));
        Assert.True(SampleFiles.ReadProductNames().Count > 2_500);
    }

    private static int LinesOf(SaleEvent e) =>
        e is SaleEvent.Order order ? order.Lines.Count : ((SaleEvent.TakenBack)e).Lines.Count;

    private static SalesSlice Cut(string rows, int maxOrders = int.MaxValue)
    {
        using var text = new StringReader(Header + rows);
        return SalesSlice.Cut(SampleFiles.ReadInvoiceLines(text), maxOrders);
    }
}
