using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class DemandClassesTests
{
    [Theory]
    [InlineData(1.32, 0.49, DemandClass.Smooth)]
    [InlineData(1.32, 0.491, DemandClass.Erratic)]
    [InlineData(1.321, 0.49, DemandClass.Intermittent)]
    [InlineData(1.321, 0.491, DemandClass.Lumpy)]
    [InlineData(1, 0, DemandClass.Smooth)]
    public void Regular_and_alike_reach_up_to_their_bounds(double adi, double cv2, DemandClass expected) =>
        Assert.Equal(expected, DemandClasses.Classify(adi, cv2).Class);

    [Fact]
    public void A_year_of_months_is_classified_by_the_months_with_demand()
    {
        // 4 of 12 months; sizes 2, 4, 6, 8 of mean 5 and squared deviations 9, 1, 1, 9.
        double[] months = [0, 2, 0, 0, 4, 0, 0, 6, 0, 0, 8, 0];

        var sample = DemandClasses.Classify(months);
        var population = DemandClasses.Classify(months, population: true);

        Assert.Equal(3, sample.Adi);
        Assert.Equal(20d / 3 / 25, sample.Cv2!.Value, 1e-12);
        Assert.Equal(20d / 4 / 25, population.Cv2!.Value, 1e-12);
        Assert.Equal(new DemandPattern(DemandClass.Intermittent, 3, sample.Cv2, 12, 4), sample);
    }

    [Fact]
    public void A_missing_bucket_is_none() =>
        Assert.Equal(2, DemandClasses.Classify([double.NaN, 0, 3, double.NaN]).Adi);

    [Fact]
    public void One_demand_has_no_spread() => Assert.Equal(0, DemandClasses.Classify([0, 7]).Cv2);

    [Fact]
    public void What_nobody_asked_for_has_no_class() =>
        Assert.Equal(new DemandPattern(DemandClass.None, null, null, 2, 0), DemandClasses.Classify([0, 0]));

    [Fact]
    public void Senseless_figures_are_refused_with_what_to_do()
    {
        Assert.StartsWith(
            "Not enough history", Assert.Throws<ArgumentException>(() => DemandClasses.Classify([])).Message);
        Assert.StartsWith(
            "An average demand interval is 1 or more, not 0.5",
            Assert.Throws<ArgumentOutOfRangeException>(() => DemandClasses.Classify(0.5, 0.1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => DemandClasses.Classify(1.5, -0.1));
    }
}
