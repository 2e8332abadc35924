using System.Collections.Immutable;
using Backorders.Ledger;
using Backorders.Prevention;

namespace Backorders.Supply;

/// <summary>How long a delivery took from its announcement, by the last day of which there is something to learn.
/// </summary>
public sealed record TookDays(DateOnly LastDay, double Days);

/// <summary>Deliveries of one supplier, counted: tallies of several SKUs add up to that of the supplier.</summary>
public sealed record SupplierTally
{
    public static readonly SupplierTally None = new();

    /// <summary>Deliveries of which units came.</summary>
    public int Receipts { get; init; }

    /// <summary>Deliveries by days of lateness; one that came in parts is shared out by units.</summary>
    public ImmutableSortedDictionary<int, double> Late { get; init; } = ImmutableSortedDictionary<int, double>.Empty;

    /// <summary>The newest deliveries of which units came, at most 20, oldest first.</summary>
    public ImmutableList<TookDays> Took { get; init; } = [];

    /// <summary>Deliveries that are over; what was first announced counts as ordered.</summary>
    public Prevention.SupplierFacts Record { get; init; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Those of a SKU's deliveries by one supplier that count today.</summary>
    public static SupplierTally Newest(IEnumerable<InboundRecord> deliveries, DateOnly today) => deliveries
        .Where(delivery => delivery.Facts.LastDay >= today.AddDays(-Lateness.MostDays))
        .OrderByDescending(delivery => delivery.Facts.LastDay)
        .ThenBy(delivery => delivery.Shipment.Value, StringComparer.Ordinal)
        .Take(Lateness.MostReceipts)
        .Aggregate(None, (sum, delivery) => sum.Plus(Of(delivery)));

    /// <summary>What one delivery says; nothing if it was never announced.</summary>
    public static SupplierTally Of(InboundRecord delivery)
    {
        if (delivery.Facts is not { AnnouncedOn: { } announced, FirstEta: { } eta } facts)
        {
            return None;
        }

        var over = delivery.Ended || delivery.Counted >= delivery.Expected;
        var line = new SupplierLine(
            facts.FirstExpected, delivery.Expected, eta,
            [.. facts.Came.Select(came => new SupplierDelivery(came.Day, came.Units))]);
        var ended = over ? None with { Record = SupplierRecord.Of([line]) } : None;
        double units = facts.Came.Sum(came => came.Units);
        if (units == 0)
        {
            return ended;
        }

        var took = facts.Came.Sum(came => Math.Max(0, came.Day.DayNumber - announced.DayNumber) * (came.Units / units));
        return ended with
        {
            Receipts = 1,
            Late = facts.Came
                .GroupBy(came => came.Day.DayNumber - eta.DayNumber)
                .ToImmutableSortedDictionary(late => late.Key, late => late.Sum(came => came.Units) / units),
            Took = [new(facts.LastDay!.Value, took)],
        };
    }

    public SupplierTally Plus(SupplierTally other) => new()
    {
        Receipts = Receipts + other.Receipts,
        Late = Late.SetItems(other.Late.Select(late => KeyValuePair.Create(
            late.Key, Late.GetValueOrDefault(late.Key) + late.Value))),
        Took =
        [
            .. Took.Concat(other.Took).OrderBy(took => took.LastDay).ThenBy(took => took.Days)
                .TakeLast(Lateness.MostReceipts),
        ],
        Record = new(
            Record.Lines + other.Record.Lines, Record.LinesOnTimeInFull + other.Record.LinesOnTimeInFull,
            Record.Ordered + other.Record.Ordered, Record.OnTime + other.Record.OnTime,
            Record.Confirmed + other.Record.Confirmed, Record.Received + other.Record.Received),
    };
}
