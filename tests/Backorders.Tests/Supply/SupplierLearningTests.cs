using Backorders.Ledger;
using Backorders.Prevention;
using Backorders.Supply;
using CsCheck;

namespace Backorders.Tests.Supply;

/// <summary>What deliveries say of their supplier; expected figures are counted out, not computed by the formula.
/// </summary>
public sealed class SupplierLearningTests
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    [Fact]
    public void A_delivery_is_as_late_as_its_units_were_after_the_date_that_was_given_first()
    {
        var delivery = Announced(10, Monday.AddDays(7));
        delivery = Told(delivery with { Eta = Monday.AddDays(12) }, delivery, Monday.AddDays(6));
        delivery = Came(delivery, 4, Monday.AddDays(9));
        delivery = Came(delivery, 6, Monday.AddDays(12));

        var tally = SupplierTally.Of(delivery);

        Assert.Equal(1, tally.Receipts);
        Assert.Equal([(2, 0.4), (5, 0.6)], tally.Late.Select(late => (late.Key, late.Value)));
        var took = Assert.Single(tally.Took);
        Assert.Equal(Monday.AddDays(12), took.LastDay);
        Assert.Equal((9 * 0.4) + (12 * 0.6), took.Days, 12);
    }

    [Fact]
    public void Goods_that_nobody_announced_say_nothing_of_dates()
    {
        var unknown = InboundRecord.New(new("PO"));
        Assert.Equal(SupplierTally.None, SupplierTally.Of(Came(unknown, 5, Monday)));
    }

    [Fact]
    public void What_was_announced_less_and_what_never_came_is_counted_when_it_is_over()
    {
        var whole = Came(Announced(10, Monday), 10, Monday);
        var less = Announced(10, Monday);
        less = Told(less with { Expected = 8 }, less, Monday);
        less = Came(less, 5, Monday);
        var open = SupplierTally.Of(less);
        var closed = SupplierTally.Of(Told(less with { Ended = true }, less, Monday.AddDays(1)));

        Assert.Equal(new(0, 0, 0, 0, 0, 0), open.Record);
        Assert.Equal(new(1, 0, Ordered: 10, OnTime: 5, Confirmed: 8, Received: 5), closed.Record);
        var all = Enumerable.Repeat(SupplierTally.Of(whole), 4).Aggregate(closed, (sum, next) => sum.Plus(next));
        var facts = SupplierLearning.Learn(SupplierTally.None, all);
        Assert.Equal(
            (4 / 5.0, 48 / 50.0, 5 / 50.0), (facts.OnTimeInFull, facts.ConfirmedRatio, facts.ShortRatio));
    }

    [Fact]
    public void A_shipment_that_is_opened_again_is_over_no_more()
    {
        var delivery = Announced(10, Monday);
        var cancelled = Told(delivery with { Ended = true }, delivery, Monday.AddDays(3));
        Assert.Equal(Monday.AddDays(3), cancelled.Facts.LastDay);
        var again = Told(cancelled with { Ended = false, Eta = Monday.AddDays(30) }, cancelled, Monday.AddDays(4));
        Assert.Null(again.Facts.LastDay);
        Assert.Equal((Monday, 10L), (again.Facts.FirstEta!.Value, again.Facts.FirstExpected));
    }

    [Fact]
    public void Days_of_arrival_never_go_back_and_are_no_more_than_can_be_kept()
    {
        var delivery = Announced(1_000, Monday);
        for (var day = 1; day <= InboundFacts.MostDays + 20; day++)
        {
            delivery = Came(delivery, 1, Monday.AddDays(day));
        }

        delivery = Came(delivery, 7, Monday);
        Assert.Equal(InboundFacts.MostDays, delivery.Facts.Came.Length);
        Assert.Equal(InboundFacts.MostDays + 20 + 7, delivery.Facts.Came.Sum(came => came.Units));
        Assert.Equal(delivery.Facts.Came.OrderBy(came => came.Day), delivery.Facts.Came);
    }

    [Fact]
    public void The_newest_twenty_of_the_last_year_count()
    {
        var old = Late("A", 90, Monday.AddDays(-Lateness.MostDays - 1));
        var many = Enumerable.Range(0, 25).Select(n => Late($"B{n:00}", n, Monday.AddDays(-n)));

        var tally = SupplierTally.Newest(many.Append(old), Monday);

        Assert.Equal(Enumerable.Range(0, Lateness.MostReceipts), tally.Late.Keys);
        Assert.Equal(SupplierTally.None, SupplierTally.Newest([old], Monday));
    }

    [Fact]
    public void Four_deliveries_say_nothing_and_five_do()
    {
        var four = Deliveries(1, 2, 3, 4);
        Assert.Equal(new(4, null, null, null, null, null, 0, 1, 0), SupplierLearning.Learn(four, four));
        Assert.Equal(0, SupplierLearning.Learn(four, four).PromiseDays);

        var facts = SupplierLearning.Learn(SupplierTally.None, Deliveries(1, 2, 3, 4, 5));
        Assert.Equal((0, 3, 4, 5), (facts.Receipts, facts.P50Days, facts.P80Days, facts.P95Days));
    }

    [Fact]
    public void Who_comes_early_is_promised_by_its_own_date() =>
        Assert.Equal((-2, 0), Figures(Deliveries(-5, -4, -3, -2, -1)));

    [Fact]
    public void Nobody_is_promised_by_a_supplier_that_is_more_than_a_year_late() =>
        Assert.Equal((900, SupplierFigures.MostPromiseDays), Figures(Deliveries(900, 900, 900, 900, 900)));

    [Fact]
    public void A_lead_time_is_the_SKUs_own_from_five_deliveries_on()
    {
        var pooled = Deliveries(0, 0, 0, 0, 10);
        Assert.Equal(7 + 2, SupplierLearning.Learn(Deliveries(3, 3, 3, 3), pooled).LeadTimeDays);
        var own = SupplierLearning.Learn(Deliveries(1, 2, 3, 4, 5), pooled);
        Assert.Equal(7 + 3, own.LeadTimeDays);
        Assert.Equal(Math.Sqrt(2.5), own.LeadTimeSpreadDays!.Value, 12);
    }

    /// <summary>As many copies of each delivery as its weight says, in whole numbers; then the one at that place.
    /// </summary>
    [Fact]
    public void The_SKUs_deliveries_weigh_one_each_and_all_of_the_supplier_ten()
    {
        var days = Gen.Int[-4, 12];
        Gen.Select(days.Array[0, 8], days.Array[5, 12]).Sample((own, others) =>
        {
            var all = own.Concat(others).ToArray();
            var copies = own.SelectMany(day => Enumerable.Repeat(day, all.Length))
                .Concat(all.SelectMany(day => Enumerable.Repeat(day, 10))).Order().ToArray();
            var facts = SupplierLearning.Learn(Deliveries(own), Deliveries(all));
            Assert.Equal(At(copies, 50), facts.P50Days);
            Assert.Equal(At(copies, 80), facts.P80Days);
            Assert.Equal(At(copies, 95), facts.P95Days);
        });

        static int At(int[] sorted, int percent) => sorted[((sorted.Length * percent) + 99) / 100 - 1];
    }

    private static (int? P80, int Promise) Figures(SupplierTally tally)
    {
        var facts = SupplierLearning.Learn(SupplierTally.None, tally);
        return (facts.P80Days, facts.PromiseDays);
    }

    private static SupplierTally Deliveries(params int[] daysLate) => daysLate
        .Select((late, index) => SupplierTally.Of(Late($"PO-{index}", late, Monday)))
        .Aggregate(SupplierTally.None, (sum, next) => sum.Plus(next));

    /// <summary>A delivery of one unit that came on that day, announced a week before it was due.</summary>
    private static InboundRecord Late(string id, int days, DateOnly cameOn)
    {
        var due = cameOn.AddDays(-days);
        var none = InboundRecord.New(new(id));
        return Came(Told(none with { Eta = due, Expected = 1 }, none, due.AddDays(-7)), 1, cameOn);
    }

    private static InboundRecord Announced(int units, DateOnly eta)
    {
        var none = InboundRecord.New(new("PO"));
        return Told(none with { Supplier = new("acme"), Eta = eta, Expected = units }, none, Monday);
    }

    private static InboundRecord Came(InboundRecord before, int units, DateOnly day) =>
        Told(before with { Arrived = before.Arrived + units }, before, day);

    private static InboundRecord Told(InboundRecord after, InboundRecord before, DateOnly day) =>
        InboundFacts.Remember(before, after, day);
}
