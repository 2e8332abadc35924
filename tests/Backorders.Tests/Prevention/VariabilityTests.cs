using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class VariabilityTests
{
    [Fact]
    public void Demand_that_comes_in_waves_varies_more_over_a_lead_time_than_its_days_say()
    {
        double[] units = [.. Enumerable.Range(0, 120).Select(day => day / 10 % 2 == 0 ? 9d : 1d)];

        var variability = Variability.Of(units, 8);

        var sums = Enumerable.Range(0, 113).Select(day => units[day..(day + 8)].Sum()).ToList();
        var mean = sums.Average();
        Assert.Equal(
            sums.Sum(sum => (sum - mean) * (sum - mean)) / 112 / 8, variability.OfWindows!.Value, 1e-9);
        Assert.Equal(variability.OfWindows.Value, variability.Variance);
        Assert.True(variability.Variance > 3 * variability.Daily);
        Assert.Equal(variability.Variance, variability.Deviation * variability.Deviation, 1e-9);
    }

    [Fact]
    public void Demand_that_swings_back_at_once_varies_as_its_days_say()
    {
        double[] units = [.. Enumerable.Range(0, 40).Select(day => day % 2 == 0 ? 0d : 2d)];

        var variability = Variability.Of(units, 4.4);

        Assert.Equal((40d / 39, 0d, 4), (variability.Variance, variability.OfWindows!.Value, variability.WindowDays));
    }

    [Fact]
    public void A_window_with_a_missing_day_says_nothing()
    {
        var variability = Variability.Of([1, 3, double.NaN, 8, 4, 6], 2);

        // The sums 4, 12 and 10: mean 26/3.
        Assert.Equal(
            (Math.Pow(4 - 26d / 3, 2) + Math.Pow(12 - 26d / 3, 2) + Math.Pow(10 - 26d / 3, 2)) / 2 / 2,
            variability.OfWindows!.Value, 1e-12);
    }

    [Fact]
    public void A_history_shorter_than_the_lead_time_is_judged_by_its_days()
    {
        var variability = Variability.Of([1, 3], 30);

        Assert.Equal((2d, null), (variability.Variance, variability.OfWindows));
    }

    [Fact]
    public void Without_history_or_time_to_protect_nothing_is_said()
    {
        Assert.Throws<ArgumentException>(() => Variability.Of([], 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => Variability.Of([1], 0));
    }
}
