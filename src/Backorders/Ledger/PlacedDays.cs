using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Backorders.Ledger;

/// <summary>
/// The day on which each waiting position was placed: entry i says that positions from <c>From</c> to the next
/// entry's were placed on <c>Day</c>. Days never fall. Kept in the head so that the ETAs of a whole pool are known
/// without reading a line.
/// </summary>
public sealed record PlacedDays(ImmutableArray<PlacedDay> Entries)
{
    /// <summary>Nearly three years of days on each of which somebody began to wait; then the oldest merge.</summary>
    public const int Limit = 1_000;

    public static readonly PlacedDays None = new([]);

    public DateOnly? Last => Entries.IsEmpty ? null : Entries[^1].Day;

    /// <summary>The day of a position at or above the first entry.</summary>
    public DateOnly At(long position) => Entries[IndexAt(position)].Day;

    /// <summary>The first position above <paramref name="position"/> that has another day; none: null.</summary>
    public long? NextAfter(long position)
    {
        var next = IndexAt(position) + 1;
        return next < Entries.Length ? Entries[next].From : null;
    }

    public PlacedDays Add(long from, DateOnly day) =>
        Last == day ? this : new(Entries.Add(new(from, day)));

    /// <summary>Without the days that no waiting position needs; the last day is kept, days must not fall.</summary>
    public PlacedDays From(long position)
    {
        var drop = 0;
        while (drop + 1 < Entries.Length && (Entries[drop + 1].From <= position || Entries.Length - drop > Limit))
        {
            drop++;
        }

        return drop == 0 ? this : new(Entries.RemoveRange(0, drop));
    }

    /// <summary>With the days of lines that wait again; they lie below all that is known, oldest first.</summary>
    public PlacedDays Before(IEnumerable<PlacedDay> older)
    {
        var known = Entries;
        var all = ImmutableArray.CreateBuilder<PlacedDay>();
        foreach (var entry in older.Concat(known))
        {
            if (all.Count == 0 || all[^1].Day != entry.Day)
            {
                all.Add(entry);
            }
        }

        return new(all.ToImmutable());
    }

    public bool Equals(PlacedDays? other) => other is not null && Entries.SequenceEqual(other.Entries);

    public override int GetHashCode() => Entries.Length;

    private int IndexAt(long position)
    {
        var (low, high) = (0, Entries.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Entries[middle].From <= position)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}

[StructLayout(LayoutKind.Auto)]
public readonly record struct PlacedDay(long From, DateOnly Day);
