using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class SafetyTests
{
    [Theory]
    [InlineData(0.50, 0)]
    [InlineData(0.90, 1.281552)]
    [InlineData(0.95, 1.644854)]
    [InlineData(0.99, 2.326348)]
    public void Safety_factors_are_those_of_every_table(double serviceLevel, double factor)
    {
        Assert.Equal(factor, SafetyFactor.Of(serviceLevel), 1e-6);
        Assert.Equal(serviceLevel, SafetyFactor.CycleService(factor), 1e-6);
    }

    [Fact]
    public void Safety_stock_is_what_the_textbook_prints()
    {
        // Chopra and Meindl: 2,500 a week, deviation 500, 2 weeks, 90 %: 906; 2,500 a day, lead time 7 ± 7: 22,491.
        var factor = SafetyFactor.Of(0.90);

        Assert.Equal(906, SafetyStock.Of(factor, 500, 2), 0.5);
        Assert.Equal(906, SafetyStock.Of(factor, 707.1068), 0.5);
        Assert.Equal(22_491, SafetyStock.Of(factor, 2500, 500, 7, 7), 0.5);
    }

    [Fact]
    public void A_safety_factor_below_0_is_no_reason_to_run_out() => Assert.Equal(0, SafetyStock.Of(-0.5, 100));

    [Fact]
    public void A_review_interval_needs_safety_as_well() =>
        Assert.Equal(2 * 3 * Math.Sqrt(16), SafetyStock.Of(2, 10, 3, 9, 0, reviewDays: 7), 1e-12);

    [Fact]
    public void A_reorder_point_explains_itself()
    {
        Assert.Equal(
            new ReorderPointFacts(162, 150, 12, "162 = 12.5 a day × 12 days (150) + safety 12"),
            ReorderPoint.Of(demandPerDay: 12.5, leadTimeDays: 12, safetyStock: 12));
        Assert.Equal(
            "162 = 12.53 a day × 12 days (150.4) + safety 11.3, rounded up",
            ReorderPoint.Of(12.533333, 12, 11.3).Explanation);
        Assert.Equal("6 = lead-time demand 2.5 + safety 3.14, rounded up", ReorderPoint.Of(2.5, 3.14).Explanation);
    }

    [Fact]
    public void A_reorder_point_is_rounded_up_but_not_for_the_last_bits()
    {
        Assert.Equal(1, ReorderPoint.Of(0.1 * 3 + 0.7, 0).Units);
        Assert.Equal(2, ReorderPoint.Of(1.0001, 0).Units);
        Assert.Equal(0, ReorderPoint.Of(0, 0).Units);
        Assert.Equal(220, ReorderPoint.Of(10, 14, 10, reviewDays: 7).Units);
    }

    [Fact]
    public void A_buyer_sees_what_each_target_costs_in_units()
    {
        var options = ServiceOptions.Of(150, 40);

        Assert.Equal(
            ["90 %: safety 51.26, reorder point 202", "95 %: safety 65.79, reorder point 216",
                "98 %: safety 82.15, reorder point 233"],
            options.Select(option => option.Explanation));
        Assert.Equal([110, 110, 110],
            ServiceOptions.Of(100, 5, _ => 2).Select(option => (int)option.ReorderPoint));
    }

    [Fact]
    public void Senseless_input_is_refused_with_what_to_do()
    {
        Assert.StartsWith(
            "A service level is above 0 and below 1 (0.95 for 95 %), not 95.",
            Assert.Throws<ArgumentOutOfRangeException>(() => SafetyFactor.Of(95)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => SafetyStock.Of(1.64, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SafetyStock.Of(1.64, 10, 2, -7, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SafetyStock.Of(double.NaN, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReorderPoint.Of(12.5, -12, 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => ServiceOptions.Of(1, 1, targets: [1]));
    }
}
