using System.Collections.Immutable;
using Backorders.Supply;

namespace Backorders.Ledger;

/// <summary>
/// The head of a stock pool. Every unit ever ordered has a position; the pool is allocated up to a position, and
/// nothing else decides who gets what: a line is allocated when its end is at or below <see cref="AllocatedTo"/>.
/// </summary>
public sealed record Pool
{
    public required Sku Sku { get; init; }

    public string? Name { get; init; }

    public BackorderPolicy Policy { get; init; } = BackorderPolicy.Allow;

    /// <summary>Days from ordering at a supplier to arrival; null: unknown.</summary>
    public int? LeadTimeDays { get; init; }

    /// <summary>Days from arrival to the line being ready.</summary>
    public int HandlingDays { get; init; }

    /// <summary>Raised by every commit.</summary>
    public long Version { get; init; }

    /// <summary>The first position that nobody has taken.</summary>
    public long DemandEnd { get; init; }

    /// <summary>Positions below it have their units, unless they gave them up.</summary>
    public long AllocatedTo { get; init; }

    /// <summary>Free units; above 0 only when everybody is served.</summary>
    public long Available { get; init; }

    public Holes Holes { get; init; } = Holes.None;

    public PlacedDays Days { get; init; } = PlacedDays.None;

    /// <summary>Open inbound shipments, by day, then id.</summary>
    public ImmutableArray<Inbound> Inbound { get; init; } = [];

    /// <summary>The day on which the lines that no shipment covers started again; null: never.</summary>
    public DateOnly? RestartedOn { get; init; }

    /// <summary>Lines up to here were announced as allocated; never above <see cref="AllocatedTo"/>.</summary>
    public long ReleasedTo { get; init; }

    public ToldRanges ToTell { get; init; } = ToldRanges.None;

    /// <summary>Units that vanished from lines not yet read; worked off before any newer change.</summary>
    public long Vanishing { get; init; }

    /// <summary>The version in which <see cref="AllocatedTo"/> last stepped back; 0: never.</summary>
    public long SteppedBackAt { get; init; }

    /// <summary>Units allocated and not shipped.</summary>
    public long Held { get; init; }

    public long Shipped { get; init; }

    /// <summary>All units that ever came.</summary>
    public long CountedIn { get; init; }

    /// <summary>All units that ever vanished.</summary>
    public long WrittenOff { get; init; }

    /// <summary>Units in the building.</summary>
    public long OnHand => Held + Available;

    /// <summary>Units that are still needed by those who wait.</summary>
    public long Waiting => Needed(DemandEnd);

    /// <summary>Units that are still needed, by the day on which their lines were placed, the oldest first.</summary>
    public IEnumerable<(DateOnly Day, long Units)> WaitingByDay()
    {
        for (var i = 0; i < Days.Entries.Length; i++)
        {
            var (from, day) = Days.Entries[i];
            var to = i + 1 < Days.Entries.Length ? Days.Entries[i + 1].From : DemandEnd;
            if (Needed(to) - Needed(from) is > 0 and var units)
            {
                yield return (day, units);
            }
        }
    }

    public bool HasSomethingToTell => ReleasedTo < AllocatedTo || !ToTell.IsEmpty || Vanishing > 0;

    /// <summary>Units that must come before those below <paramref name="position"/> are all served.</summary>
    public long Needed(long position) =>
        position <= AllocatedTo ? 0 : position - AllocatedTo - Holes.CountIn(AllocatedTo, position);

    public int AllocatedOf(Line line) => line.Fate == Fate.Live
        ? (int)Math.Clamp(AllocatedTo - line.From, 0, line.End - line.From)
        : 0;

    public int BackorderedOf(Line line) => line.Live - AllocatedOf(line);

    /// <summary>Units that must come before the line's first missing unit; 0 for a line that does not wait.</summary>
    public long UnitsAheadOf(Line line) => BackorderedOf(line) == 0 ? 0 : Needed(Math.Max(line.From, AllocatedTo));

    /// <summary>The date of the line's last missing unit; null for a line that does not wait.</summary>
    public Eta? EtaOf(Line line) => BackorderedOf(line) == 0 ? null : EtaPlan.At(this, line.End - 1);

    /// <summary>Gives free units to those who wait, one unit a position, in the order of their positions.</summary>
    internal Pool Advance()
    {
        var (available, allocatedTo) = (Available, AllocatedTo);
        while (available > 0 && allocatedTo < DemandEnd)
        {
            var hole = Holes.NextAfter(allocatedTo);
            if (hole?.From <= allocatedTo)
            {
                allocatedTo = hole.Value.To;
                continue;
            }

            var given = Math.Min(available, (hole?.From ?? DemandEnd) - allocatedTo);
            available -= given;
            allocatedTo += given;
        }

        return allocatedTo == AllocatedTo ? this : this with
        {
            Held = Held + Available - available,
            Available = available,
            AllocatedTo = allocatedTo,
            Holes = Holes.From(allocatedTo),
            Days = Days.From(allocatedTo),
        };
    }
}
