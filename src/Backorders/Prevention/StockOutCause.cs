using System.Diagnostics;

namespace Backorders.Prevention;

/// <summary>
/// Why an item ran out: the time since the last reorder is played again with one thing changed at a time, and the
/// change that would have held is the cause.
/// </summary>
public static class StockOutCause
{
    /// <summary>Demand is called exceptional above forecast + so many sigma.</summary>
    public const double ExceptionalSigmas = 2;

    /// <summary>Days from the reorder, either way, beyond which a date of supply is an error: ten years.</summary>
    public const int FarthestDays = OpenDays.LongestSpanDays;

    /// <summary>
    /// Changes: supply on its confirmed dates with the confirmed units; demand as forecast; the required safety stock.
    /// Several would have held: the supplier if a receipt was late, then demand if above M + 2 sigma, else the safety
    /// stock. None alone: the smallest combination that would have held. Goods come before the demand of their day.
    /// </summary>
    /// <param name="openingStock">Units that could be sold on the day of the reorder; below 0: backorders.</param>
    /// <param name="demand">Units asked each day, the day of the reorder first (day 0).</param>
    /// <param name="forecast">Units that were forecast for the same days.</param>
    /// <param name="supply">What was to come in that time, and what came.</param>
    /// <param name="safetyStockSet">Units of safety in the reorder point that was set.</param>
    /// <param name="safetyStockRequired">Units that the target service required.</param>
    /// <param name="sigma">Standard deviation of the demand over those days, units.</param>
    /// <param name="positions">Inventory position at each day's end, after that day's orders; null: not known.</param>
    /// <param name="reorderPoint">Units; with the positions it tells whether an order was forgotten.</param>
    /// <param name="bulkByDay">Units of each day that came in bulk lines; null: none.</param>
    /// <exception cref="ArgumentException">No day, lengths that differ, or a number that makes no sense.</exception>
    public static StockOutFacts Of(
        double openingStock, IReadOnlyList<double> demand, IReadOnlyList<double> forecast,
        IReadOnlyList<SupplyPart> supply, double safetyStockSet, double safetyStockRequired, double sigma,
        IReadOnlyList<double>? positions = null, double? reorderPoint = null, IReadOnlyList<double>? bulkByDay = null)
    {
        Check(demand, forecast, supply, sigma, positions, bulkByDay);
        Sensible.Number(reorderPoint ?? 0, "The reorder point", nameof(reorderPoint));
        Sensible.Number(openingStock, "The stock at the reorder");
        Sensible.NotNegative(safetyStockSet, "The safety stock that was set");
        Sensible.NotNegative(safetyStockRequired, "The safety stock that was required");
        var replay = new StockOutReplay(
            openingStock, demand, forecast, supply, Math.Max(0, safetyStockRequired - safetyStockSet));
        var (first, deepest) = replay.Run([]);
        if (first is not { } day)
        {
            return new(StockOutReason.NoStockOut, [], null, 0, safetyStockSet, [], [], "It did not run out");
        }

        var singles = StockOutReplay.Changes.Where(change => replay.Holds([change])).ToList();
        var late = replay.Late(day);
        var exceptional = demand.Sum() > forecast.Sum() + (ExceptionalSigmas * sigma);
        var needed = Math.Ceiling(safetyStockSet + deepest - 1e-9);
        IReadOnlyList<StockOutChange> changes = singles.Count > 0
            ? [Chosen(singles, late, exceptional)]
            : replay.SmallestCombination();
        var reason = singles.Count > 0 ? Reason(changes[0]) : StockOutReason.Combined;
        var evidence = StockOutEvidence.Of(
            replay, demand, forecast, sigma, safetyStockSet, safetyStockRequired, needed);
        var (tags, tagEvidence) = StockOutEvidence.Tags(replay, day, positions, reorderPoint, bulkByDay);
        return new(reason, changes, day, deepest, needed, tags, [.. evidence, .. tagEvidence],
            $"Ran out on day {day}, {deepest:0.##} units short at worst. "
            + StockOutEvidence.Sentence(reason, changes, replay));
    }

    private static StockOutChange Chosen(List<StockOutChange> singles, bool late, bool exceptional) =>
        singles.Count == 1 ? singles[0]
        : late && singles.Contains(StockOutChange.Supplier) ? StockOutChange.Supplier
        : exceptional && singles.Contains(StockOutChange.Demand) ? StockOutChange.Demand
        : singles.Contains(StockOutChange.SafetyStock) ? StockOutChange.SafetyStock
        : singles[0];

    private static StockOutReason Reason(StockOutChange change) => change switch
    {
        StockOutChange.Supplier => StockOutReason.Supplier,
        StockOutChange.Demand => StockOutReason.Demand,
        StockOutChange.SafetyStock => StockOutReason.SafetyStock,
        _ => throw new UnreachableException(),
    };

    private static void Check(
        IReadOnlyList<double> demand, IReadOnlyList<double> forecast, IReadOnlyList<SupplyPart> supply, double sigma,
        IReadOnlyList<double>? positions, IReadOnlyList<double>? bulkByDay)
    {
        Sensible.NotEmpty(demand, "day since the last reorder");
        Sensible.EachNotNegative(demand, "Demand of a day");
        Sensible.EachNotNegative(forecast, "A forecast of a day");
        Sensible.SameLength(demand.Count, forecast.Count, "days of forecast", nameof(forecast));
        Sensible.SameLength(demand.Count, positions?.Count ?? demand.Count, "positions", nameof(positions));
        Sensible.SameLength(demand.Count, bulkByDay?.Count ?? demand.Count, "days of bulk lines", nameof(bulkByDay));
        Sensible.EachNotNegative(bulkByDay ?? [], "The number of units in bulk lines", nameof(bulkByDay));
        Sensible.NotNegative(sigma, "The standard deviation");
        Sensible.EachNumber(positions ?? [], "An inventory position", nameof(positions));
        ArgumentNullException.ThrowIfNull(supply);
        foreach (var part in supply)
        {
            Sensible.From(-FarthestDays, part.ConfirmedDay, FarthestDays, "The confirmed day", nameof(supply));
            Sensible.From(-FarthestDays, part.ReceivedDay ?? 0, FarthestDays, "The day of receipt", nameof(supply));
            Sensible.NotNegative(part.ConfirmedUnits, "The number of units confirmed", nameof(supply));
            Sensible.NotNegative(part.ReceivedUnits, "The number of units received", nameof(supply));
        }
    }
}

/// <summary>What was to come, and what came; days count from the reorder, which is day 0.</summary>
/// <param name="ConfirmedDay">The day that the supplier confirmed.</param>
/// <param name="ConfirmedUnits">Units confirmed.</param>
/// <param name="ReceivedDay">The day they came; null: not yet.</param>
/// <param name="ReceivedUnits">Units that came.</param>
public sealed record SupplyPart(int ConfirmedDay, double ConfirmedUnits, int? ReceivedDay, double ReceivedUnits);

/// <summary>One thing that could have been otherwise.</summary>
public enum StockOutChange
{
    /// <summary>Supply on its confirmed dates.</summary>
    Supplier,

    /// <summary>Demand as forecast.</summary>
    Demand,

    /// <summary>The required safety stock.</summary>
    SafetyStock,
}

/// <summary>Why it ran out.</summary>
public enum StockOutReason
{
    /// <summary>The supplier was late or delivered short.</summary>
    Supplier,

    /// <summary>More was asked than forecast.</summary>
    Demand,

    /// <summary>The safety stock was set too small.</summary>
    SafetyStock,

    /// <summary>None of these alone: the changes together.</summary>
    Combined,

    /// <summary>It did not run out.</summary>
    NoStockOut,
}

/// <summary>What else is to be known of it.</summary>
public enum StockOutTag
{
    /// <summary>The position was at or below the reorder point and nothing was ordered.</summary>
    NothingOrdered,

    /// <summary>Less came than was confirmed.</summary>
    ShortDelivery,

    /// <summary>A bulk line took units that the usual demand would have had.</summary>
    BulkLine,
}

/// <summary>Why an item ran out.</summary>
/// <param name="Reason">The cause.</param>
/// <param name="Changes">The changes that would have held: the cause itself, or all that it takes together.</param>
/// <param name="FirstDay">The day on which it ran out, the reorder being day 0; null: it did not.</param>
/// <param name="ShortAtWorst">Units missing on the worst day.</param>
/// <param name="SafetyStockThatHolds">The least whole safety stock with which it would not have run out, units.</param>
/// <param name="Tags">What else is to be known.</param>
/// <param name="Evidence">A sentence for each change and tag.</param>
/// <param name="Sentence">The whole in one or two sentences.</param>
public sealed record StockOutFacts(
    StockOutReason Reason, IReadOnlyList<StockOutChange> Changes, int? FirstDay, double ShortAtWorst,
    double SafetyStockThatHolds, IReadOnlyList<StockOutTag> Tags, IReadOnlyList<string> Evidence, string Sentence);
