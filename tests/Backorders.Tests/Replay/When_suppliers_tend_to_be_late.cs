using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Suppliers;
using NewsType = Backorders.Supply.NewsType;

namespace Backorders.Tests.Replay;

/// <summary>
/// What first promises by a supplier's date are worth on the real shop's carried weeks, over several throws of fate.
/// The figures are recorded in docs/benchmarks.md, and each test prints its own.
/// </summary>
public sealed class When_suppliers_tend_to_be_late
{
    private const int Seeds = 4;

    /// <summary>Throws until a purchase has a fate that brings all of it: 5 of 6 do.</summary>
    private const int MostThrows = 100;

    [Fact]
    public void Eight_of_ten_first_promises_are_kept_by_what_was_learned_and_far_fewer_by_the_suppliers_dates()
    {
        var nominal = Shares("by the suppliers' dates", BringsAll, learns: false);
        var learned = Shares("by what was learned", BringsAll, learns: true);

        Assert.InRange(learned, 0.76, 0.84);
        Assert.InRange(nominal, 0, learned - 0.2);
    }

    [Fact]
    public void What_was_learned_of_dates_cannot_bring_goods_that_never_come_and_still_keeps_a_fifth_more()
    {
        var nominal = Shares("by the suppliers' dates, some goods never come", DeliveryFate.Of, learns: false);
        var learned = Shares("by what was learned, some goods never come", DeliveryFate.Of, learns: true);

        Assert.InRange(learned, nominal + 0.15, 0.8);
    }

    private static double Shares(
        string what, Func<PurchaseOrder, int, IReadOnlyList<SupplierMove>> fate, bool learns)
    {
        var sales = SalesSlice.Cut(SampleFiles.ReadInvoiceLines(), int.MaxValue);
        var (byShipment, byLeadTime) = (new Promises(0, 0), new Promises(0, 0));
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var played = LateSeason.Play(sales, seed, purchase => fate(purchase, seed), learns);
            byShipment += played.ByShipment;
            byLeadTime += played.ByLeadTime;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{what}: {byShipment}; before a supplier gave a date, by the lead time: {byLeadTime}");
        return byShipment.Share;
    }

    private static IReadOnlyList<SupplierMove> BringsAll(PurchaseOrder purchase, int seed)
    {
        for (var thrown = 0; thrown < MostThrows; thrown++)
        {
            var moves = DeliveryFate.Of(purchase, seed + (1_000 * thrown));
            if (moves.OfType<SupplierMove.Tells>().All(
                tells => tells.Type is not (NewsType.Closed or NewsType.Cancelled)))
            {
                return moves;
            }
        }

        throw new InvalidOperationException($"{purchase.Shipment} never comes whole.");
    }
}
