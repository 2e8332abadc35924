namespace Backorders.Prevention;

/// <summary>
/// How much to order at a time, so that ordering and keeping together cost least: steady demand, one price, no wish to
/// run out. The wider cases stand beside it: planned backorders here, quantity prices in <see cref="PriceBreaks"/>.
/// </summary>
public static class EconomicOrderQuantity
{
    /// <summary>Days of a year where a shop sells every day; a textbook's year may have 250 working days.</summary>
    public const double CalendarYear = 365;

    /// <summary>Q = √(2·K·D/h). Source: Harris (1913); Silver, Pyke and Thomas (2017), section 4.2.</summary>
    /// <param name="demandPerYear">D: units a year, 0 or more.</param>
    /// <param name="orderCost">K: money for each order placed, whatever its size, 0 or more.</param>
    /// <param name="holdingCostPerUnitYear">h: money to keep one unit a year (rate × unit cost), above 0.</param>
    /// <param name="pricePerUnit">c: money a unit; only adds what the goods cost to the total. 0: left out.</param>
    /// <param name="daysPerYear">Days that a year has where the time between orders is counted.</param>
    /// <exception cref="ArgumentException">A number that makes no sense; the sentence says what to do.</exception>
    public static EconomicOrder Of(
        double demandPerYear, double orderCost, double holdingCostPerUnitYear, double pricePerUnit = 0,
        double daysPerYear = CalendarYear)
    {
        Demand(demandPerYear, orderCost, holdingCostPerUnitYear);
        var quantity = Math.Sqrt(2 * orderCost * demandPerYear / holdingCostPerUnitYear);
        return CostOf(quantity, demandPerYear, orderCost, holdingCostPerUnitYear, pricePerUnit, daysPerYear);
    }

    /// <summary>The same from a day's demand and a carrying rate: Q = √(2·365·d·K/(i·c)).</summary>
    /// <param name="demandPerDay">d: units a day, 0 or more.</param>
    /// <param name="orderCost">K: money for each order placed.</param>
    /// <param name="unitCost">c: money a unit, above 0.</param>
    /// <param name="carryingRatePerYear">i: share of its cost that keeping a unit costs a year (0.25 = 25 %).</param>
    /// <param name="daysPerYear">365, or the open days of a year if the demand is that of an open day.</param>
    public static EconomicOrder OfDailyDemand(
        double demandPerDay, double orderCost, double unitCost, double carryingRatePerYear,
        double daysPerYear = CalendarYear)
    {
        Sensible.Positive(unitCost, "The cost of a unit");
        Sensible.Positive(carryingRatePerYear, "The carrying rate a year");
        Sensible.Positive(daysPerYear, "The number of days in a year");
        Sensible.NotNegative(demandPerDay, "The demand a day");
        return Of(demandPerDay * daysPerYear, orderCost, carryingRatePerYear * unitCost, unitCost, daysPerYear);
    }

    /// <summary>What any quantity costs a year: K·D/Q + h·Q/2 (+ c·D).</summary>
    /// <param name="quantity">Q: units an order, above 0 unless nothing is asked for.</param>
    /// <param name="demandPerYear">D: units a year.</param>
    /// <param name="orderCost">K: money an order.</param>
    /// <param name="holdingCostPerUnitYear">h: money a unit and year.</param>
    /// <param name="pricePerUnit">c: money a unit; 0 leaves the goods out of the total.</param>
    /// <param name="daysPerYear">Days that a year has.</param>
    public static EconomicOrder CostOf(
        double quantity, double demandPerYear, double orderCost, double holdingCostPerUnitYear,
        double pricePerUnit = 0, double daysPerYear = CalendarYear)
    {
        Demand(demandPerYear, orderCost, holdingCostPerUnitYear);
        Sensible.NotNegative(pricePerUnit, "The price of a unit");
        Sensible.Positive(daysPerYear, "The number of days in a year");
        if (quantity != 0) Sensible.Positive(quantity, "The order quantity");
        if (quantity == 0 && demandPerYear > 0 && orderCost > 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(quantity), quantity, "An order of 0 units never meets demand: give a quantity above 0.");
        }

        var orders = quantity == 0 ? 0 : demandPerYear / quantity;
        return new(
            quantity, orders, demandPerYear == 0 ? double.PositiveInfinity : quantity / demandPerYear * daysPerYear,
            orders * orderCost, quantity / 2 * holdingCostPerUnitYear, pricePerUnit * demandPerYear);
    }

    /// <summary>
    /// With planned backorders: Q = √(2·K·D·(h + p)/(h·p)), of which S = Q·h/(h + p) wait when the goods come.
    /// Advice, not a rule: it knows what waiting costs only by p. Source: Zipkin (2000), section 3.3; Nahmias.
    /// </summary>
    /// <param name="demandPerYear">D: units a year.</param>
    /// <param name="orderCost">K: money an order.</param>
    /// <param name="holdingCostPerUnitYear">h: money to keep a unit a year.</param>
    /// <param name="backorderCostPerUnitYear">p: money that a unit waiting for a year costs, above 0.</param>
    /// <param name="daysPerYear">Days that a year has.</param>
    public static BackorderedOrder WithBackorders(
        double demandPerYear, double orderCost, double holdingCostPerUnitYear, double backorderCostPerUnitYear,
        double daysPerYear = CalendarYear)
    {
        Demand(demandPerYear, orderCost, holdingCostPerUnitYear);
        Sensible.Positive(daysPerYear, "The number of days in a year");
        Sensible.Positive(backorderCostPerUnitYear, "The cost of a unit that waits a year");
        double h = holdingCostPerUnitYear, p = backorderCostPerUnitYear;
        var quantity = Math.Sqrt(2 * orderCost * demandPerYear * (h + p) / (h * p));
        var waiting = quantity * h / (h + p);
        var inStock = quantity - waiting;
        var orders = quantity == 0 ? 0 : demandPerYear / quantity;
        var perUnit = quantity == 0 ? 0 : 1 / (2 * quantity);
        return new(
            quantity, waiting, inStock, h / (h + p), orders,
            demandPerYear == 0 ? double.PositiveInfinity : quantity / demandPerYear * daysPerYear,
            orders * orderCost, h * inStock * inStock * perUnit, p * waiting * waiting * perUnit);
    }

    private static void Demand(double demandPerYear, double orderCost, double holdingCostPerUnitYear)
    {
        Sensible.NotNegative(demandPerYear, "The demand a year");
        Sensible.NotNegative(orderCost, "The cost of an order");
        Sensible.Positive(holdingCostPerUnitYear, "The cost of keeping a unit for a year");
    }
}

/// <summary>An order quantity and what it costs a year.</summary>
/// <param name="Quantity">Units an order, not rounded.</param>
/// <param name="OrdersPerYear">D/Q.</param>
/// <param name="DaysBetweenOrders">Days that one order lasts; infinite without demand.</param>
/// <param name="OrderCostPerYear">Money for ordering a year.</param>
/// <param name="HoldingCostPerYear">Money for keeping Q/2 units on average a year.</param>
/// <param name="GoodsCostPerYear">Money for the goods; 0 where no price was given.</param>
public sealed record EconomicOrder(
    double Quantity, double OrdersPerYear, double DaysBetweenOrders, double OrderCostPerYear,
    double HoldingCostPerYear, double GoodsCostPerYear)
{
    /// <summary>Money a year for ordering and keeping, without the goods.</summary>
    public double OrderAndHoldingCostPerYear => OrderCostPerYear + HoldingCostPerYear;

    /// <summary>Money a year, with the goods where their price was given.</summary>
    public double TotalCostPerYear => OrderAndHoldingCostPerYear + GoodsCostPerYear;
}

/// <summary>An order quantity that lets some of it wait, and what that costs a year.</summary>
/// <param name="Quantity">Units an order, not rounded.</param>
/// <param name="MostWaiting">Units that wait when the goods come: order when so many wait.</param>
/// <param name="MostInStock">Units that are left in stock once all who waited have theirs.</param>
/// <param name="ShareBackordered">Share of all units that are backordered, h/(h + p).</param>
/// <param name="OrdersPerYear">D/Q.</param>
/// <param name="DaysBetweenOrders">Days that one order lasts; infinite without demand.</param>
/// <param name="OrderCostPerYear">Money for ordering a year.</param>
/// <param name="HoldingCostPerYear">Money for keeping a year.</param>
/// <param name="BackorderCostPerYear">Money that waiting costs a year.</param>
public sealed record BackorderedOrder(
    double Quantity, double MostWaiting, double MostInStock, double ShareBackordered, double OrdersPerYear,
    double DaysBetweenOrders, double OrderCostPerYear, double HoldingCostPerYear, double BackorderCostPerYear)
{
    /// <summary>Money a year for ordering, keeping and waiting, without the goods.</summary>
    public double TotalCostPerYear => OrderCostPerYear + HoldingCostPerYear + BackorderCostPerYear;
}
