using System.Collections.Immutable;
using Backorders.Ledger;

namespace Backorders.Supply;

/// <summary>Deliveries of one supplier, counted: tallies of several SKUs add up to that of the supplier.</summary>
public sealed record SupplierTally
{
    public static readonly SupplierTally None = new();

    /// <summary>Deliveries of a SKU that count: the newest so many …</summary>
    public const int MostDeliveries = 20;

    /// <summary>… of the last so many days.</summary>
    public const int Days = 365;

    /// <summary>Deliveries of which units came.</summary>
    public int Receipts { get; init; }

    /// <summary>Deliveries by days of lateness; one that came in parts is shared out by units.</summary>
    public ImmutableSortedDictionary<int, double> Late { get; init; } = ImmutableSortedDictionary<int, double>.Empty;

    /// <summary>Days from announcement to arrival, a delivery's mean by units, summed over the deliveries.</summary>
    public double LeadDays { get; init; }

    public double LeadDaysSquared { get; init; }

    /// <summary>Units first announced, in deliveries that are over.</summary>
    public long Announced { get; init; }

    /// <summary>Of them, units still announced at the end.</summary>
    public long Confirmed { get; init; }

    /// <summary>Units announced at the end, in deliveries that are over.</summary>
    public long Meant { get; init; }

    /// <summary>Of them, units that never came.</summary>
    public long Missing { get; init; }

    /// <summary>Those of a SKU's deliveries by one supplier that count today.</summary>
    public static SupplierTally Newest(IEnumerable<InboundRecord> deliveries, DateOnly today) => deliveries
        .Where(delivery => delivery.Facts.LastDay > today.AddDays(-Days))
        .OrderByDescending(delivery => delivery.Facts.LastDay)
        .ThenBy(delivery => delivery.Shipment.Value, StringComparer.Ordinal)
        .Take(MostDeliveries)
        .Aggregate(None, (sum, delivery) => sum.Plus(Of(delivery)));

    /// <summary>What one delivery says; nothing if it was never announced.</summary>
    public static SupplierTally Of(InboundRecord delivery)
    {
        if (delivery.Facts is not { AnnouncedOn: { } announced, FirstEta: { } eta } facts)
        {
            return None;
        }

        var over = delivery.Ended || delivery.Counted >= delivery.Expected;
        var ended = !over ? None : new SupplierTally
        {
            Announced = facts.FirstExpected,
            Confirmed = Math.Min(facts.FirstExpected, delivery.Expected),
            Meant = delivery.Expected,
            Missing = Math.Max(0, delivery.Expected - delivery.Counted),
        };
        double units = facts.Came.Sum(came => came.Units);
        if (units == 0)
        {
            return ended;
        }

        var lead = facts.Came.Sum(came => (came.Day.DayNumber - announced.DayNumber) * (came.Units / units));
        return ended with
        {
            Receipts = 1,
            Late = facts.Came
                .GroupBy(came => came.Day.DayNumber - eta.DayNumber)
                .ToImmutableSortedDictionary(late => late.Key, late => late.Sum(came => came.Units) / units),
            LeadDays = lead,
            LeadDaysSquared = lead * lead,
        };
    }

    public SupplierTally Plus(SupplierTally other) => new()
    {
        Receipts = Receipts + other.Receipts,
        Late = Late.SetItems(other.Late.Select(late => KeyValuePair.Create(
            late.Key, Late.GetValueOrDefault(late.Key) + late.Value))),
        LeadDays = LeadDays + other.LeadDays,
        LeadDaysSquared = LeadDaysSquared + other.LeadDaysSquared,
        Announced = Announced + other.Announced,
        Confirmed = Confirmed + other.Confirmed,
        Meant = Meant + other.Meant,
        Missing = Missing + other.Missing,
    };
}
