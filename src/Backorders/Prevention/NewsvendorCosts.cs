namespace Backorders.Prevention;

/// <summary>What a unit too few or too many costs in a season, money a unit.</summary>
/// <param name="Underage">Cu: for each unit too few.</param>
/// <param name="Overage">Co: for each unit too many.</param>
/// <param name="Prices">Where it comes from; null: given as such, and no profit can be told.</param>
public sealed record NewsvendorCosts(double Underage, double Overage, NewsvendorPrices? Prices)
{
    /// <summary>Cu/(Cu + Co), between 0 and 1.</summary>
    public double CriticalRatio => Underage / (Underage + Overage);

    /// <summary>Given as such.</summary>
    /// <param name="underage">Cu: money for each unit too few, above 0.</param>
    /// <param name="overage">Co: money for each unit too many, above 0.</param>
    public static NewsvendorCosts Of(double underage, double overage)
    {
        Sensible.Positive(underage, "The cost of a unit too few");
        Sensible.Positive(overage, "The cost of a unit too many");
        return Checked(new(underage, overage, null));
    }

    /// <summary>Cu = price − cost + goodwill, Co = cost − salvage.</summary>
    /// <param name="price">Money a unit sold.</param>
    /// <param name="cost">Money a unit bought.</param>
    /// <param name="salvage">Money for a unit left over, below its cost; below 0: getting rid of it costs.</param>
    /// <param name="goodwill">Money that a customer sent away costs beyond the lost margin.</param>
    /// <exception cref="ArgumentException">Nothing is earned by a unit, or nothing lost by one left over.</exception>
    public static NewsvendorCosts OfPrices(double price, double cost, double salvage = 0, double goodwill = 0)
    {
        Sensible.NotNegative(price, "The price of a unit");
        Sensible.NotNegative(cost, "The cost of a unit");
        Sensible.Number(salvage, "The salvage of a unit");
        Sensible.NotNegative(goodwill, "The goodwill of a unit");
        if (price - cost + goodwill <= 0)
        {
            throw new ArgumentException(
                $"A unit sold at {price} that cost {cost} earns nothing: buy none, or raise the price.", nameof(price));
        }

        if (salvage >= cost)
        {
            throw new ArgumentException(
                $"A unit left over brings {salvage}, its cost is {cost}: with nothing to lose there is no best "
                + "quantity. Give a salvage below the cost.", nameof(salvage));
        }

        return Checked(new(price - cost + goodwill, cost - salvage, new(price, cost, salvage, goodwill)));
    }

    private static NewsvendorCosts Checked(NewsvendorCosts costs)
    {
        Sensible.Share(costs.CriticalRatio, "Cu/(Cu + Co), the share of seasons to be enough in,", "costs");
        return costs;
    }
}

/// <summary>Money a unit.</summary>
/// <param name="Price">For a unit sold.</param>
/// <param name="Cost">For a unit bought.</param>
/// <param name="Salvage">For a unit left over.</param>
/// <param name="Goodwill">Lost with a customer sent away, beyond the margin.</param>
public sealed record NewsvendorPrices(double Price, double Cost, double Salvage, double Goodwill);

/// <summary>A quantity for one season and what is to be expected of it.</summary>
/// <param name="Quantity">Units to buy, not rounded where demand is continuous.</param>
/// <param name="CriticalRatio">Cu/(Cu + Co).</param>
/// <param name="CycleService">Share of seasons in which the quantity is enough.</param>
/// <param name="ExpectedDemand">Units.</param>
/// <param name="ExpectedSold">Units.</param>
/// <param name="ExpectedLeftOver">Units.</param>
/// <param name="ExpectedShort">Units.</param>
/// <param name="ExpectedMismatchCost">Money: Cu·short + Co·left over, what not knowing the demand costs.</param>
/// <param name="ExpectedProfit">Money; null where only Cu and Co were given.</param>
/// <param name="Reason">A sentence for the buyer.</param>
public sealed record NewsvendorOrder(
    double Quantity, double CriticalRatio, double CycleService, double ExpectedDemand, double ExpectedSold,
    double ExpectedLeftOver, double ExpectedShort, double ExpectedMismatchCost, double? ExpectedProfit, string Reason)
{
    /// <summary>Share of the demand that is served, 0 to 1; 1 without demand.</summary>
    public double FillRate => ExpectedDemand == 0 ? 1 : ExpectedSold / ExpectedDemand;

    internal static NewsvendorOrder Of(
        double quantity, double cycleService, double mean, double shortage, NewsvendorCosts costs, string basis)
    {
        var sold = mean - shortage;
        var left = quantity - sold;
        double? profit = costs.Prices is { } money
            ? (money.Price * sold) + (money.Salvage * left) - (money.Cost * quantity) - (money.Goodwill * shortage)
            : null;
        return new(
            quantity, costs.CriticalRatio, cycleService, mean, sold, left, shortage,
            (costs.Underage * shortage) + (costs.Overage * left), profit,
            $"a unit too few costs {costs.Underage:0.##}, one too many {costs.Overage:0.##}: enough in "
            + $"{Shown.Percent(costs.CriticalRatio)} of seasons is worth it ({basis}); {quantity:0.##} are enough in "
            + $"{Shown.Percent(cycleService)}");
    }
}
