using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class LeadTimeDemandTests
{
    [Fact]
    public void Moments_are_those_of_all_that_can_happen()
    {
        // A day asks 0 (40 %), 2 (50 %) or 7 (10 %); the lead time is 3 days (70 %) or 5 days (30 %).
        double[] day = [0.4, 0, 0.5, 0, 0, 0, 0, 0.1];
        var possible = Mixed(Sum(day, 3), 0.7, Sum(day, 5), 0.3);
        var (mean, variance) = MomentsOf(day);

        var moments = LeadTimeDemand.Moments(mean, Math.Sqrt(variance), 3 * 0.7 + 5 * 0.3, Math.Sqrt(4 * 0.7 * 0.3));

        Assert.Equal(MomentsOf(possible).Mean, moments.Mean, 1e-12);
        Assert.Equal(MomentsOf(possible).Variance, moments.Variance, 1e-9);
    }

    [Fact]
    public void A_review_interval_is_waited_through_like_a_lead_time()
    {
        var moments = LeadTimeDemand.Moments(10, 3, 9, 0, reviewDays: 7);

        Assert.Equal(new LeadTimeMoments(160, 144, 16), moments);
        Assert.Equal(12, moments.Deviation);
    }

    [Theory]
    [InlineData(20, 5, DemandShape.Normal)]
    [InlineData(19.9, 100, DemandShape.NegativeBinomial)]
    [InlineData(10, 11, DemandShape.Poisson)]
    [InlineData(10, 11.01, DemandShape.NegativeBinomial)]
    [InlineData(10, 9, DemandShape.Poisson)]
    [InlineData(10, 2, DemandShape.Poisson)]
    public void The_shape_fits_mean_and_variance(double mean, double variance, DemandShape expected) =>
        Assert.Equal(expected, LeadTimeDemand.Shape(mean, variance));

    [Theory]
    [InlineData(0.03, 0.06)]
    [InlineData(3, 9)]
    [InlineData(7.5, 8)]
    [InlineData(12, 300)]
    [InlineData(19.9, 20)]
    public void Of_the_discrete_shapes_quantile_service_and_shortage_are_those_of_their_sums(
        double mean, double variance)
    {
        var sums = LeadTimeDemand.Shape(mean, variance) == DemandShape.Poisson
            ? NaivePoisson(mean)
            : NaiveNegativeBinomial(mean, variance);
        foreach (var target in new[] { 0.01, 0.5, 0.9, 0.95, 0.999 })
        {
            var (units, sum) = (0, sums[0]);
            while (sum < target) sum += sums[++units];
            Assert.Equal(units, LeadTimeDemand.Quantile(mean, variance, target));
            Assert.Equal(sum, LeadTimeDemand.Probability(mean, variance, units), 1e-9);
        }

        foreach (var stock in new[] { 0, 1, 2.5, 10, 60 })
        {
            Assert.Equal(
                sums.Select((probability, units) => probability * Math.Max(0, units - stock)).Sum(),
                LeadTimeDemand.ExpectedShort(mean, variance, stock), 1e-8);
        }
    }

    [Fact]
    public void Of_the_normal_it_is_what_the_textbook_prints()
    {
        // Chopra and Meindl: 2,500 a week, deviation 500, lead time 2 weeks, ROP 6,000.
        var moments = LeadTimeDemand.Moments(2500, 500, 2);

        Assert.Equal(707, moments.Deviation, 0.2);
        Assert.Equal(0.92, LeadTimeDemand.Probability(moments.Mean, moments.Variance, 6000), 0.002);
        Assert.Equal(25, LeadTimeDemand.ExpectedShort(moments.Mean, moments.Variance, 6000), 0.3);
        Assert.Equal(6000, LeadTimeDemand.Quantile(moments.Mean, moments.Variance, 0.921350), 0.1);
    }

    [Fact]
    public void What_nobody_asks_for_needs_nothing()
    {
        Assert.Equal(0, LeadTimeDemand.Quantile(0, 0, 0.99));
        Assert.Equal(1, LeadTimeDemand.Probability(0, 0, 0));
        Assert.Equal(0, LeadTimeDemand.ExpectedShort(0, 0, 0));
        Assert.Equal(50, LeadTimeDemand.Quantile(50, 0, 0.99));
        Assert.Equal(10, LeadTimeDemand.ExpectedShort(50, 0, 40));
    }

    [Fact]
    public void Senseless_input_is_refused_with_what_to_do()
    {
        Assert.StartsWith(
            "A service level is above 0 and below 1 (0.95 for 95 %), not 1.",
            Assert.Throws<ArgumentOutOfRangeException>(() => LeadTimeDemand.Quantile(5, 5, 1)).Message);
        Assert.StartsWith(
            "A lead time in days is 0 or more, not -3.",
            Assert.Throws<ArgumentOutOfRangeException>(() => LeadTimeDemand.Moments(1, 1, -3)).Message);
        Assert.StartsWith(
            "A negative binomial has a variance above its mean",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => LeadTimeDemand.Quantile(5, 4, 0.9, DemandShape.NegativeBinomial)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => LeadTimeDemand.Shape(-1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => LeadTimeDemand.Shape(1, double.NaN));
    }

    private static double[] NaivePoisson(double mean)
    {
        var sums = new double[2000];
        sums[0] = Math.Exp(-mean);
        for (var units = 1; units < sums.Length; units++) sums[units] = sums[units - 1] * mean / units;
        return sums;
    }

    private static double[] NaiveNegativeBinomial(double mean, double variance)
    {
        var (p, r) = (mean / variance, mean * mean / (variance - mean));
        var sums = new double[4000];
        sums[0] = Math.Pow(p, r);
        for (var units = 1; units < sums.Length; units++)
            sums[units] = sums[units - 1] * (r + units - 1) / units * (1 - p);
        return sums;
    }

    private static double[] Sum(double[] day, int days)
    {
        double[] sum = [1];
        for (var added = 0; added < days; added++)
        {
            var more = new double[sum.Length + day.Length - 1];
            for (var i = 0; i < sum.Length; i++)
            {
                for (var j = 0; j < day.Length; j++) more[i + j] += sum[i] * day[j];
            }

            sum = more;
        }

        return sum;
    }

    private static double[] Mixed(double[] one, double share, double[] other, double otherShare) =>
    [
        .. Enumerable.Range(0, other.Length)
            .Select(units => (units < one.Length ? one[units] * share : 0) + other[units] * otherShare),
    ];

    private static (double Mean, double Variance) MomentsOf(double[] probabilities)
    {
        var mean = probabilities.Select((probability, units) => probability * units).Sum();
        return (mean, probabilities.Select((probability, units) => probability * Math.Pow(units - mean, 2)).Sum());
    }
}
