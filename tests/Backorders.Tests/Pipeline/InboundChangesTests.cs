using Backorders.Ledger;
using Backorders.Pipeline;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.PoolChanges;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Tests.Pipeline;

public sealed class InboundChangesTests
{
    private static readonly Sku Tv = new("TV");
    private static readonly SupplierId Acme = new("acme");
    private static readonly DateOnly Eta = new(2026, 12, 1);

    [Theory]
    [InlineData(null)]
    [InlineData("PO-1")]
    public async Task A_receipt_counts_once(string? shipment)
    {
        var asked = AskedPool.Stocked(3);
        var receipt = new ReceiptRequest("R1", 4, shipment is null ? null : new ShipmentId(shipment));
        Assert.Equal(StockChanged.Done, await asked.Hear(new ReceiveGoods(receipt)));

        var again = asked.Ask(new ReceiveGoods(receipt));

        Assert.Equal((true, 0), (again.IsRepeat, again.Writes.Count));
        Assert.Equal(StockChanged.Repeated, await asked.Hear(new ReceiveGoods(receipt)));
        Assert.Equal(StockChanged.Conflict, await asked.Hear(new ReceiveGoods(receipt with { Quantity = 5 })));
        Assert.Equal(7, asked.Pool!.OnHand);
    }

    [Fact]
    public async Task Goods_of_a_sku_that_was_never_put_are_not_booked_in()
    {
        var asked = new AskedPool(null);

        Assert.Equal(StockChanged.UnknownSku, await asked.Hear(new ReceiveGoods(new("R1", 4, new("PO-1")))));
        Assert.Equal(StockChanged.UnknownSku, await asked.Hear(new ReceiveGoods(new("R1", 4, null))));
        Assert.Null(asked.Pool);
    }

    [Fact]
    public void What_came_before_of_a_shipment_is_read_first_and_a_plain_receipt_reads_nothing()
    {
        Assert.True(new ReceiveGoods(new("R1", 4, new("PO-1"))).ReadsFirst);
        Assert.False(new ReceiveGoods(new("R1", 4, null)).ReadsFirst);
        Assert.True(new TakeOverShipment(Tv, Announced(1, 5), 0).ReadsFirst);
    }

    [Fact]
    public void Goods_that_the_supplier_says_have_arrived_are_not_counted_again_when_they_are_booked_in()
    {
        var asked = AskedPool.Stocked(0);
        asked.Do(TakeOver(Announced(1, 5) with { Arrived = Announced(1, 5).Expected }));

        asked.Do(new ReceiveGoods(new("R1", 5, new("PO-1"))));

        Assert.Equal(5, asked.Pool!.OnHand);
    }

    [Fact]
    public void A_shipment_is_taken_over_from_a_higher_version_only()
    {
        var asked = AskedPool.Stocked(0);
        var first = asked.Do(TakeOver(Announced(2, 5)));
        Assert.Equal((false, 1), (first.IsRepeat, first.Writes.Count));

        var again = asked.Do(TakeOver(Announced(2, 5)));
        var older = asked.Do(TakeOver(Announced(1, 9)));
        Assert.Equal((true, 0), (again.IsRepeat, again.Writes.Count));
        Assert.Equal((true, 0), (older.IsRepeat, older.Writes.Count));
        Assert.Equal(5, Assert.Single(asked.Pool!.Inbound).Expected);

        asked.Do(TakeOver(Announced(3, 8)));
        Assert.Equal(8, Assert.Single(asked.Pool.Inbound).Expected);
    }

    [Fact]
    public void What_is_known_of_a_shipment_is_replaced_only_as_it_was_read()
    {
        var asked = AskedPool.Stocked(0);
        asked.Do(TakeOver(Announced(1, 5)));

        var write = Assert.IsType<Write.Replace>(Assert.Single(asked.Ask(TakeOver(Announced(2, 5))).Writes));

        Assert.Equal(asked.Find(write.Id).ETag, write.IfMatch);
    }

    [Fact]
    public void A_new_date_gets_the_lateness_of_the_sku_and_else_that_of_the_shop()
    {
        var asked = AskedPool.Stocked(0);
        asked.Do(new TakeOverShipment(Tv, Announced(1, 5), pooledP80Days: 4));
        Assert.Equal(Eta.AddDays(4), Assert.Single(asked.Pool!.Inbound).CountedOn);

        asked.Keep(Facts(p80Days: 9));
        asked.Do(new TakeOverShipment(Tv, Announced(2, 6), pooledP80Days: 4));
        Assert.Equal(Eta.AddDays(4), Assert.Single(asked.Pool.Inbound).CountedOn);

        var later = Eta.AddDays(10);
        asked.Do(new TakeOverShipment(Tv, Announced(3, 6) with { Eta = later }, pooledP80Days: 4));
        Assert.Equal(later.AddDays(9), Assert.Single(asked.Pool.Inbound).CountedOn);
    }

    [Fact]
    public void A_shipment_that_names_a_sku_without_a_pool_is_an_error_that_says_both()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => new AskedPool(null).Ask(TakeOver(Announced(1, 5))));

        Assert.Contains("TV", error.Message, StringComparison.Ordinal);
        Assert.Contains("PO-1", error.Message, StringComparison.Ordinal);
    }

    private static TakeOverShipment TakeOver(Shipment shipment) => new(Tv, shipment, pooledP80Days: 0);

    private static Shipment Announced(long version, int units)
    {
        var none = new Shipment(new("PO-1"), Acme, version);
        return none with { Eta = Eta, Expected = none.Expected.Add(Tv, units) };
    }

    private static Write.Create Facts(int p80Days)
    {
        var figures = new SupplierFigures(20, 1, p80Days, 12, null, null, null, null, null);
        return new(
            Keys.Facts(Acme),
            DocumentJson.Write(
                SupplierFactsDocument.Of(Acme, figures), DocumentJson.Default.SupplierFactsDocument),
            Terms.None);
    }
}
