using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class ForecastTests
{
    [Fact]
    public void Smoothing_gives_what_the_textbook_prints()
    {
        // Chopra and Meindl, Tahoe Salt: L0 = 22,083, first quarter 8,000, α = 0.1, level 20,675.
        var forecast = Forecast.Ses([8000], alpha: 0.1, initialLevel: 22083);

        Assert.Equal(20675, forecast.PerPeriod, 0.5);
        Assert.Equal([22083], forecast.OneStepAhead);
    }

    [Fact]
    public void Smoothing_is_a_weighted_sum_of_all_the_past()
    {
        double[] units = [4, 0, 7, 2, 9, 1];
        const double alpha = 0.3;

        var weighted = units.Select((demand, period) => alpha * Math.Pow(1 - alpha, 5 - period) * demand).Sum();

        Assert.Equal(
            weighted + Math.Pow(1 - alpha, 6) * 5, Forecast.Ses(units, alpha, initialLevel: 5).PerPeriod, 1e-12);
    }

    [Fact]
    public void The_house_starts_smoothing_at_the_mean_of_the_first_14_days()
    {
        double[] units = [.. Enumerable.Repeat(1d, 7), .. Enumerable.Repeat(3d, 7), 42];

        var forecast = Forecast.Ses(units);

        Assert.Equal(2, forecast.OneStepAhead[0]);
        Assert.Equal(2, Forecast.Ses(units, learnFrom: 14).OneStepAhead[14]);
        Assert.Equal(2 + 0.05 * 40, Forecast.Ses(units, learnFrom: 14).PerPeriod, 1e-12);
    }

    [Fact]
    public void A_missing_day_teaches_nothing() => Assert.Equal(
        Forecast.Ses([4, 0, 7], 0.3, 5).PerPeriod, Forecast.Ses([4, double.NaN, 0, 7, double.NaN], 0.3, 5).PerPeriod);

    [Fact]
    public void Croston_smooths_sizes_and_intervals_apart()
    {
        // Demands 6, 3, 9 after intervals of 3, 2, 4 periods; by hand with α = 0.2.
        double[] units = [0, 0, 6, 0, 3, 0, 0, 0, 9, 0];

        var forecast = Forecast.Croston(units, alpha: 0.2);

        Assert.Equal(0.8 * (0.8 * 6 + 0.2 * 3) + 0.2 * 9, forecast.Size!.Value, 1e-12);
        Assert.Equal(0.8 * (0.8 * 3 + 0.2 * 2) + 0.2 * 4, forecast.Interval!.Value, 1e-12);
        Assert.Equal(6.12 / 3.04, forecast.PerPeriod, 1e-12);
        Assert.Equal(5.4 / 2.8, forecast.OneStepAhead[8], 1e-12);
        Assert.Equal(0.9 * 6.12 / 3.04, Forecast.Sba(units, alpha: 0.2).PerPeriod, 1e-12);
    }

    [Fact]
    public void Initial_values_that_contain_the_first_demand_are_not_changed_by_it()
    {
        double[] units = [0, 6, 0, 0, 3];

        var forecast = Forecast.Croston(
            units, alpha: 0.5, alphaInterval: 0.1, initialSize: 10, initialInterval: 2.5, learnFrom: 2);

        Assert.Equal(0.5 * 10 + 0.5 * 3, forecast.Size!.Value, 1e-12);
        Assert.Equal(0.9 * 2.5 + 0.1 * 3, forecast.Interval!.Value, 1e-12);
    }

    [Fact]
    public void A_missing_period_does_not_lengthen_an_interval() => Assert.Equal(
        Forecast.Croston([0, 6, 0, 3]).Interval, Forecast.Croston([0, double.NaN, 6, double.NaN, 0, 3]).Interval);

    [Fact]
    public void Croston_is_too_high_on_average_and_Syntetos_and_Boylan_mend_it()
    {
        var random = new Random(20260302);
        double[] units = [.. Enumerable.Range(0, 200_000).Select(_ => random.NextDouble() < 0.2 ? 5d : 0d)];

        var croston = Forecast.Croston(units, alpha: 0.3).OneStepAhead.Skip(1000).Average();
        var sba = Forecast.Sba(units, alpha: 0.3).OneStepAhead.Skip(1000).Average();

        Assert.InRange(croston, 1.08, 1.25);
        Assert.InRange(sba, 0.95, 1.04);
    }

    [Fact]
    public void Tsb_sinks_by_the_same_share_in_every_period_without_demand()
    {
        double[] units = [4, .. Enumerable.Repeat(0d, 10)];

        var forecast = Forecast.Tsb(units, 0.1, 0.2, initialSize: 8, initialProbability: 0.5);

        Assert.Equal(0.9 * 8 + 0.1 * 4, forecast.Size!.Value, 1e-12);
        Assert.Equal((0.2 + 0.8 * 0.5) * Math.Pow(0.8, 10), forecast.Probability!.Value, 1e-12);
        Assert.Equal(forecast.Size.Value * forecast.Probability.Value, forecast.PerPeriod, 1e-12);
    }

    [Fact]
    public void The_house_starts_Tsb_at_the_share_of_the_first_24_days_and_the_first_size()
    {
        double[] units = [.. Enumerable.Range(0, 60).Select(day => day % 4 == 2 ? 3d : 0d)];

        var forecast = Forecast.Tsb(units);

        Assert.Equal(6d / 24 * 3, forecast.OneStepAhead[0], 1e-12);
        Assert.Equal(0.75, forecast.PerPeriod, 0.06);
    }

    [Theory]
    [InlineData(1.32, "simple exponential smoothing")]
    [InlineData(1.33, "TSB")]
    public void Intermittent_items_are_forecast_by_Tsb(double adi, string method) =>
        Assert.Equal(method, Forecast.Choose([0, 1, 0], adi).Method);

    [Fact]
    public void What_nobody_ever_asked_for_is_forecast_at_nothing() => Assert.All(
        [Forecast.Ses([0, 0]), Forecast.Tsb([0, 0]), Forecast.Croston([0, 0]), Forecast.Sba([0, 0])],
        forecast => Assert.Equal(0, forecast.PerPeriod));

    [Fact]
    public void Senseless_input_is_refused_with_what_to_do()
    {
        Assert.StartsWith("Not enough history", Assert.Throws<ArgumentException>(() => Forecast.Ses([])).Message);
        Assert.StartsWith(
            "A smoothing factor is above 0 and at most 1, not 1.5",
            Assert.Throws<ArgumentOutOfRangeException>(() => Forecast.Croston([1], alpha: 1.5)).Message);
        Assert.StartsWith(
            "Demand of period 1 is 0 or more, not -2",
            Assert.Throws<ArgumentOutOfRangeException>(() => Forecast.Tsb([1, -2])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Forecast.Tsb([1], initialProbability: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Forecast.Sba([1], initialInterval: 0.5));
        Assert.Throws<ArgumentException>(() => Forecast.Ses([double.NaN]));
    }
}
