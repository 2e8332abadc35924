using MathNet.Numerics.Distributions;

namespace Backorders.Prevention;

/// <summary>
/// How much to buy of what is bought once and sold in one season: as much as makes the chance of selling the last unit
/// worth it, F⁻¹(Cu/(Cu + Co)). Source: Arrow, Harris and Marschak (1951); Silver, Pyke and Thomas (2017), chapter 9.
/// </summary>
public static class Newsvendor
{
    /// <summary>The largest mean of a Poisson demand that is walked unit by unit.</summary>
    public const double LargestPoissonMean = 100_000;

    /// <summary>Cu/(Cu + Co): the share of seasons in which the quantity should be enough.</summary>
    /// <param name="underageCost">Cu: money lost for each unit too few, above 0.</param>
    /// <param name="overageCost">Co: money lost for each unit too many, above 0.</param>
    public static double CriticalRatio(double underageCost, double overageCost) =>
        NewsvendorCosts.Of(underageCost, overageCost).CriticalRatio;

    /// <summary>The same from prices: Cu = price − cost + goodwill, Co = cost − salvage.</summary>
    /// <param name="price">Money a unit sold.</param>
    /// <param name="cost">Money a unit bought.</param>
    /// <param name="salvage">Money for a unit left over; below 0: getting rid of it costs.</param>
    /// <param name="goodwill">Money that a customer sent away costs beyond the lost margin.</param>
    public static double CriticalRatio(double price, double cost, double salvage, double goodwill = 0) =>
        NewsvendorCosts.OfPrices(price, cost, salvage, goodwill).CriticalRatio;

    /// <summary>Normal demand: Q = mean + z·sd, not rounded, 0 at least.</summary>
    /// <param name="mean">Units expected in the season.</param>
    /// <param name="sd">Standard deviation, units; 0: known for certain.</param>
    /// <param name="costs">What a unit too few or too many costs.</param>
    /// <param name="quantity">Look at this quantity instead of the best one, units.</param>
    public static NewsvendorOrder Normal(double mean, double sd, NewsvendorCosts costs, double? quantity = null)
    {
        Sensible.NotNegative(mean, "The mean demand");
        Sensible.NotNegative(sd, "The standard deviation");
        ArgumentNullException.ThrowIfNull(costs);
        Sensible.NotNegative(quantity ?? 0, "The quantity", nameof(quantity));
        if (sd == 0)
        {
            return Discrete([mean], [1], costs, quantity);
        }

        var best = quantity ?? Math.Max(0, mean + (sd * SafetyFactor.Of(costs.CriticalRatio)));
        var k = (best - mean) / sd;
        var shortage = sd * UnitNormalLoss.Of(k);
        return NewsvendorOrder.Of(
            best, SafetyFactor.CycleService(k), mean, shortage, costs,
            $"normal, mean {mean:0.##} and sd {sd:0.##}");
    }

    /// <summary>The same by what a unit too few or too many costs.</summary>
    /// <param name="mean">Units expected in the season.</param>
    /// <param name="sd">Standard deviation, units.</param>
    /// <param name="underageCost">Cu: money for each unit too few.</param>
    /// <param name="overageCost">Co: money for each unit too many.</param>
    /// <param name="quantity">Look at this quantity instead of the best one, units.</param>
    public static NewsvendorOrder Normal(
        double mean, double sd, double underageCost, double overageCost, double? quantity = null) =>
        Normal(mean, sd, NewsvendorCosts.Of(underageCost, overageCost), quantity);

    /// <summary>Demand known by its cases: the smallest with F(x) >= Cu/(Cu + Co).</summary>
    /// <param name="demand">Units in each case, 0 or more, in any order.</param>
    /// <param name="probabilities">Chance of each, together 1.</param>
    /// <param name="costs">What a unit too few or too many costs.</param>
    /// <param name="quantity">Look at this quantity instead of the best one, units.</param>
    /// <exception cref="ArgumentException">No case, lengths that differ, or chances that do not make 1.</exception>
    public static NewsvendorOrder Discrete(
        IReadOnlyList<double> demand, IReadOnlyList<double> probabilities, NewsvendorCosts costs,
        double? quantity = null)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(probabilities);
        Sensible.NotEmpty(demand, "demand");
        Sensible.EachNotNegative(demand, "Demand of a case");
        Sensible.SameLength(demand.Count, probabilities.Count, "probabilities", nameof(probabilities));
        Sensible.Probabilities(probabilities);
        Sensible.NotNegative(quantity ?? 0, "The quantity", nameof(quantity));
        return OfCases([.. demand.Zip(probabilities)], costs, quantity, $"{demand.Count} cases");
    }

    /// <summary>The same by what a unit too few or too many costs.</summary>
    /// <param name="demand">Units in each case.</param>
    /// <param name="probabilities">Chance of each, together 1.</param>
    /// <param name="underageCost">Cu: money for each unit too few.</param>
    /// <param name="overageCost">Co: money for each unit too many.</param>
    /// <param name="quantity">Look at this quantity instead of the best one, units.</param>
    public static NewsvendorOrder Discrete(
        IReadOnlyList<double> demand, IReadOnlyList<double> probabilities, double underageCost, double overageCost,
        double? quantity = null) =>
        Discrete(demand, probabilities, NewsvendorCosts.Of(underageCost, overageCost), quantity);

    /// <summary>Poisson demand: small whole numbers, customers who come independently.</summary>
    /// <param name="mean">Units expected in the season, above 0, at most <see cref="LargestPoissonMean"/>.</param>
    /// <param name="costs">What a unit too few or too many costs.</param>
    /// <param name="quantity">Look at this quantity instead of the best one, units.</param>
    public static NewsvendorOrder Poisson(double mean, NewsvendorCosts costs, double? quantity = null)
    {
        ArgumentNullException.ThrowIfNull(costs);
        Sensible.Positive(mean, "The mean demand");
        Sensible.NotNegative(quantity ?? 0, "The quantity", nameof(quantity));
        if (mean > LargestPoissonMean)
        {
            throw new ArgumentOutOfRangeException(nameof(mean), mean,
                $"A Poisson mean above {LargestPoissonMean} is normal: use the normal demand with sd = √mean.");
        }

        // Beyond 12 standard deviations and 40 units lies less than what a double can tell from nothing.
        var last = (int)(mean + (12 * Math.Sqrt(mean)) + 40);
        return OfCases(
            [.. Enumerable.Range(0, last + 1).Select(x => ((double)x, Math.Exp(
                MathNet.Numerics.Distributions.Poisson.PMFLn(mean, x))))],
            costs, quantity, $"Poisson, mean {mean:0.##}");
    }

    /// <summary>
    /// How wrong forecasts were before, taken to this one: demand is forecast × each past ratio of actual to forecast,
    /// equally likely; no interpolation. To be preferred to the normal where past seasons are kept. Source: Hammond and
    /// Raman's A/F ratios; Cachon and Terwiesch, Matching Supply with Demand, chapter on the newsvendor.
    /// </summary>
    /// <param name="forecast">Units forecast for this season, above 0.</param>
    /// <param name="actualToForecast">Past actual demand / its forecast, of like items; 1: as forecast.</param>
    /// <param name="costs">What a unit too few or too many costs.</param>
    /// <param name="quantity">Look at this quantity instead of the best one, units.</param>
    public static NewsvendorOrder Empirical(
        double forecast, IReadOnlyList<double> actualToForecast, NewsvendorCosts costs, double? quantity = null)
    {
        ArgumentNullException.ThrowIfNull(costs);
        Sensible.Positive(forecast, "The forecast");
        Sensible.NotEmpty(actualToForecast, "past season (ratio of actual to forecast)");
        Sensible.EachNotNegative(actualToForecast, "A ratio of actual to forecast");
        Sensible.NotNegative(quantity ?? 0, "The quantity", nameof(quantity));
        var chance = 1.0 / actualToForecast.Count;
        return OfCases(
            [.. actualToForecast.Select(ratio => (ratio * forecast, chance))], costs, quantity,
            $"{actualToForecast.Count} past ratios of actual to forecast × {forecast:0.##}");
    }

    /// <summary>The same from past forecasts and what was then asked.</summary>
    /// <param name="forecast">Units forecast for this season, above 0.</param>
    /// <param name="pastActual">Units asked in past seasons.</param>
    /// <param name="pastForecast">Units that were forecast for them, above 0 each.</param>
    /// <param name="costs">What a unit too few or too many costs.</param>
    /// <param name="quantity">Look at this quantity instead of the best one, units.</param>
    public static NewsvendorOrder Empirical(
        double forecast, IReadOnlyList<double> pastActual, IReadOnlyList<double> pastForecast, NewsvendorCosts costs,
        double? quantity = null)
    {
        ArgumentNullException.ThrowIfNull(pastActual);
        ArgumentNullException.ThrowIfNull(pastForecast);
        Sensible.SameLength(pastActual.Count, pastForecast.Count, "past forecasts", nameof(pastForecast));
        foreach (var past in pastForecast)
        {
            Sensible.Positive(past, "The past forecast", nameof(pastForecast));
        }

        return Empirical(forecast, [.. pastActual.Zip(pastForecast, (a, f) => a / f)], costs, quantity);
    }

    private static NewsvendorOrder OfCases(
        IReadOnlyList<(double Units, double Chance)> cases, NewsvendorCosts costs, double? quantity, string basis)
    {
        var best = quantity ?? Percentile.Of(
            [.. cases.Select(one => one.Units)], [.. cases.Select(one => one.Chance)], costs.CriticalRatio);
        return NewsvendorOrder.Of(
            best, cases.Where(one => one.Units <= best).Sum(one => one.Chance),
            cases.Sum(one => one.Chance * one.Units),
            cases.Sum(one => one.Chance * Math.Max(0, one.Units - best)), costs, basis);
    }
}
