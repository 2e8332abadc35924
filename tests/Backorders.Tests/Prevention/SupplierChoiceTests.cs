using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class SupplierChoiceTests
{
    private static readonly DateOnly Monday = new(2026, 6, 1);

    [Fact]
    public void Of_those_able_in_time_the_cheapest_is_chosen()
    {
        SupplierOffer[] offers =
            [new("slow", 1, 0, 20, 5), new("dear", 9, 10, 5, 2), new("fair", 8, 10, 8, 2), new("risky", 2, 0, 8, 3)];

        var advice = SupplierChoice.Of(offers, 100, Monday, Monday.AddDays(10), 5);

        Assert.Equal(["fair", "dear", "risky", "slow"], advice.Ranking.Select(ranked => ranked.Offer.Supplier));
        Assert.Equal((810, Monday.AddDays(10)), (advice.Chosen!.Cost.Total, advice.Chosen.Arrives));
        Assert.StartsWith("The cheapest of 2 able by 2026-06-11 is fair", advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_is_able_the_fastest_is_flagged_with_its_days()
    {
        var advice = SupplierChoice.Of(
            [new("cheap", 1, 0, 9), new("fast", 50, 0, 5, 2)], 10, Monday, Monday.AddDays(4), 5);

        Assert.Equal(("fast", 3), (advice.Chosen!.Offer.Supplier, advice.Chosen.DaysLate));
        Assert.Contains("late by 3 days", advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_of_an_offer_names_its_currency_and_how_sure_its_date_is()
    {
        string Said(SupplierOffer offer) =>
            SupplierChoice.Of([offer], 10, Monday, Monday.AddDays(9), 5).Ranking[0].Reason;

        Assert.Equal(
            "acme: here by 2026-06-11 in four of five cases (8 days + 2 late), late by 1 day, 45.00 EUR landed for 10",
            Said(new("acme", 4, 5, 8, 2) { Currency = "EUR" }));
        Assert.Equal(
            "acme: here by 2026-06-07 in four of five cases (8 days − 2 early), in time, price not known for 10 of "
            + "the 20 that must be bought",
            Said(new("acme", 0, 0, 8, -2, 20)));
    }

    [Fact]
    public void An_offer_that_ended_or_is_switched_off_is_none()
    {
        SupplierOffer[] offers =
            [new("ended", 1, 0, 1, ValidTo: Monday.AddDays(-1)), new("off", 1, 0, 1, Active: false)];

        Assert.Null(SupplierChoice.Of(offers, 10, Monday, Monday.AddDays(9), 1).Chosen);
        Assert.Equal("today", SupplierChoice.Of([.. offers, new("today", 9, 0, 1, ValidTo: Monday)], 10, Monday,
            Monday.AddDays(9), 1).Chosen!.Offer.Supplier);
    }

    [Theory]
    [InlineData(40, 500, 1, 2)]
    [InlineData(100, 0, 48, 7)]
    [InlineData(30, 30, 1, 3)]
    public void A_forced_surplus_costs_what_its_days_on_the_shelf_cost(
        long units, long minimum, long pack, double demand)
    {
        var offer = new SupplierOffer("acme", 4, 15, 5, 0, minimum, pack);

        var cost = SupplierChoice.CostOf(offer, units, demand, 0.25);

        // Each hundredth of a day: what lies there with the surplus, less what would lie there without it.
        double Lies(double stock) => Enumerable.Range(0, (int)(stock / demand * 100) + 2)
            .Sum(step => Math.Max(0, stock - (demand * (step + 0.5) / 100)) / 100);
        Assert.Equal((Lies(cost.Ordered) - Lies(units)) * 4 * 0.25 / 365, cost.SurplusHolding, 1);
        Assert.Equal((units * 4) + 15 + cost.SurplusHolding, cost.Total, 9);
        Assert.Equal((cost.Ordered * 4) + 15, cost.Payable);
    }

    [Fact]
    public void A_surplus_that_nobody_will_buy_costs_its_price() =>
        Assert.Equal(60 * 4, SupplierChoice.CostOf(new("acme", 4, 0, 5, 0, 100), 40, 0).SurplusHolding);

    [Fact]
    public void A_small_minimum_beats_a_low_price_that_fills_the_shelves_for_years()
    {
        var advice = SupplierChoice.Of(
            [new("bulk", 4, 0, 5, 0, 5000), new("small", 5, 0, 5)], 100, Monday, Monday.AddDays(30), 2);

        Assert.Equal("small", advice.Chosen!.Offer.Supplier);
    }

    public static TheoryData<string, PurchaseLine, int, FallbackCause, long> Lines()
    {
        var line = new PurchaseLine("acme", 100, Monday, Monday.AddDays(10));
        var confirmed = line with { Confirmed = 100, ConfirmedFor = Monday.AddDays(8) };
        return new()
        {
            { "a day to confirm is left", line, 1, FallbackCause.None, 0 },
            { "two working days without a word", line, 2, FallbackCause.Unconfirmed, 100 },
            { "over a weekend", line with { Placed = Monday.AddDays(-3) }, -1, FallbackCause.None, 0 },
            { "confirmed in time", confirmed, 2, FallbackCause.None, 0 },
            { "confirmed for the day", confirmed with { ConfirmedFor = Monday.AddDays(10) }, 2, FallbackCause.None, 0 },
            { "too late", confirmed with { ConfirmedFor = Monday.AddDays(11) }, 2, FallbackCause.ConfirmedTooLate,
                100 },
            { "late as usual", confirmed, 14, FallbackCause.None, 0 },
            { "beyond P95", confirmed with { Received = 30 }, 15, FallbackCause.Overdue, 70 },
            { "cancelled", confirmed with { Cancelled = true, Received = 10 }, 3, FallbackCause.Cancelled, 90 },
            { "confirmed short", confirmed with { Confirmed = 60 }, 3, FallbackCause.DeliveredShort, 40 },
            { "more came", confirmed with { Confirmed = 60, Received = 75 }, 3, FallbackCause.DeliveredShort, 25 },
            { "closed short", confirmed with { Closed = true, Received = 80 }, 9, FallbackCause.DeliveredShort, 20 },
            { "all came", confirmed with { Received = 100, Cancelled = true }, 30, FallbackCause.None, 0 },
        };
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_supplier_is_waited_for_until_its_line_says_otherwise(
        string why, PurchaseLine line, int day, FallbackCause cause, long uncovered)
    {
        var decision = SupplierFallback.Of(
            line, Monday.AddDays(day), 6, [new("acme", 1, 0, 1), new("bolt", 2, 0, 3)], 5);

        Assert.True((decision.Cause, decision.Uncovered) == (cause, uncovered), $"{why}: {decision}");
        Assert.Equal(cause == FallbackCause.None ? null : "bolt", decision.Next?.Chosen?.Offer.Supplier);
        Assert.NotEmpty(decision.Reason);
    }

    [Fact]
    public void What_another_order_covers_is_not_ordered_again()
    {
        var line = new PurchaseLine("acme", 100, Monday, Monday.AddDays(10), Cancelled: true);

        Assert.Equal(40, SupplierFallback.Of(line, Monday, 6, [], 5, coveredElsewhere: 60).Uncovered);
        Assert.Equal(FallbackCause.None, SupplierFallback.Of(line, Monday, 6, [], 5, coveredElsewhere: 100).Cause);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => SupplierFallback.Of(line with { Ordered = 0 }, Monday, 6, [], 5));
    }
}
