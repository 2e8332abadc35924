using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

/// <summary>Ten a day for ten days, 110 in stock with a safety of 10, and 100 to come on day 9.</summary>
public sealed class StockOutCauseTests
{
    private static readonly double[] Ten = [.. Enumerable.Repeat(10.0, 12)];

    [Fact]
    public void A_late_supplier_is_the_cause_when_its_dates_would_have_held()
    {
        var facts = Why(Ten, [new(9, 100, null, 0)], required: 10);

        Assert.Equal((StockOutReason.Supplier, 11, 10.0), (facts.Reason, facts.FirstDay, facts.ShortAtWorst));
        Assert.Contains("it was 3 days late", facts.Evidence[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Demand_is_the_cause_when_the_forecast_would_have_held()
    {
        var facts = Why([.. Ten.Select(units => units * 2)], [new(9, 100, 9, 100)], required: 15);

        Assert.Equal(StockOutReason.Demand, facts.Reason);
    }

    [Fact]
    public void A_safety_stock_that_was_set_too_small_is_the_cause_when_the_required_one_would_have_held()
    {
        // 144 against 120 as forecast is nothing exceptional where 150 is not.
        var facts = Why([.. Ten.Select(units => units + 2)], [new(10, 100, 10, 100)], required: 40, sigma: 15);

        Assert.Equal((StockOutReason.SafetyStock, 20.0), (facts.Reason, facts.SafetyStockThatHolds));
        Assert.Contains("safety stock 20 would have held", facts.Evidence);
    }

    [Fact]
    public void Of_several_that_would_have_held_a_late_supplier_comes_first_then_exceptional_demand()
    {
        double[] wild = [.. Ten.Select((units, day) => day == 8 ? 60 : units)];

        Assert.Equal(StockOutReason.Supplier, Why(wild, [new(8, 100, 10, 100)], required: 200).Reason);
        Assert.Equal(StockOutReason.Demand, Why(wild, [new(10, 100, 10, 100)], required: 200).Reason);
        Assert.Equal(StockOutReason.SafetyStock, Why(wild, [new(10, 100, 10, 100)], required: 200, sigma: 40).Reason);
    }

    [Fact]
    public void What_none_alone_would_have_held_is_combined_and_listed()
    {
        // 14 a day and three days late: neither the dates nor the forecast alone is enough.
        var facts = Why([.. Ten.Select(units => units + 6)], [new(6, 60, null, 0)], required: 12, stock: 100);

        Assert.Equal(StockOutReason.Combined, facts.Reason);
        Assert.Equal([StockOutChange.Supplier, StockOutChange.Demand], facts.Changes);
        Assert.Contains("supply on its dates and demand as forecast together would have held", facts.Sentence,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_forgotten_order_a_short_delivery_and_a_bulk_line_are_told()
    {
        double[] positions = [.. Enumerable.Range(1, 12).Select(day => 110 - (day * 10.0))];
        double[] bulk = [.. Ten.Select((_, day) => day == 4 ? 40.0 : 0)];
        double[] demand = [.. Ten.Select((units, day) => units + bulk[day])];

        var facts = StockOutCause.Of(
            110, demand, Ten, [new(2, 30, 2, 20)], 10, 10, 5, positions, reorderPoint: 60, bulkByDay: bulk);

        Assert.Equal(
            [StockOutTag.NothingOrdered, StockOutTag.ShortDelivery, StockOutTag.BulkLine], facts.Tags);
        Assert.Contains("nothing ordered on day 4 although 60 there or coming had reached the reorder point 60",
            facts.Evidence);
        Assert.Contains("10 units fewer came than were confirmed", facts.Evidence);
        Assert.Contains("without the 40 units in bulk lines it would have held", facts.Evidence);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void The_safety_stock_that_holds_is_the_least_that_does_when_tried(int seed)
    {
        var random = new Random(seed);
        for (var example = 0; example < 200; example++)
        {
            double[] demand = [.. Ten.Select(_ => (double)random.Next(0, 25))];
            SupplyPart[] supply = [new(5, 50, random.Next(3, 14), random.Next(20, 60))];
            var facts = StockOutCause.Of(100, demand, Ten, supply, 10, 10, 5);

            var least = Enumerable.Range(10, 400).First(safety => Enumerable.Range(1, 12).All(days =>
                100 + safety - 10 + (supply[0].ReceivedDay < days ? supply[0].ReceivedUnits : 0)
                >= demand[..days].Sum()));
            Assert.Equal(least, facts.SafetyStockThatHolds);
            Assert.Equal(least == 10, facts.Reason == StockOutReason.NoStockOut);
        }
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentException>(() => StockOutCause.Of(1, [], [], [], 0, 0, 0));
        Assert.Throws<ArgumentException>(() => StockOutCause.Of(1, [1], [1, 2], [], 0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StockOutCause.Of(1, [1], [1], [], -1, 0, 0));
    }

    private static StockOutFacts Why(
        double[] demand, SupplyPart[] supply, double required, double sigma = 10, double stock = 110) =>
        StockOutCause.Of(stock, demand, Ten, supply, 10, required, sigma);
}
