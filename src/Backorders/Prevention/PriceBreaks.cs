namespace Backorders.Prevention;

/// <summary>From so many units on, all units of the order cost so much each.</summary>
/// <param name="FromQuantity">Units; the first break starts at 0 or 1.</param>
/// <param name="UnitPrice">Money a unit, for all units of the order.</param>
public sealed record PriceBreak(double FromQuantity, double UnitPrice);

/// <summary>How much to order where the price of all units falls with the quantity.</summary>
public static class PriceBreaks
{
    /// <summary>
    /// All-units discount: for each price the economic quantity with h = i·c, raised to where that price begins,
    /// dropped where a lower price has begun or the cover is too long; of these the least total cost a year. Source:
    /// Hadley and Whitin (1963), section 2-11; Silver, Pyke and Thomas (2017), section 4.5.
    /// </summary>
    /// <param name="demandPerYear">D: units a year, above 0.</param>
    /// <param name="orderCost">K: money for each order placed.</param>
    /// <param name="carryingRatePerYear">i: share of its price that keeping a unit costs a year (0.2 = 20 %).</param>
    /// <param name="breaks">Prices with the quantities from which they hold, in any order.</param>
    /// <param name="maxCoverDays">The longest that one order may last, days; infinite: no limit.</param>
    /// <param name="daysPerYear">Days that a year has.</param>
    /// <param name="holdingCostPerUnitYear">Where keeping a unit costs the same whatever its price: money a unit and
    /// year, instead of the rate; the rate is then 0.</param>
    /// <exception cref="ArgumentException">No price, two for one quantity, or a number without sense.</exception>
    public static PriceBreakOrder AllUnits(
        double demandPerYear, double orderCost, double carryingRatePerYear, IReadOnlyList<PriceBreak> breaks,
        double maxCoverDays = double.PositiveInfinity, double daysPerYear = EconomicOrderQuantity.CalendarYear,
        double holdingCostPerUnitYear = 0)
    {
        Check(demandPerYear, carryingRatePerYear, breaks, maxCoverDays, daysPerYear, holdingCostPerUnitYear);
        var most = demandPerYear / daysPerYear * maxCoverDays;
        var sorted = breaks.OrderBy(step => step.FromQuantity).ToList();
        var options = sorted.Select((step, index) =>
        {
            var end = index + 1 < sorted.Count ? sorted[index + 1].FromQuantity : double.PositiveInfinity;
            var holding = (carryingRatePerYear * step.UnitPrice) + holdingCostPerUnitYear;
            var best = EconomicOrderQuantity.Of(demandPerYear, orderCost, holding).Quantity;
            var quantity = Math.Max(Math.Min(best, most), step.FromQuantity);
            var order = EconomicOrderQuantity.CostOf(
                quantity, demandPerYear, orderCost, holding, step.UnitPrice, daysPerYear);
            return new PriceOption(step, best, order, quantity < end, quantity <= most * (1 + 1e-12));
        }).ToList();
        var possible = options.Where(option => option is { Reachable: true, WithinCover: true })
            .OrderBy(option => option.Order.TotalCostPerYear).ThenBy(option => option.Order.Quantity).ToList();
        if (possible.Count == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(maxCoverDays), maxCoverDays,
                $"The smallest quantity with a price lasts longer than the limit of {maxCoverDays:0.#} days: "
                + "raise the limit or find a supplier with a smaller minimum.");
        }

        return new(possible[0].Order.Quantity, possible[0].Break.UnitPrice, possible[0].Order, options);
    }

    private static void Check(
        double demandPerYear, double carryingRatePerYear, IReadOnlyList<PriceBreak> breaks, double maxCoverDays,
        double daysPerYear, double holdingCostPerUnitYear)
    {
        Sensible.Positive(demandPerYear, "The demand a year");
        Sensible.NotNegative(carryingRatePerYear, "The carrying rate a year");
        Sensible.NotNegative(holdingCostPerUnitYear, "The cost of keeping a unit");
        Sensible.Positive(daysPerYear, "The number of days in a year");
        Sensible.Limit(maxCoverDays, "The longest cover in days");
        Sensible.NotEmpty(breaks, "price");
        foreach (var step in breaks)
        {
            Sensible.NotNegative(step.FromQuantity, "The quantity from which a price holds", nameof(breaks));
            Sensible.Positive(step.UnitPrice, "The price of a unit", nameof(breaks));
        }

        if (breaks.DistinctBy(step => step.FromQuantity).Count() < breaks.Count)
        {
            throw new ArgumentException("Two prices start at the same quantity: keep the one that holds.",
                nameof(breaks));
        }
    }
}

/// <summary>The quantity to order, its price, and every price that was weighed.</summary>
/// <param name="Quantity">Units an order, not rounded.</param>
/// <param name="UnitPrice">Money a unit at that quantity.</param>
/// <param name="Order">What it costs a year, goods included.</param>
/// <param name="Options">One for each price, in the order of their quantities.</param>
public sealed record PriceBreakOrder(
    double Quantity, double UnitPrice, EconomicOrder Order, IReadOnlyList<PriceOption> Options)
{
    /// <summary>Money a year for goods, ordering and keeping.</summary>
    public double TotalCostPerYear => Order.TotalCostPerYear;
}

/// <summary>One price and the best that can be done with it.</summary>
/// <param name="Break">The price and the quantity from which it holds.</param>
/// <param name="EconomicQuantity">√(2KD/h) at this price, whether or not this price holds there.</param>
/// <param name="Order">The best quantity at this price and its cost a year.</param>
/// <param name="Reachable">False: at that quantity the next price has already begun.</param>
/// <param name="WithinCover">False: it would last longer than the longest cover.</param>
public sealed record PriceOption(
    PriceBreak Break, double EconomicQuantity, EconomicOrder Order, bool Reachable, bool WithinCover);
