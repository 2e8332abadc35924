using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

/// <summary>Published examples, and seasons played: integrated, enumerated or drawn with a seed.</summary>
public sealed class NewsvendorTests
{
    [Fact]
    public void Skis_are_bought_for_468_of_a_forecast_of_350()
    {
        // Chopra and Meindl, Sportmart: price 250, cost 100, salvage 85 less 5 for transport. The book takes the ratio
        // as 0.88.
        var best = Newsvendor.Normal(350, 100, NewsvendorCosts.OfPrices(250, 100, 80));

        Assert.Equal(468, best.Quantity, 1.0);
        Assert.Equal(150 / 170.0, best.CriticalRatio, 12);
        var taken = Newsvendor.Normal(350, 100, NewsvendorCosts.OfPrices(250, 100, 80), 468);
        Assert.Equal(49_146, taken.ExpectedProfit!.Value, 0);
    }

    [Fact]
    public void Newspapers_at_the_stand_are_123()
    {
        // Heizer and Render, Chris Ellis's newsstand: 120 and 15, cost 0.70, price 1.25, salvage 0.30.
        Assert.Equal(123, Math.Round(Newsvendor.Normal(120, 15, NewsvendorCosts.OfPrices(1.25, 0.7, 0.3)).Quantity));
        Assert.Equal(0.579, Newsvendor.CriticalRatio(1.25, 0.7, 0.3), 3);
    }

    [Theory]
    [InlineData(100, 20, null)]
    [InlineData(100, 20, 85.0)]
    [InlineData(50, 30, 50.0)]
    public void What_a_normal_season_brings_is_its_integral(double mean, double sd, double? quantity)
    {
        var costs = NewsvendorCosts.OfPrices(12, 7, 2, 1.5);
        var facts = Newsvendor.Normal(mean, sd, costs, quantity);

        double left = 0, missing = 0, profit = 0, enough = 0;
        const double step = 0.001;
        for (var k = -9.0; k < 9; k += step)
        {
            var demand = mean + (sd * (k + (step / 2)));
            var chance = Math.Exp(-(k + (step / 2)) * (k + (step / 2)) / 2) / Math.Sqrt(2 * Math.PI) * step;
            var sold = Math.Min(demand, facts.Quantity);
            left += chance * (facts.Quantity - sold);
            missing += chance * (demand - sold);
            enough += demand <= facts.Quantity ? chance : 0;
            profit += chance * ((12 * sold) + (2 * (facts.Quantity - sold)) - (7 * facts.Quantity)
                - (1.5 * (demand - sold)));
        }

        Assert.Equal(left, facts.ExpectedLeftOver, 4);
        Assert.Equal(missing, facts.ExpectedShort, 4);
        Assert.Equal(profit, facts.ExpectedProfit!.Value, 3);
        Assert.Equal(enough, facts.CycleService, 3);
        Assert.Equal((6.5 * missing) + (5 * left), facts.ExpectedMismatchCost, 3);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Of_all_quantities_none_earns_more_in_known_cases(int seed)
    {
        var random = new Random(seed);
        for (var example = 0; example < 200; example++)
        {
            double[] demand = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => (double)random.Next(0, 40))];
            double[] weights = [.. demand.Select(_ => random.NextDouble())];
            double[] chances = [.. weights.Select(weight => weight / weights.Sum())];
            double cost = random.Next(2, 20), salvage = random.Next(0, (int)cost), price = cost + random.Next(1, 20);

            var best = Newsvendor.Discrete(demand, chances, NewsvendorCosts.OfPrices(price, cost, salvage, 1));

            double Profit(double q) => demand.Zip(chances, (d, p) => p * ((price * Math.Min(d, q))
                + (salvage * Math.Max(0, q - d)) - (cost * q) - Math.Max(0, d - q))).Sum();
            Assert.Equal(Enumerable.Range(0, 41).Max(q => Profit(q)), Profit(best.Quantity), 9);
            Assert.Equal(Profit(best.Quantity), best.ExpectedProfit!.Value, 9);
        }
    }

    [Fact]
    public void A_Poisson_season_is_as_one_draws_it()
    {
        var facts = Newsvendor.Poisson(6.5, NewsvendorCosts.Of(4, 1));
        var random = new Random(77);
        var seasons = Enumerable.Range(0, 200_000).Select(_ => Drawn(random, 6.5)).ToList();

        var enough = Enumerable.Range(0, 30).First(q => seasons.Count(d => d <= q) >= 0.8 * seasons.Count);
        Assert.Equal(enough, facts.Quantity);
        Assert.Equal(seasons.Average(d => Math.Max(0, d - facts.Quantity)), facts.ExpectedShort, 1);
        Assert.Equal(6.5, facts.ExpectedDemand, 9);
        Assert.Null(facts.ExpectedProfit);
    }

    [Fact]
    public void Past_forecast_errors_make_the_season_without_interpolation()
    {
        var costs = NewsvendorCosts.Of(7, 3);
        var facts = Newsvendor.Empirical(200, [1.3, 0.5, 0.9, 1.0, 1.2, 0.7, 0.8, 1.1, 0.6, 1.6], costs);

        // Seven of ten seasons asked for 1.1 times the forecast or less.
        Assert.Equal(220, facts.Quantity, 9);
        Assert.Equal(200 * (0.1 + 0.2 + 0.5) / 10, facts.ExpectedShort, 9);
        Assert.Equal(facts.Quantity, Newsvendor.Empirical(
            200, [130, 25, 45, 10, 12, 7, 8, 11, 6, 16], [100, 50, 50, 10, 10, 10, 10, 10, 10, 10], costs).Quantity, 9);
    }

    [Fact]
    public void What_is_known_for_certain_is_bought_to_the_unit()
    {
        var facts = Newsvendor.Normal(40, 0, 3, 1);

        Assert.Equal((40, 0, 0, 1), (facts.Quantity, facts.ExpectedLeftOver, facts.ExpectedShort, facts.FillRate));
    }

    [Fact]
    public void What_makes_no_sense_is_refused_with_what_to_do()
    {
        Assert.Contains("below the cost", Assert.Throws<ArgumentException>(
            () => NewsvendorCosts.OfPrices(10, 5, 5)).Message, StringComparison.Ordinal);
        Assert.Contains("earns nothing", Assert.Throws<ArgumentException>(
            () => NewsvendorCosts.OfPrices(5, 5)).Message, StringComparison.Ordinal);
        Assert.Contains("add up to 1", Assert.Throws<ArgumentException>(
            () => Newsvendor.Discrete([1, 2], [0.5, 0.4], 1, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Newsvendor.CriticalRatio(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Newsvendor.Normal(10, -1, 1, 1));
        Assert.Throws<ArgumentException>(() => Newsvendor.Empirical(10, [], NewsvendorCosts.Of(1, 1)));
    }

    private static int Drawn(Random random, double mean)
    {
        var count = -1;
        for (double time = 0; time < mean; count++)
        {
            time -= Math.Log(1 - random.NextDouble());
        }

        return count;
    }
}
