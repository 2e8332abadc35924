using Backorders.Prevention;
using Backorders.Supply;

namespace Backorders.Tests.Prevention;

/// <summary>The small decisions around a plan.</summary>
public sealed class PlanPartsTests
{
    private static readonly DateOnly First = new(2026, 11, 1);

    [Fact]
    public void What_nobody_could_see_is_missing_and_what_was_seen_counts()
    {
        DemandDay[] days =
        [
            new(First), new(First.AddDays(1)) { Asked = 5, AskedLines = 1, AtOnce = 5 },
            new(First.AddDays(2)) { Asked = 9, AskedLines = 2, Rejected = 4 },
            new(First.AddDays(3)) { Stock = new(0, 0, 0, 0) },
            new(First.AddDays(4)) { Asked = 90, AskedLines = 3, AtOnce = 90, BulkUnits = 80, BulkLines = 1 },
        ];

        var refusing = SkuPast.Of(days, First.AddDays(1), denies: true, []);
        var taking = SkuPast.Of(days, First.AddDays(1), denies: false, []);

        Assert.Equal([5, double.NaN, double.NaN, 10], refusing.Units);
        Assert.Equal([5, double.NaN, 0, 10], taking.Units);
        Assert.Equal([0, 0, 0, 80], taking.BulkUnits);
        Assert.Empty(SkuPast.Of(days, null, denies: false, []).Days);
    }

    [Fact]
    public void Classes_go_by_money_where_most_has_a_price_and_never_by_both()
    {
        var (money, values) = ClassValues.Of([("A", 80, 2), ("B", 20, null)]);
        Assert.True(money);
        Assert.Equal([160, 40], values.Select(item => item.Value));

        var (mixed, units) = ClassValues.Of([("A", 79, 2), ("B", 21, null)]);
        Assert.False(mixed);
        Assert.Equal([79, 21], units.Select(item => item.Value));
        Assert.False(ClassValues.Of([("A", 0, 2), ("B", 0, null)]).ByMoney);
    }

    [Fact]
    public void A_lead_time_says_where_it_comes_from()
    {
        var item = new SupplierItem(3, "EUR", 9, 1, 1, null, true);
        var late = new SupplierFigures(7, 2, 5, 9, 12.4, 1.5, 1, 1, 0);
        PlannedLeadTime Of(SupplierItem terms, SupplierFigures? figures, int? own) =>
            PlannedOffers.Of([new(new("acme"), terms, figures)], own, First).Lead;

        Assert.Equal(new(9, 0, 0, "9 days as acme says"), Of(item, null, 30));
        Assert.Equal(new(11, 1.5, 5, "9 days as acme says, and 2 more as usual"), Of(item, late, 30));
        Assert.Equal(
            new(14, 1.5, 5, "12 days as acme has taken, and 2 more as usual"),
            Of(item with { LeadTimeDays = null }, late, 30));
        Assert.Equal(new(30, 0, 0, "30 days as set for the SKU"), Of(item with { LeadTimeDays = null }, null, 30));
        Assert.Equal(PlannedLeadTime.Assumed, PlannedOffers.Of([], null, First).Lead);
        Assert.Equal("30 days as set for the SKU", Of(item with { Active = false }, null, 30).Basis);
    }

    [Fact]
    public void Offers_are_compared_in_one_currency()
    {
        SupplierItem Priced(decimal? price, string? currency) => new(price, currency, 9, 1, 1, null, true);
        var offers = PlannedOffers.Of(
            [
                new(new("a"), Priced(3, "EUR"), null), new(new("b"), Priced(1, "USD"), null),
                new(new("c"), Priced(2, "EUR"), null), new(new("d"), Priced(null, "EUR"), null),
            ],
            null, First);

        Assert.Equal(("EUR", 2.0), (offers.Currency, offers.Price));
        Assert.Equal(["a", "c"], offers.Offers.Select(offer => offer.Supplier));
        Assert.Equal("b (USD), d (no price)", offers.NotCompared);
        Assert.Null(PlannedOffers.Of([new(new("d"), Priced(null, null), null)], null, First).NotCompared);
    }

    [Fact]
    public void The_time_since_the_last_reorder_is_found_with_all_that_came_in_it()
    {
        DemandDay[] days =
        [
            .. Enumerable.Range(0, 10).Select(day => new DemandDay(First.AddDays(day))
            {
                Asked = 4,
                AskedLines = 1,
                AtOnce = day < 7 ? 4 : 1,
                Stock = new(20, 18 - day, day, 0),
            }),
        ];
        PlannedDelivery[] deliveries =
        [
            new(First.AddDays(-9), First, 5, [(First.AddDays(1), 5)]),
            new(First.AddDays(4), First.AddDays(6), 30, [(First.AddDays(8), 10), (First.AddDays(12), 20)]),
            new(First.AddDays(11), First.AddDays(20), 99, []),
        ];

        var found = LastStockOut.Find(days, deliveries)!;

        Assert.Equal((First.AddDays(9), First.AddDays(4), 10.0), (found.On, found.From, found.Opening));
        Assert.Equal([4, 4, 4, 4, 4, 4], found.Demand);
        Assert.Equal([new SupplyPart(2, 10, 4, 10), new SupplyPart(2, 20, null, 0)], found.Supply);
        Assert.Null(LastStockOut.Find([.. days.Take(7)], deliveries));
        Assert.Null(LastStockOut.Find([.. days.Select(day => day with { Stock = null })], deliveries));
    }

    [Fact]
    public void Days_of_a_shop_are_sums()
    {
        var day = ShopDay.Of(new(First)
        {
            Asked = 9,
            AskedLines = 2,
            AtOnce = 4,
            LinesAtOnce = 1,
            Rejected = 1,
            Stock = new(0, 0, 5, 9),
        });

        var sum = Assert.Single(ShopDay.Sum([day, day, ShopDay.Nothing(First) with { PromisedUnits = 7 }]));

        Assert.Equal((18L, 8L, 8L, 2L, 4L), (sum.Asked, sum.AtOnce, sum.Backordered, sum.Rejected, sum.Lines));
        Assert.Equal((2, 2, 7L, 2L), (sum.SkusLookedAt, sum.SkusOut, sum.PromisedUnits, sum.LinesAtOnce));
    }

    [Fact]
    public void The_age_of_what_waits_counts_every_unit()
    {
        var waiting = WaitingUnits.Sum(
            [new(First.AddDays(4), 3), new(First, 1), new(First.AddDays(4), 2), new(First.AddDays(9), 4)]);

        Assert.Equal([new(First, 1), new(First.AddDays(4), 5), new(First.AddDays(9), 4)], waiting);
        // Of ten units the fifth youngest waits 6 days, the ninth too, the tenth 10.
        Assert.Equal((6, 6, 10), WaitingUnits.Age(waiting, First.AddDays(10)));
        Assert.Equal((null, null, null), WaitingUnits.Age([], First));
    }
}
