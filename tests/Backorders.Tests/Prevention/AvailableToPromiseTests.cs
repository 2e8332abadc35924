using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

/// <summary>Held against promises tried out unit by unit.</summary>
public sealed class AvailableToPromiseTests
{
    [Fact]
    public void Each_receipt_is_promised_until_the_next_one()
    {
        var plan = AvailableToPromise.Of(40, [0, 80, 0, 80, 0, 80], [33, 20, 10, 8, 4, 0]);

        Assert.Equal([7, 50, null, 68, null, 80], plan.Periods.Select(period => period.Discrete));
        Assert.Equal([7, 57, 57, 125, 125, 205], plan.Periods.Select(period => period.Cumulative));
        Assert.Equal([7, 67, 57, 129, 125, 205], plan.Periods.Select(period => period.Uncommitted));
    }

    [Fact]
    public void An_overpromised_receipt_takes_from_the_ones_before()
    {
        var plan = AvailableToPromise.Of(30, [0, 20, 0, 50], [5, 10, 28, 60]);

        Assert.Equal([25, -18, null, -10], plan.Periods.Select(period => period.BeforeLookBack));
        Assert.Equal([0, 0, null, 0], plan.Periods.Select(period => period.Discrete));
        Assert.Equal(3, plan.Missing);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void No_more_can_be_promised_by_a_period_than_keeps_every_promise_after_it(int seed)
    {
        var random = new Random(seed);
        for (var example = 0; example < 300; example++)
        {
            var count = random.Next(1, 9);
            double onHand = random.Next(0, 30);
            double[] receipts =
                [.. Enumerable.Range(0, count).Select(_ => random.Next(2) * (double)random.Next(0, 30))];
            double[] committed = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(0, 14))];

            var plan = AvailableToPromise.Of(onHand, receipts, committed);

            for (var period = 0; period < count && plan.Missing == 0; period++)
            {
                var most = Enumerable.Range(0, 400).Last(units => Holds(onHand, receipts, committed, period, units));
                Assert.Equal(most, plan.Periods[period].Cumulative, 9);
            }

            Assert.Equal(plan.Missing == 0, Holds(onHand, receipts, committed, 0, 0));
        }
    }

    [Fact]
    public void A_customer_hears_the_first_period_that_can_serve_him()
    {
        var plan = AvailableToPromise.Of(40, [0, 80, 0, 80], [33, 20, 10, 8]);

        Assert.Equal([1, 2, 4, null], new[] { 7, 8, 58, 1000 }
            .Select(units => AvailableToPromise.FirstPeriodFor(plan, units)));
        Assert.Throws<ArgumentException>(() => AvailableToPromise.Of(1, [1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => AvailableToPromise.Of(-1, [1], [1]));
    }

    private static bool Holds(double stock, double[] receipts, double[] committed, int period, double units)
    {
        for (var t = 0; t < receipts.Length; t++)
        {
            stock += receipts[t] - committed[t] - (t == period ? units : 0);
            if (stock < 0) return false;
        }

        return true;
    }
}
