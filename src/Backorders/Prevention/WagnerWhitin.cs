namespace Backorders.Prevention;

/// <summary>When and how much to order where the demand of each period is known in advance.</summary>
public static class WagnerWhitin
{
    /// <summary>Periods that a plan may have, ten years of days: the work grows with their square.</summary>
    public const int MostPeriods = 3660;

    /// <summary>
    /// The plan with the least cost of ordering and keeping that lets nothing run out. Goods come at the start of a
    /// period; what is left at its end is paid for. Source: Wagner and Whitin (1958), Management Science 5(1).
    /// </summary>
    /// <param name="demand">Units asked in each period.</param>
    /// <param name="orderCost">Money for each order placed.</param>
    /// <param name="holdingCostPerUnitPeriod">Money to keep one unit from one period to the next.</param>
    /// <param name="stockAtStart">Units there before the first period; the first demand is met from them.</param>
    /// <param name="pricePerUnit">Money a unit; adds the goods to the cost.</param>
    public static DynamicLots Plan(
        IReadOnlyList<double> demand, double orderCost, double holdingCostPerUnitPeriod, double stockAtStart = 0,
        double pricePerUnit = 0)
    {
        ArgumentNullException.ThrowIfNull(demand);
        return Plan(
            demand, [.. Enumerable.Repeat(orderCost, demand.Count)],
            [.. Enumerable.Repeat(holdingCostPerUnitPeriod, demand.Count)], stockAtStart,
            [.. Enumerable.Repeat(pricePerUnit, demand.Count)]);
    }

    /// <summary>The same where costs differ from period to period, as in the paper.</summary>
    /// <param name="demand">Units asked in each period.</param>
    /// <param name="orderCosts">Money for an order in each period.</param>
    /// <param name="holdingCosts">Money a unit that is left at the end of each period.</param>
    /// <param name="stockAtStart">Units there before the first period.</param>
    /// <param name="pricesPerUnit">Money a unit bought in each period; null: left out.</param>
    /// <exception cref="ArgumentException">Lengths that differ, no period, or a number that makes no sense.</exception>
    public static DynamicLots Plan(
        IReadOnlyList<double> demand, IReadOnlyList<double> orderCosts, IReadOnlyList<double> holdingCosts,
        double stockAtStart = 0, IReadOnlyList<double>? pricesPerUnit = null)
    {
        var prices = pricesPerUnit ?? new double[demand?.Count ?? 0];
        Check(demand, orderCosts, holdingCosts, prices, stockAtStart);
        var open = Open(demand!, stockAtStart);

        // cost[t]: the least cost of what is asked from period t on; next[t]: the period that it decides after t.
        var cost = new double[open.Length + 1];
        var next = new int[open.Length];
        for (var from = open.Length - 1; from >= 0; from--)
        {
            (cost[from], next[from]) = Best(from, open, orderCosts, holdingCosts, prices, cost);
        }

        var lots = new List<Lot>();
        for (var from = 0; from < open.Length; from = next[from])
        {
            var units = open[from..next[from]].Sum();
            if (units > 0)
            {
                lots.Add(new(from + 1, units, next[from]));
            }
        }

        return Described(demand!, lots, orderCosts, holdingCosts, prices, stockAtStart);
    }

    /// <summary>
    /// In an optimal plan an order comes only where nothing is left of the one before (the paper's theorem 2), so
    /// a lot is a run of whole periods; a period that asks for nothing may also be passed over.
    /// </summary>
    private static (double Cost, int Next) Best(
        int from, double[] open, IReadOnlyList<double> orderCosts, IReadOnlyList<double> holdingCosts,
        IReadOnlyList<double> prices, double[] cost)
    {
        var best = (Cost: open[from] == 0 ? cost[from + 1] : double.PositiveInfinity, Next: from + 1);
        double keep = 0, lotCost = orderCosts[from];
        for (var end = from; end < open.Length; end++)
        {
            lotCost += open[end] * (keep + prices[from]);
            keep += holdingCosts[end];
            if (lotCost + cost[end + 1] < best.Cost)
            {
                best = (lotCost + cost[end + 1], end + 1);
            }
        }

        return best;
    }

    /// <summary>What each period asks beyond the stock at the start, which goes to the first.</summary>
    private static double[] Open(IReadOnlyList<double> demand, double stockAtStart)
    {
        var left = stockAtStart;
        var open = new double[demand.Count];
        for (var period = 0; period < open.Length; period++)
        {
            var met = Math.Min(left, demand[period]);
            open[period] = demand[period] - met;
            left -= met;
        }

        return open;
    }

    private static DynamicLots Described(
        IReadOnlyList<double> demand, List<Lot> lots, IReadOnlyList<double> orderCosts,
        IReadOnlyList<double> holdingCosts, IReadOnlyList<double> prices, double stockAtStart)
    {
        var quantities = new double[demand.Count];
        lots.ForEach(lot => quantities[lot.Period - 1] = lot.Units);
        var left = new double[demand.Count];
        var stock = stockAtStart;
        for (var period = 0; period < left.Length; period++)
        {
            stock += quantities[period] - demand[period];
            left[period] = stock = Math.Max(0, stock);
        }

        return new(
            quantities, left, lots, lots.Sum(lot => orderCosts[lot.Period - 1]),
            left.Select((units, period) => units * holdingCosts[period]).Sum(),
            quantities.Select((units, period) => units * prices[period]).Sum());
    }

    private static void Check(
        IReadOnlyList<double>? demand, IReadOnlyList<double> orderCosts, IReadOnlyList<double> holdingCosts,
        IReadOnlyList<double> prices, double stockAtStart)
    {
        Sensible.NotEmpty(demand!, "period", nameof(demand));
        Sensible.EachNotNegative(demand!, "Demand of a period", nameof(demand));
        Sensible.EachNotNegative(orderCosts, "A cost of an order");
        Sensible.EachNotNegative(holdingCosts, "A cost of keeping a unit for a period");
        Sensible.EachNotNegative(prices, "A price of a unit", "pricesPerUnit");
        Sensible.NotNegative(stockAtStart, "The stock at the start");
        Sensible.SameLength(demand!.Count, orderCosts.Count, "order costs", nameof(orderCosts));
        Sensible.SameLength(demand.Count, holdingCosts.Count, "holding costs", nameof(holdingCosts));
        Sensible.SameLength(demand.Count, prices.Count, "prices", "pricesPerUnit");
        if (demand.Count > MostPeriods)
        {
            throw new ArgumentException(
                $"{demand.Count} periods are more than {MostPeriods}: plan fewer, or longer ones.", nameof(demand));
        }
    }
}

/// <summary>A plan of orders and what it costs over all its periods.</summary>
/// <param name="Quantities">Units that come at the start of each period; 0: no order.</param>
/// <param name="LeftAtEnd">Units left at the end of each period.</param>
/// <param name="Lots">The orders alone, with what each covers.</param>
/// <param name="OrderCost">Money for the orders.</param>
/// <param name="HoldingCost">Money for keeping, the stock at the start included.</param>
/// <param name="GoodsCost">Money for the goods; 0 where no price was given.</param>
public sealed record DynamicLots(
    IReadOnlyList<double> Quantities, IReadOnlyList<double> LeftAtEnd, IReadOnlyList<Lot> Lots, double OrderCost,
    double HoldingCost, double GoodsCost)
{
    /// <summary>Money for orders, keeping and, where prices were given, goods.</summary>
    public double TotalCost => OrderCost + HoldingCost + GoodsCost;
}

/// <summary>One order of a plan.</summary>
/// <param name="Period">The period at whose start it comes; the first is 1.</param>
/// <param name="Units">How many.</param>
/// <param name="LastPeriod">The last period that it covers.</param>
public sealed record Lot(int Period, double Units, int LastPeriod);
