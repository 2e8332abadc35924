using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class MonitorTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Fact]
    public void A_class_goes_by_the_share_before_the_item_and_ties_by_SKU()
    {
        var classes = AbcClasses.Of(["d", "c", "b", "a", "e"], [5, 15, 40, 40, 0]);

        Assert.Equal(["a", "b", "c", "d", "e"], classes.Select(item => item.Sku));
        Assert.Equal([AbcClass.A, AbcClass.A, AbcClass.B, AbcClass.C, AbcClass.C], classes.Select(item => item.Class));
        Assert.Equal(AbcClass.A, AbcClasses.Of([new("only", 3)]).Single().Class);
        Assert.All(AbcClasses.Of([new("x", 0), new("y", 0)]), item => Assert.Equal(AbcClass.C, item.Class));
    }

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    public void Classes_counted_in_whole_cents_are_the_same(int seed)
    {
        var random = new Random(seed);
        for (var example = 0; example < 200; example++)
        {
            long[] cents = [.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.NextInt64(0, 40) * 5)];
            var sorted = cents.Select((value, index) => (value, sku: $"{index:00}"))
                .OrderByDescending(item => item.value).ThenBy(item => item.sku, StringComparer.Ordinal).ToList();
            var expected = sorted.Select((item, index) =>
            {
                var before = sorted.Take(index).Sum(larger => larger.value);
                return cents.Sum() == 0 ? 'C' : before * 100 < 80 * cents.Sum() ? 'A'
                    : before * 100 < 95 * cents.Sum() ? 'B' : 'C';
            });

            var classes = AbcClasses.Of(
                [.. cents.Select((_, index) => $"{index:00}")], [.. cents.Select(value => value / 100.0)]);

            Assert.Equal(expected, classes.Select(item => item.Class.ToString()[0]));
        }
    }

    [Fact]
    public void A_steady_item_is_X_and_the_limits_belong_to_the_steadier_class()
    {
        // Mean 4 and population deviation 2: a cv of exactly a half; 0 and 8: exactly one.
        Assert.Equal((SteadyClass.X, 0.5, 2), Facts(2, 6, 2, 6));
        Assert.Equal((SteadyClass.Y, 1, 4), Facts(0, 8));
        Assert.Equal(SteadyClass.Z, XyzClass.Of([0, 0, 9]).Class);
        Assert.Equal((SteadyClass.Z, null), (XyzClass.Of([0, 0]).Class, XyzClass.Of([0, 0]).Cv));
        Assert.Throws<ArgumentException>(() => XyzClass.Of([]));

        static (SteadyClass, double?, double) Facts(params double[] weeks) =>
            XyzClass.Of(weeks) is var facts ? (facts.Class, facts.Cv, facts.SdPerWeek) : default;
    }

    [Theory]
    [InlineData(1, 4, 10, AbcClass.B, AbcClass.B, true)]
    [InlineData(1, 4, 9, AbcClass.B, AbcClass.B, false)]
    [InlineData(4, 4, 99, AbcClass.B, AbcClass.B, false)]
    [InlineData(4, 4, 1, AbcClass.B, AbcClass.A, true)]
    [InlineData(4, 4, 1, AbcClass.A, AbcClass.A, false)]
    [InlineData(2, 4, 50, AbcClass.B, AbcClass.B, true)] // 4 against 1.5 × 2.5
    [InlineData(6, 10.8, 50, AbcClass.B, AbcClass.B, false)] // 10.8 against 1.5 × 7.2: not above
    public void A_best_seller_is_told_of_when_it_enters_A_or_grows_on_enough_lines(
        double before, double lately, int lines, AbcClass was, AbcClass now, bool alert)
    {
        double[] days = [.. Enumerable.Repeat(before, 42), .. Enumerable.Repeat(lately, 14)];

        Assert.Equal(alert, BestSellerAlert.Of(days, lines, was, now).Alert);
        Assert.Equal(alert, BestSellerAlert.Of([99, 99, .. days], lines, was, now).Reason.Length > 0);
    }

    [Fact]
    public void Fill_rates_are_ratios_of_sums_also_over_several_days()
    {
        var monday = ServiceReport.Of([new("1", 10, 10), new("1", 5, 3, 2), new("2", 5, 5)]);
        var tuesday = ServiceReport.Of([new("3", 80, 0, 60)]);
        var both = ServiceReport.Total([monday, tuesday]);

        Assert.Equal((18 / 20.0, 2 / 3.0, 1 / 2.0, 1 / 3.0),
            (monday.UnitFillRate, monday.LineFillRate, monday.OrderFillRate, monday.BackorderRate));
        Assert.Equal((18 / 100.0, 2 / 4.0, 1 / 3.0, 2 / 4.0, 62 / 100.0), (both.UnitFillRate, both.LineFillRate,
            both.OrderFillRate, both.BackorderRate, both.BackorderUnitRate));
        Assert.Null(ServiceReport.Of([]).UnitFillRate);
        Assert.Throws<ArgumentException>(() => ServiceReport.Of([new("1", 5, 4, 2)]));
    }

    [Fact]
    public void Who_waits_is_told_by_the_half_the_tenth_and_the_oldest()
    {
        Assert.Equal((10, 5, 9, 10), Age([10, 1, 9, 2, 8, 3, 7, 4, 6, 5]));
        Assert.Equal((2, 3, 3, 30), Age([3, 30], [99, 1]));
        Assert.Equal((0, null, null, null), Age([]));

        static (int, double?, double?, double?) Age(double[] days, double[]? units = null) =>
            ServiceReport.Age(days, units) is var age ? (age.Lines, age.P50Days, age.P90Days, age.OldestDays) : default;
    }

    [Fact]
    public void A_promise_is_decided_by_the_goods_or_by_its_day()
    {
        var facts = PromisesKept.Of(
        [
            new(Today.AddDays(-5), Today.AddDays(-5), Today.AddDays(-5)), // kept
            new(Today.AddDays(-5), Today.AddDays(-1), Today.AddDays(-2), 1), // first broken, last kept
            new(Today.AddDays(-9), Today.AddDays(3), null, 2), // first broken, last open
            new(Today, Today, null), // open until tonight
            new(Today.AddDays(8), Today.AddDays(8), Today.AddDays(-1)), // early
        ], Today);

        Assert.Equal((2 / 4.0, 3 / 3.0, 3 / 5.0), (facts.FirstKeptRate, facts.CurrentKeptRate, facts.SlipsPerLine));
        Assert.Equal(4 / 8.0, PromisesKept.Total([facts, facts]).FirstKeptRate);
        Assert.Null(PromisesKept.Of([], Today).FirstKeptRate);
    }

    [Fact]
    public void A_day_that_ends_with_nothing_to_sell_is_a_day_out_of_stock()
    {
        var out5 = ServiceReport.DaysOut([4, 0, -7, 1, 0]);

        Assert.Equal((3, 5, 0.6), (out5.Days, out5.OfDays, out5.Share));
    }
}
