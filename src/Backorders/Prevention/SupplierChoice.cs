namespace Backorders.Prevention;

/// <summary>Whom to order from: who is able in time, and of those who costs least.</summary>
public static class SupplierChoice
{
    /// <summary>
    /// Able: today + lead time + P80 lateness is the deadline or before. Of the able ones the least landed cost; if
    /// none is able, the fastest, flagged late by so many days. Ties: the earlier, then by name.
    /// </summary>
    /// <param name="offers">Who sells the SKU; one currency. Inactive and outdated ones are left out.</param>
    /// <param name="units">Units needed, 1 or more.</param>
    /// <param name="today">The day of the order.</param>
    /// <param name="neededBy">The day by which the units must be here.</param>
    /// <param name="demandPerDay">d: units a day; tells how long a surplus lies.</param>
    /// <param name="carryingRatePerYear">i: share of its price that keeping a unit costs a year (0.25 = 25 %).</param>
    /// <exception cref="ArgumentException">A number that makes no sense; the sentence says what to do.</exception>
    public static SupplierAdvice Of(
        IReadOnlyList<SupplierOffer> offers, long units, DateOnly today, DateOnly neededBy, double demandPerDay,
        double carryingRatePerYear = 0.25)
    {
        Check(offers, units, demandPerDay, carryingRatePerYear);
        var ranking = offers
            .Where(offer => offer.Active && !(offer.ValidTo < today))
            .Select(offer => Rank(offer, units, today, neededBy, demandPerDay, carryingRatePerYear))
            .OrderBy(ranked => ranked.DaysLate)
            .ThenBy(ranked => ranked.DaysLate == 0 ? ranked.Cost.Total : 0)
            .ThenBy(ranked => ranked.Arrives)
            .ThenBy(ranked => ranked.Cost.Total)
            .ThenBy(ranked => ranked.Offer.Supplier, StringComparer.Ordinal)
            .ToList();
        return new(ranking.Count == 0 ? null : ranking[0], ranking, Reason(ranking, neededBy));
    }

    /// <summary>
    /// What the needed units cost when they lie in the shop: price × needed + order cost + keeping the surplus that
    /// minimum and pack force. The surplus itself will be sold, so not its price counts but that it lies while the
    /// needed ones sell and then half of its own time: i·c·s·(n/d + s/(2·d)) / 365. Without demand, or lying longer
    /// than it is worth, it costs its price.
    /// </summary>
    /// <param name="offer">Price, order cost, minimum and pack.</param>
    /// <param name="units">n: units needed.</param>
    /// <param name="demandPerDay">d: units a day.</param>
    /// <param name="carryingRatePerYear">i: share of the price a year.</param>
    public static LandedCost CostOf(
        SupplierOffer offer, long units, double demandPerDay, double carryingRatePerYear = 0.25)
    {
        Check([offer], units, demandPerDay, carryingRatePerYear);
        var ordered = OrderQuantity.RoundedUp(Math.Max(units, offer.Minimum), offer.Pack);
        double surplus = ordered - units, worth = surplus * offer.Price;
        var years = (units + (surplus / 2)) / demandPerDay / EconomicOrderQuantity.CalendarYear;
        var keeping = double.IsFinite(years) ? Math.Min(worth, carryingRatePerYear * worth * years) : worth;
        return new(
            ordered, units * offer.Price, offer.OrderCost, keeping, (ordered * offer.Price) + offer.OrderCost);
    }

    private static RankedSupplier Rank(
        SupplierOffer offer, long units, DateOnly today, DateOnly neededBy, double demandPerDay, double rate)
    {
        var arrives = today.AddDays(offer.LeadTimeDays + offer.LateDaysP80);
        var cost = CostOf(offer, units, demandPerDay, rate);
        var late = Math.Max(0, arrives.DayNumber - neededBy.DayNumber);
        return new(offer, cost, arrives, late,
            $"{offer.Supplier}: here by {arrives:yyyy-MM-dd} in four of five cases ({offer.LeadTimeDays} days "
            + (offer.LateDaysP80 >= 0 ? $"+ {offer.LateDaysP80} late" : $"− {-offer.LateDaysP80} early")
            + $"), {(late == 0 ? "in time" : $"late by {Shown.Days(late)}")}, "
            + Landed(offer, cost, units));
    }

    private static string Landed(SupplierOffer offer, LandedCost cost, long units) =>
        (offer.Price > 0 ? $"{Shown.Money(cost.Total, offer.Currency)} landed" : "price not known") + $" for {units}"
        + (cost.Ordered > units ? $" of the {cost.Ordered} that must be bought" : "");

    private static string Reason(List<RankedSupplier> ranking, DateOnly neededBy)
    {
        if (ranking.Count == 0)
        {
            return "No supplier has a valid, active offer: enter one, or ask for an offer";
        }

        var best = ranking[0];
        var able = ranking.Count(ranked => ranked.DaysLate == 0);
        return best.DaysLate > 0
            ? $"Nobody is able by {neededBy:yyyy-MM-dd}; the fastest is {best.Reason}"
            : able == 1
                ? $"The only one able by {neededBy:yyyy-MM-dd} is {best.Reason}"
                : $"The cheapest of {able} able by {neededBy:yyyy-MM-dd} is {best.Reason}";
    }

    private static void Check(
        IReadOnlyList<SupplierOffer> offers, long units, double demandPerDay, double carryingRatePerYear)
    {
        ArgumentNullException.ThrowIfNull(offers);
        Sensible.Positive(units, "The number of units needed");
        Sensible.NotNegative(demandPerDay, "The demand a day");
        Sensible.NotNegative(carryingRatePerYear, "The carrying rate a year");
        foreach (var offer in offers)
        {
            Sensible.NotNegative(offer.Price, $"The price of {offer.Supplier}", nameof(offers));
            Sensible.NotNegative(offer.OrderCost, $"The order cost of {offer.Supplier}", nameof(offers));
            Sensible.NotNegative(offer.Minimum, $"The minimum of {offer.Supplier}", nameof(offers));
            Sensible.Positive(offer.Pack, $"The pack of {offer.Supplier}", nameof(offers));
            Sensible.From(
                0, offer.LeadTimeDays, OpenDays.LongestSpanDays, $"The lead time of {offer.Supplier}", nameof(offers));
            Sensible.From(
                -OpenDays.LongestSpanDays, offer.LateDaysP80, OpenDays.LongestSpanDays,
                $"The P80 lateness of {offer.Supplier}", nameof(offers));
        }
    }
}

/// <summary>What a supplier offers for a SKU.</summary>
/// <param name="Supplier">Its name or id.</param>
/// <param name="Price">Money a unit.</param>
/// <param name="OrderCost">Money for an order: freight, booking in.</param>
/// <param name="LeadTimeDays">L: days from order to the confirmed date.</param>
/// <param name="LateDaysP80">Days that four of five receipts are not later than; see <see cref="Lateness"/>.</param>
/// <param name="Minimum">The least that is sold, units; 0: any quantity.</param>
/// <param name="Pack">Only whole packs are sold, units each.</param>
/// <param name="ValidTo">The last day of the offer; null: no end.</param>
/// <param name="Active">False: not ordered from.</param>
public sealed record SupplierOffer(
    string Supplier, double Price, double OrderCost, int LeadTimeDays, int LateDaysP80 = 0, long Minimum = 0,
    long Pack = 1, DateOnly? ValidTo = null, bool Active = true)
{
    /// <summary>Of its money, for sentences; null: not said.</summary>
    public string? Currency { get; init; }
}

/// <summary>What the needed units cost; money.</summary>
/// <param name="Ordered">Units that must be bought: minimum and packs.</param>
/// <param name="Goods">Price × needed units.</param>
/// <param name="Order">For the order.</param>
/// <param name="SurplusHolding">For keeping the units beyond the need until they are sold.</param>
/// <param name="Payable">What the invoice says: price × ordered units + order cost.</param>
public sealed record LandedCost(long Ordered, double Goods, double Order, double SurplusHolding, double Payable)
{
    /// <summary>Goods + order + keeping the surplus: suppliers are compared by it.</summary>
    public double Total => Goods + Order + SurplusHolding;
}

/// <summary>A supplier and why it stands where it stands.</summary>
/// <param name="Offer">What it offers.</param>
/// <param name="Cost">What the needed units cost.</param>
/// <param name="Arrives">Today + lead time + P80 lateness.</param>
/// <param name="DaysLate">Days after the deadline; 0: able.</param>
/// <param name="Reason">A sentence for the buyer.</param>
public sealed record RankedSupplier(
    SupplierOffer Offer, LandedCost Cost, DateOnly Arrives, int DaysLate, string Reason);

/// <summary>Whom to order from.</summary>
/// <param name="Chosen">Null: nobody has a valid offer.</param>
/// <param name="Ranking">All with a valid offer, the best first.</param>
/// <param name="Reason">A sentence to be stored with the order.</param>
public sealed record SupplierAdvice(RankedSupplier? Chosen, IReadOnlyList<RankedSupplier> Ranking, string Reason);
