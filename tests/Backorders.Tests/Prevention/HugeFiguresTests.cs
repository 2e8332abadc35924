using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public class HugeFiguresTests
{
    [Fact]
    public void Figures_that_no_shop_has_are_refused_in_a_sentence()
    {
        Assert.Throws<ArgumentException>(() => ReorderPoint.Of(1e29, 1));
        Assert.Throws<ArgumentException>(() => OrderQuantity.Decide(-1e29, 0, 1, 1));
        Assert.Throws<ArgumentException>(() => OrderQuantity.RoundedUp(long.MaxValue, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => EconomicOrderQuantity.Of(1e300, 1e300, 1));
        Assert.Throws<ArgumentException>(() => FillRate.OfOrderUpTo(50_000_000, 400, [.. new double[999_999], 1]));
    }

    [Fact]
    public void What_is_short_of_wildly_varying_demand_is_told_without_counting_every_unit()
    {
        Assert.InRange(LeadTimeDemand.ExpectedShort(19, 1e10, 1e12), 0, 1e-9);
        Assert.Equal(19, LeadTimeDemand.ExpectedShort(19, 1e10, 0), 9);
        Assert.Equal(0, LeadTimeDemand.ExpectedShort(double.Epsilon, 1e16, 2));
    }
}
