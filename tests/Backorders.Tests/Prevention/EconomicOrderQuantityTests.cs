using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

/// <summary>Textbook examples, and quantities found by trying.</summary>
public sealed class EconomicOrderQuantityTests
{
    [Fact]
    public void A_thousand_needles_a_year_are_ordered_200_at_a_time()
    {
        // Heizer and Render, Sharp Inc.: D 1,000, order 10, holding 0.50, 250 working days.
        var order = EconomicOrderQuantity.Of(1000, 10, 0.5, daysPerYear: 250);

        Assert.Equal(200, order.Quantity, 9);
        Assert.Equal(5, order.OrdersPerYear, 9);
        Assert.Equal(50, order.DaysBetweenOrders, 9);
        Assert.Equal(100, order.OrderAndHoldingCostPerYear, 9);
    }

    [Theory]
    [InlineData(3120, 12, 0.02 * 0.25, 3870)] // Nahmias, pencils
    [InlineData(12_000, 4000, 500 * 0.2, 980)] // Chopra and Meindl, computers
    public void Published_quantities_are_found(double demand, double order, double holding, double expected) =>
        Assert.Equal(expected, Math.Round(EconomicOrderQuantity.Of(demand, order, holding).Quantity));

    [Fact]
    public void No_other_whole_quantity_costs_less()
    {
        var best = EconomicOrderQuantity.OfDailyDemand(12.5, 18, 4, 0.25);

        var tried = Enumerable.Range(1, 5000).MinBy(q => (12.5 * 365 / q * 18) + (q / 2.0 * 4 * 0.25));
        Assert.InRange(best.Quantity, tried - 1, tried + 1);
        Assert.Equal(12.5 * 365 * 4, best.GoodsCostPerYear, 6);
    }

    [Fact]
    public void A_wrong_quantity_costs_what_a_year_of_it_costs()
    {
        // 100 units every 36.5 days, and what lies each hundredth of a day is paid for.
        var cost = EconomicOrderQuantity.CostOf(100, 1000, 10, 0.5);

        var lies = Enumerable.Range(0, 3650).Average(step => 100 - (step * 100 / 3650.0));
        Assert.Equal(lies * 0.5, cost.HoldingCostPerYear, 1);
        Assert.Equal(100, cost.OrderCostPerYear, 9);
        Assert.Equal(125, cost.TotalCostPerYear, 9);
    }

    [Theory]
    [InlineData(1300, 8, 0.225, 5)]
    [InlineData(600, 40, 2, 1)]
    public void With_planned_backorders_a_year_played_in_small_steps_costs_what_is_said_and_no_other_pair_less(
        double demand, double order, double holding, double waiting)
    {
        double Played(double quantity, double most)
        {
            const int steps = 2000;
            var stock = Enumerable.Range(0, steps)
                .Select(i => quantity - most - (quantity * (i + 0.5) / steps)).ToList();
            return (order * demand / quantity) + (holding * stock.Average(s => Math.Max(0, s)))
                + (waiting * stock.Average(s => Math.Max(0, -s)));
        }

        var best = EconomicOrderQuantity.WithBackorders(demand, order, holding, waiting);

        Assert.Equal(Played(best.Quantity, best.MostWaiting), best.TotalCostPerYear, 2);
        Assert.Equal(best.MostWaiting / best.Quantity, best.ShareBackordered, 9);
        foreach (var (q, s) in new[] { (1.1, 1.0), (0.9, 1.0), (1.0, 1.2), (1.0, 0.8), (1.05, 1.1) })
        {
            Assert.True(Played(best.Quantity * q, best.MostWaiting * s) > best.TotalCostPerYear);
        }
    }

    [Fact]
    public void Toy_cars_are_bought_by_the_thousand()
    {
        // Heizer and Render, Wohl's Discount Store.
        var best = PriceBreaks.AllUnits(5000, 49, 0.2, [new(0, 5), new(1000, 4.8), new(2000, 4.75)]);

        Assert.Equal(1000, best.Quantity, 9);
        Assert.Equal(4.8, best.UnitPrice);
        Assert.Equal([700, 714, 718], best.Options.Select(option => Math.Round(option.EconomicQuantity)));
        Assert.Equal([25_700, 24_725, 24_822.5], best.Options.Select(option => option.Order.TotalCostPerYear));
    }

    [Fact]
    public void Trash_bags_are_bought_by_five_hundred()
    {
        // Nahmias, all-units discounts of the Weighty Trash Bag Company.
        var best = PriceBreaks.AllUnits(600, 8, 0.2, [new(1000, 0.28), new(0, 0.30), new(500, 0.29)]);

        Assert.Equal(500, best.Quantity, 9);
        Assert.Equal(198.1, best.TotalCostPerYear, 9);
    }

    [Fact]
    public void Of_all_whole_quantities_within_the_longest_cover_none_is_cheaper()
    {
        PriceBreak[] breaks = [new(0, 10), new(120, 9.5), new(400, 9), new(900, 8.7)];
        foreach (var cover in new[] { 20.0, 45, 90, 365 })
        {
            var best = PriceBreaks.AllUnits(2000, 30, 0.25, breaks, cover);

            double Cost(int q)
            {
                var price = breaks.Last(step => step.FromQuantity <= q).UnitPrice;
                return (2000 * price) + (2000.0 / q * 30) + (q / 2.0 * price * 0.25);
            }

            var tried = Enumerable.Range(1, (int)(2000 / 365.0 * cover)).MinBy(Cost);
            Assert.InRange(best.Quantity, tried - 1, tried + 1);
            Assert.True(best.TotalCostPerYear <= Cost(tried) + 1e-9);
        }
    }

    [Fact]
    public void What_makes_no_sense_is_refused_with_what_to_do()
    {
        Assert.Contains("above 0", Assert.Throws<ArgumentOutOfRangeException>(
            () => EconomicOrderQuantity.Of(10, 10, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => EconomicOrderQuantity.Of(-1, 10, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => EconomicOrderQuantity.CostOf(0, 10, 10, 1));
        Assert.Throws<ArgumentException>(() => PriceBreaks.AllUnits(10, 10, 0.2, []));
        Assert.Throws<ArgumentException>(() => PriceBreaks.AllUnits(10, 10, 0.2, [new(1, 2), new(1, 3)]));
        Assert.Contains("smaller minimum", Assert.Throws<ArgumentOutOfRangeException>(
            () => PriceBreaks.AllUnits(365, 10, 0.2, [new(500, 2)], maxCoverDays: 90)).Message,
            StringComparison.Ordinal);
    }
}
