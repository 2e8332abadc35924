using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class OrderQuantityTests
{
    [Fact]
    public void At_the_reorder_point_is_ordered_one_above_it_is_not()
    {
        Assert.Equal(OrderAdvice.Wait, OrderQuantity.Decide(163, 162, 100, 12.5).Advice);
        var decision = OrderQuantity.Decide(162, 162, 100, 12.5);

        Assert.Equal((OrderAdvice.Order, 100L), (decision.Advice, decision.Quantity));
        Assert.Equal((262 / 12.5, 262.0), (decision.CoverDays, decision.OrderUpTo));
    }

    [Fact]
    public void A_position_far_below_is_raised_to_reorder_point_and_quantity_together()
    {
        Assert.Equal(162 + 100 + 20, OrderQuantity.Decide(-20, 162, 100, 12.5).Quantity);
        Assert.Equal(13, OrderQuantity.Decide(2.5, 5, 10.2, 1).Quantity);
    }

    [Theory]
    [InlineData(100, 0, 12, 108)] // nine packs
    [InlineData(96, 0, 12, 96)] // eight packs to the unit
    [InlineData(100, 130, 1, 130)]
    [InlineData(100, 130, 12, 132)]
    public void The_minimum_comes_first_and_then_whole_packs(long wanted, long minimum, long pack, long expected)
    {
        var decision = OrderQuantity.Decide(50, 50, wanted, 5, minimum, pack, 90, 10);

        Assert.Equal((OrderAdvice.Order, expected, wanted), (decision.Advice, decision.Quantity, decision.Needed));
    }

    [Fact]
    public void A_minimum_of_fourteen_months_is_asked_about()
    {
        var decision = OrderQuantity.Decide(10, 12, 40, 500 / (14 * 365 / 12.0), minimum: 500, protectionDays: 10);

        Assert.Equal((OrderAdvice.AskAPerson, 500L), (decision.Advice, decision.Quantity));
        Assert.Contains("minimum 500 = 14 months", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_safety_stock_alone_is_no_reason_to_ask()
    {
        // 60 days of safety and 90 of order: that a pack rounds up by one unit makes no surplus.
        Assert.Equal(OrderAdvice.Order, OrderQuantity.Decide(70, 70, 90, 1, pack: 7, protectionDays: 10).Advice);
        Assert.Equal(OrderAdvice.AskAPerson, OrderQuantity.Decide(70, 70, 90, 1, 200, 7, protectionDays: 10).Advice);
    }

    [Fact]
    public void What_nobody_buys_is_not_ordered_by_minimum_without_asking()
    {
        Assert.Equal(OrderAdvice.AskAPerson, OrderQuantity.Decide(0, 2, 0, 0, minimum: 50).Advice);
        Assert.Equal((OrderAdvice.Wait, 0L), (OrderQuantity.Decide(0, 0, 0, 0).Advice,
            OrderQuantity.Decide(0, 0, 0, 0, minimum: 50).Quantity));
    }

    [Theory]
    [InlineData(500, 10, 0, 90, 500)]
    [InlineData(2000, 10, 0, 90, 900)] // the longest cover
    [InlineData(3, 10, 0, 90, 10)] // a day at least
    [InlineData(3, 10, 7, 90, 70)] // the review interval at least
    [InlineData(3, 10, 40, 30, 400)] // the interval decides over the cover
    public void The_quantity_lasts_until_the_next_look_and_no_longer_than_allowed(
        double economic, double demand, double review, double cover, double expected) =>
        Assert.Equal(expected, OrderQuantity.Target(economic, demand, review, cover));

    [Fact]
    public void Covers_are_60_days_for_A_90_for_others_and_30_for_new_spiky_items()
    {
        Assert.Equal([60, 90, 90], new[] { AbcClass.A, AbcClass.B, AbcClass.C }
            .Select(abc => OrderQuantity.MaxCoverDays(abc)));
        Assert.Equal(30, OrderQuantity.MaxCoverDays(AbcClass.A, newAndSpiky: true));
    }

    [Fact]
    public void The_position_counts_what_is_coming_and_what_is_spoken_for() =>
        Assert.Equal(40 + 100 - 25 - 10, InventoryPosition.Of(40, 100, 25, 10));

    [Fact]
    public void Only_inbound_due_inside_the_lead_time_counts_for_urgency()
    {
        var facts = Urgency.Of(30, 0, 10, [new(5, 15), new(12, 1), new(13, 500)], 4, 12, 3);

        Assert.Equal((20, 16, 500), (facts.Available, facts.InboundInTime, facts.InboundLater));
        Assert.Equal(9, facts.CoverDays);
        Assert.True(facts.Urgent);

        // Played by hand: 20 last days 0 to 4, 15 more come on day 5 and last with 0 left over to day 7.
        Assert.Equal(8, facts.RunsOutInDays);
        Assert.False(Urgency.Of(80, 0, 0, [], 4, 12, 3).Urgent);
        Assert.Equal(
            "62 due within 12 days, less 14 that customers wait for, last 4 days, a new order takes 12",
            Urgency.Of(48, 14, 48, [new(5, 62)], 12, 12).Reason);
        Assert.Contains("more than 730 days", Urgency.Of(300, 0, 0, [], 0.003, 7).Reason, StringComparison.Ordinal);
        Assert.Null(Urgency.Of(80, 0, 0, [], 0, 12).RunsOutInDays);
    }

    [Fact]
    public void Cover_is_counted_on_a_rate_or_on_known_days()
    {
        Assert.Equal((8, double.PositiveInfinity, 0.0),
            (DaysOfCover.Of(100, 12.5), DaysOfCover.Of(1, 0), DaysOfCover.Of(-3, 0)));
        Assert.Equal(2.5, DaysOfCover.Of(25, [10, 10, 10, 10]));
        Assert.Equal(2, DaysOfCover.Of(20, [10, 10, 10]));
        Assert.Equal(double.PositiveInfinity, DaysOfCover.Of(50, [10, 10]));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderQuantity.Decide(1, 1, 1, 1, pack: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderQuantity.Decide(double.NaN, 1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderQuantity.Target(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => InventoryPosition.Of(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Urgency.Of(1, 0, 0, [], 1, -2));
    }
}
