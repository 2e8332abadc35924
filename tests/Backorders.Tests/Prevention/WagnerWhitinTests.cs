using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

/// <summary>The paper's example and a textbook's, and every way to order tried out.</summary>
public sealed class WagnerWhitinTests
{
    [Fact]
    public void The_paper_of_1958_orders_six_times_for_864()
    {
        double[] demand = [69, 29, 36, 61, 61, 26, 34, 67, 45, 67, 79, 56];
        double[] order = [85, 102, 102, 101, 98, 114, 105, 86, 119, 110, 98, 114];

        var plan = WagnerWhitin.Plan(demand, order, [.. Enumerable.Repeat(1.0, 12)]);

        Assert.Equal(864, plan.TotalCost, 9);
        Assert.Equal([98, 0, 97, 0, 121, 0, 0, 112, 0, 67, 135, 0], plan.Quantities);
    }

    [Fact]
    public void Twelve_months_of_Silver_and_Peterson_cost_501_20()
    {
        var plan = WagnerWhitin.Plan([10, 62, 12, 130, 154, 129, 88, 52, 124, 160, 238, 41], 54, 0.4);

        Assert.Equal(501.2, plan.TotalCost, 9);
        Assert.Equal([1, 4, 5, 7, 9, 10, 11], plan.Lots.Select(lot => lot.Period));
        Assert.Equal(84, plan.Lots[0].Units);
        Assert.Equal(3, plan.Lots[0].LastPeriod);
    }

    [Fact]
    public void Four_periods_are_met_by_two_orders()
    {
        var plan = WagnerWhitin.Plan([90, 120, 80, 70], 500, 2);

        Assert.Equal([210, 0, 150, 0], plan.Quantities);
        Assert.Equal(1380, plan.TotalCost, 9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_set_of_periods_to_order_in_costs_less(int seed)
    {
        var random = new Random(seed);
        for (var example = 0; example < 60; example++)
        {
            var count = random.Next(1, 10);
            double[] Numbers(int most) => [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(0, most))];
            double[] demand = [.. Numbers(40).Select(units => units < 12 ? 0 : units)];
            double[] order = Numbers(90), hold = Numbers(4), price = Numbers(5);
            var stock = random.Next(0, 30);

            var plan = WagnerWhitin.Plan(demand, order, hold, stock, price);

            var tried = Enumerable.Range(0, 1 << count).Min(set => Tried(set, demand, order, hold, price, stock));
            Assert.Equal(tried, plan.TotalCost, 6);
            Assert.All(plan.LeftAtEnd, left => Assert.True(left >= 0));
        }
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentException>(() => WagnerWhitin.Plan([], 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WagnerWhitin.Plan([1, -2], 1, 1));
        Assert.Throws<ArgumentException>(() => WagnerWhitin.Plan([1, 2], [1], [1, 1]));
    }

    /// <summary>Orders in the periods of the set, each up to the next, the stock of before going out first.</summary>
    private static double Tried(
        int set, double[] demand, double[] order, double[] hold, double[] price, double stock)
    {
        double cost = 0;
        for (var period = 0; period < demand.Length; period++)
        {
            if ((set & (1 << period)) != 0)
            {
                var next = Enumerable.Range(period + 1, demand.Length - period)
                    .First(later => later == demand.Length || (set & (1 << later)) != 0);
                var lot = Math.Max(0, demand[period..next].Sum() - stock);
                cost += order[period] + (lot * price[period]);
                stock += lot;
            }

            stock -= demand[period];
            cost += stock * hold[period];
            if (stock < 0) return double.PositiveInfinity;
        }

        return cost;
    }
}
