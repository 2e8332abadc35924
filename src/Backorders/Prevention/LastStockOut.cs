namespace Backorders.Prevention;

/// <summary>Finds the last time that an item ran out, and what it takes to say why.</summary>
public static class LastStockOut
{
    /// <summary>Days that are looked back for one, and from it for the reorder before it.</summary>
    public const int LookBackDays = 90, ReorderWithinDays = 60;

    /// <summary>
    /// The last day on which somebody had to wait or was refused, with all that happened since the reorder before it
    /// (the last announcement of a shipment; without one, the first day on which the stock was looked at).
    /// </summary>
    /// <param name="days">Each day up to yesterday.</param>
    /// <param name="deliveries">Shipments, open or come.</param>
    /// <returns>Null: it did not run out in 90 days, or nobody looked at the stock before it did.</returns>
    public static StockOutCase? Find(IReadOnlyList<DemandDay> days, IReadOnlyList<PlannedDelivery> deliveries)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(deliveries);
        var ran = days.TakeLast(LookBackDays).LastOrDefault(day => day.Backordered > 0 || day.Rejected > 0);
        if (ran is null)
        {
            return null;
        }

        var looked = days.Where(day => day.Stock is not null && day.Day <= ran.Day
            && day.Day >= ran.Day.AddDays(-ReorderWithinDays)).ToList();
        var reorder = deliveries.Where(delivery => delivery.AnnouncedOn <= ran.Day)
            .Select(delivery => delivery.AnnouncedOn).DefaultIfEmpty(DateOnly.MinValue).Max();
        if ((looked.Find(day => day.Day == reorder) ?? looked.FirstOrDefault()) is not { Stock: { } stock } from)
        {
            return null;
        }

        var since = days.Where(day => day.Day >= from.Day && day.Day <= ran.Day).ToList();
        return new(
            ran.Day, from.Day, stock.Available - stock.Waiting,
            [.. since.Select(day => (double)Math.Max(0, day.Units))],
            [.. since.Select(day => (double)day.BulkUnits)],
            [.. deliveries.Where(delivery => delivery.AnnouncedOn <= ran.Day)
                .SelectMany(delivery => Parts(delivery, from.Day, ran.Day))]);
    }

    /// <summary>Why; null: played again it does not run out, so what we know of it does not explain it.</summary>
    /// <param name="forecastPerDay">Units a day that were reckoned with.</param>
    /// <param name="safetyStockSet">Units of safety that were kept.</param>
    /// <param name="safetyStockRequired">Units that the target asks for.</param>
    /// <param name="deviationPerDay">Standard deviation of a day's demand, units.</param>
    public static SkuStockOut? Explain(
        StockOutCase found, double forecastPerDay, double safetyStockSet, double safetyStockRequired,
        double deviationPerDay)
    {
        ArgumentNullException.ThrowIfNull(found);
        var facts = StockOutCause.Of(
            found.Opening, found.Demand, [.. found.Demand.Select(_ => forecastPerDay)], found.Supply, safetyStockSet,
            safetyStockRequired, deviationPerDay * Math.Sqrt(found.Demand.Count), bulkByDay: found.Bulk);
        return facts.Reason == StockOutReason.NoStockOut ? null : new(found.On, facts);
    }

    /// <summary>What came before the reorder is in the stock of that day already.</summary>
    private static IEnumerable<SupplyPart> Parts(PlannedDelivery delivery, DateOnly from, DateOnly to)
    {
        var confirmed = delivery.Confirmed.DayNumber - from.DayNumber;
        foreach (var (day, units) in delivery.Came.Where(came => came.Day >= from && came.Day <= to))
        {
            yield return new(confirmed, units, day.DayNumber - from.DayNumber, units);
        }

        var missing = delivery.Units - delivery.Came.Where(came => came.Day <= to).Sum(came => came.Units);
        if (missing > 0)
        {
            yield return new(confirmed, missing, null, 0);
        }
    }
}

/// <summary>A shipment as it was announced and as it came.</summary>
/// <param name="Confirmed">The date that its supplier first gave.</param>
/// <param name="Units">That it announced.</param>
/// <param name="Came">Units by the day on which they were counted in.</param>
public sealed record PlannedDelivery(
    DateOnly AnnouncedOn, DateOnly Confirmed, long Units, IReadOnlyList<(DateOnly Day, long Units)> Came);

/// <summary>What happened from the last reorder to the day on which it ran out.</summary>
/// <param name="On">The day on which it ran out.</param>
/// <param name="From">The day of the reorder.</param>
/// <param name="Opening">Units that could be sold that morning; below 0: so many waited.</param>
/// <param name="Demand">Units asked on each day.</param>
/// <param name="Bulk">Of those, in bulk lines.</param>
/// <param name="Supply">Days are counted from the reorder.</param>
public sealed record StockOutCase(
    DateOnly On, DateOnly From, double Opening, IReadOnlyList<double> Demand, IReadOnlyList<double> Bulk,
    IReadOnlyList<SupplyPart> Supply);
