using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class UnitNormalLossTests
{
    [Theory]
    [InlineData(-1, 1.083315)]
    [InlineData(0, 0.398942)]
    [InlineData(1, 0.083315)]
    [InlineData(2, 0.008491)]
    [InlineData(3, 0.000382)]
    public void The_unit_normal_loss_is_that_of_the_tables_and_of_its_integral(double k, double loss)
    {
        const double step = 0.001;
        var integral = Enumerable.Range(0, 12_000).Select(slice => k + (slice + 0.5) * step)
            .Sum(u => (u - k) * Math.Exp(-u * u / 2) / Math.Sqrt(2 * Math.PI) * step);

        Assert.Equal(loss, UnitNormalLoss.Of(k), 1e-6);
        Assert.Equal(integral, UnitNormalLoss.Of(k), 1e-6);
    }

    [Theory]
    [InlineData(-1e9)]
    [InlineData(-10)]
    [InlineData(-9.99)]
    [InlineData(-1.7)]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(3.9)]
    [InlineData(9)]
    public void The_inverse_loss_finds_its_factor_again(double k) =>
        Assert.Equal(k, UnitNormalLoss.Inverse(UnitNormalLoss.Of(k)), 1e-9);

    [Fact]
    public void A_loss_of_nothing_has_no_factor() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitNormalLoss.Inverse(0));
}
