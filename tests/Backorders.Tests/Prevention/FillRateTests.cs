using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class FillRateTests
{
    private static readonly double Sigma = 500 * Math.Sqrt(2);

    [Fact]
    public void A_fill_rate_is_what_the_textbook_prints()
    {
        // Chopra and Meindl: orders of 10,000, safety stock 1,000: 25 short in a cycle, 99.75 % served.
        Assert.Equal(25, FillRate.ShortPerCycle(Sigma, 1000 / Sigma), 0.3);
        Assert.Equal(0.9975, FillRate.Of(10_000, Sigma, 1000 / Sigma), 0.00005);
    }

    [Fact]
    public void The_safety_stock_of_a_fill_rate_is_what_the_textbook_prints()
    {
        // Chopra and Meindl: 97.5 % of orders of 10,000 allow 250 short, for which 67 are enough.
        var factor = FillRate.Factor(0.975, 10_000, Sigma);

        Assert.Equal(250, factor.ShortPerCycle, 1e-9);
        Assert.Equal(67, factor.SafetyStock, 0.6);
        Assert.Equal("97.5 % of units: 250 of 10000 may be short in a cycle, k 0.09", factor.Explanation);
    }

    [Theory]
    [InlineData(0.98, 300, false)]
    [InlineData(0.90, 5000, false)]
    [InlineData(0.98, 300, true)]
    public void The_factor_of_a_fill_rate_reaches_it(double fillRate, double quantity, bool lost)
    {
        var factor = FillRate.Factor(fillRate, quantity, Sigma, lostSales: lost);

        Assert.Equal(fillRate, FillRate.Of(quantity, Sigma, factor.K, lost), 1e-9);
    }

    [Fact]
    public void Large_orders_need_no_safety_stock()
    {
        var factor = FillRate.Factor(0.90, 100_000, 10);

        Assert.True(factor.K < 0);
        Assert.Equal(0, factor.SafetyStock);
        Assert.EndsWith(", no safety stock needed", factor.Explanation);
    }

    [Theory]
    [InlineData(10, 5, 0, 10)]
    [InlineData(1, 5, 0, 5)]
    [InlineData(10, 5, 7, 35)]
    public void A_cycle_serves_the_order_the_review_or_a_day_whichever_is_most(
        double quantity, double perDay, double review, double served) =>
        Assert.Equal(served, FillRate.Factor(0.95, quantity, 20, perDay, review).ServedPerCycle);

    [Fact]
    public void Lost_sales_cost_less_fill_rate_than_the_same_shortage_that_waits() => Assert.True(
        FillRate.Of(100, 50, 0.2, lostSales: true) > FillRate.Of(100, 50, 0.2));

    [Theory]
    [InlineData(4, 0)]
    [InlineData(9, 2)]
    [InlineData(14, 5)]
    public void Sobels_fill_rate_is_what_a_shop_lives_through(int orderUpTo, int leadTime)
    {
        double[] probabilities = [0.3, 0.2, 0.2, 0.15, 0.1, 0.05];
        var random = new Random(11);
        var due = new Queue<int>(Enumerable.Repeat(0, leadTime + 1));
        long net = orderUpTo, asked = 0, served = 0;
        for (var period = 0; period < 400_000; period++)
        {
            // What was ordered L periods ago arrives; customers come; what they took is ordered as the next begins.
            net += due.Dequeue();
            var demand = Drawn(random.NextDouble());
            asked += demand;
            served += Math.Clamp(net, 0, demand);
            net -= demand;
            due.Enqueue(demand);
        }

        Assert.Equal(
            (double)served / asked, FillRate.OfOrderUpTo(orderUpTo, leadTime, probabilities), 0.005);

        int Drawn(double chance)
        {
            var units = 0;
            for (; units < probabilities.Length - 1 && chance >= probabilities[units]; units++)
                chance -= probabilities[units];
            return units;
        }
    }

    [Fact]
    public void Sobels_fill_rate_is_the_same_by_probabilities_and_by_moments()
    {
        var poisson = new double[60];
        poisson[0] = Math.Exp(-2.5);
        for (var units = 1; units < poisson.Length; units++) poisson[units] = poisson[units - 1] * 2.5 / units;

        Assert.Equal(
            FillRate.OfOrderUpTo(12, 3, poisson), FillRate.OfOrderUpTo(12d, 3, 2.5, 2.5), 1e-9);
    }

    [Fact]
    public void Of_normal_demand_Sobels_fill_rate_is_an_integral()
    {
        var rate = FillRate.OfOrderUpTo(440d, 3, 100, 900);

        Assert.Equal(1 - (Short(400, 60) - Short(300, 30 * Math.Sqrt(3))) / 100, rate, 1e-5);

        static double Short(double mean, double sigma)
        {
            const double step = 0.01;
            return Enumerable.Range(0, 60_000).Select(slice => 440 + (slice + 0.5) * step)
                .Sum(x => (x - 440) * Math.Exp(-Math.Pow((x - mean) / sigma, 2) / 2))
                * step / sigma / Math.Sqrt(2 * Math.PI);
        }
    }

    [Fact]
    public void Senseless_input_is_refused_with_what_to_do()
    {
        Assert.StartsWith(
            "A fill rate is above 0 and below 1",
            Assert.Throws<ArgumentOutOfRangeException>(() => FillRate.Factor(1, 10, 1)).Message);
        Assert.StartsWith(
            "Probabilities add up to 1, not 0.9.",
            Assert.Throws<ArgumentException>(() => FillRate.OfOrderUpTo(3, 1, [0.5, 0.4])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => FillRate.Factor(0.9, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FillRate.Of(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FillRate.OfOrderUpTo(3, -1, [0.5, 0.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FillRate.OfOrderUpTo(3, 1, [1d]));
    }
}
