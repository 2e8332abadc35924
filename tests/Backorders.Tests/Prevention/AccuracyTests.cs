using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class AccuracyTests
{
    [Fact]
    public void Wape_is_all_errors_over_all_demand() =>
        Assert.Equal(9d / 60, Accuracy.Wape([10, 20, 30], [12, 18, 25])!.Value, 1e-12);

    [Fact]
    public void Bias_is_positive_when_forecasts_are_too_high()
    {
        var bias = Accuracy.Bias([10, 20, 30], [16, 18, 32]);

        Assert.Equal(6, bias.Units, 1e-12);
        Assert.Equal(2, bias.PerPeriod, 1e-12);
        Assert.Equal(0.1, bias.Share!.Value, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Repeating_the_last_season_scores_exactly_1(int season)
    {
        var random = new Random(7);
        double[] history = [.. Enumerable.Range(0, 40).Select(_ => (double)random.Next(0, 50))];
        double[] actual = history[season..];
        double[] repeated = history[..^season];

        Assert.Equal(1, Accuracy.Mase(actual, repeated, history, season)!.Value, 1e-12);
        Assert.Equal(1, Accuracy.Rmsse(actual, repeated, history, season)!.Value, 1e-12);
    }

    [Fact]
    public void Errors_are_measured_in_the_steps_of_the_history()
    {
        // Steps 2, 2, 4: mean 8/3, mean square 8. Errors 1, 3: mean 2, mean square 5.
        Assert.Equal(2 / (8d / 3), Accuracy.Mase([10, 10], [11, 7], [4, 6, 4, 8])!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(5d / 8), Accuracy.Rmsse([10, 10], [11, 7], [4, 6, 4, 8])!.Value, 1e-12);
    }

    [Fact]
    public void The_zeros_before_a_first_demand_may_be_left_out()
    {
        double[] history = [0, 0, 0, 4, 6, 4, 8];

        Assert.Equal(
            Math.Sqrt(5d / 8), Accuracy.Rmsse([10, 10], [11, 7], history, fromFirstDemand: true)!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(5d / (40d / 6)), Accuracy.Rmsse([10, 10], [11, 7], history)!.Value, 1e-12);
        Assert.Null(Accuracy.Rmsse([1], [2], [0, 0, 3], fromFirstDemand: true));
    }

    [Fact]
    public void On_a_scale_of_nothing_a_measure_is_not_defined()
    {
        Assert.Null(Accuracy.Wape([0, 0], [1, 2]));
        Assert.Null(Accuracy.Bias([0, 0], [1, 2]).Share);
        Assert.Null(Accuracy.Mase([1], [2], [3, 3, 3]));
        Assert.Null(Accuracy.Rmsse([1], [2], [3, 3, 3]));
        Assert.Equal(new TrackingSignal(null, 0, 0, false), Accuracy.TrackingSignal([1, 2], [1, 2]));
    }

    [Theory]
    [InlineData(4, 4, false)]
    [InlineData(5, 5, true)]
    [InlineData(5, -5, true)]
    public void Errors_that_all_go_one_way_alert_after_the_fourth(int periods, double signal, bool alert)
    {
        var actual = Enumerable.Repeat(10d, periods).ToList();
        var forecast = Enumerable.Repeat(10d + Math.Sign(signal) * 2, periods).ToList();

        var tracking = Accuracy.TrackingSignal(actual, forecast);

        Assert.Equal(new TrackingSignal(signal, 2 * signal, 2, alert), tracking);
    }

    [Fact]
    public void Senseless_input_is_refused_with_what_to_do()
    {
        Assert.StartsWith(
            "Give a forecast for each actual: there are 2 actuals and 1 forecasts.",
            Assert.Throws<ArgumentException>(() => Accuracy.Wape([1, 2], [1])).Message);
        Assert.Throws<ArgumentException>(() => Accuracy.Bias([], []));
        Assert.StartsWith(
            "Not enough history: 4 of 5 periods.",
            Assert.Throws<ArgumentException>(() => Accuracy.Mase([1], [1], [1, 2, 3, 4], season: 4)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Accuracy.Mase([1], [1], [1, 2], season: 0));
    }
}
