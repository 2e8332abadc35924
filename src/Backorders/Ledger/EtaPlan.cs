using System.Collections.Immutable;

namespace Backorders.Ledger;

/// <summary>When a waiting unit can be expected, and by what.</summary>
/// <param name="Date">Null: unknown.</param>
/// <param name="Reference">The shipment that brings it, with <see cref="EtaBasis.Shipment"/>.</param>
public sealed record Eta(DateOnly? Date, EtaBasis Basis, ShipmentId? Reference)
{
    /// <summary>How many days of the date are its supplier's usual lateness: see <see cref="Inbound.P80Days"/>.
    /// </summary>
    public int P80Days { get; init; }
}

public enum EtaBasis
{
    Shipment,
    LeadTime,
    Unknown,
}

/// <summary>
/// The ETAs of a pool as a step function from position to date: inbound shipments are walked by day, then id, until
/// their open units cover a position; what they do not cover is dated by the lead time.
/// </summary>
public static class EtaPlan
{
    /// <summary>The ETA of a waiting position that lies in no hole.</summary>
    public static Eta At(Pool pool, long position)
    {
        var before = pool.Needed(position);
        DateOnly? lastCovered = null;
        foreach (var inbound in Covering(pool))
        {
            lastCovered = ReadyOn(pool, inbound.Day);
            if (before < inbound.Open)
            {
                return inbound.Assumed is null
                    ? new(lastCovered, EtaBasis.Shipment, inbound.Shipment) { P80Days = inbound.P80Days }
                    : new(lastCovered, EtaBasis.LeadTime, null);
            }

            before -= inbound.Open;
        }

        return Uncovered(pool, pool.Days.At(position), lastCovered);
    }

    /// <summary>The ETA of so many units that nobody has ordered yet, were they ordered on that day.</summary>
    public static Eta? Next(Pool pool, int quantity, DateOnly today)
    {
        if (pool.Available >= quantity)
        {
            return null;
        }

        var last = pool.Days.Last is { } day && day > today ? day : today;
        var asked = pool with
        {
            DemandEnd = pool.DemandEnd + quantity,
            Days = pool.Days.Add(pool.DemandEnd, last),
        };
        asked = asked.Advance();
        return At(asked, asked.DemandEnd - 1);
    }

    /// <summary>The first waiting position that no shipment covers; null: all are covered.</summary>
    public static long? FirstUncovered(Pool pool)
    {
        var covered = Covering(pool).Sum(inbound => inbound.Open);
        return covered >= pool.Waiting ? null : pool.Holes.PositionAfter(pool.AllocatedTo, covered);
    }

    /// <summary>The ranges of positions that wait in both states and have another date in the later one.</summary>
    public static IEnumerable<(long From, long To)> Moved(Pool before, Pool after)
    {
        var position = Math.Max(before.AllocatedTo, after.AllocatedTo);
        var end = Math.Min(before.DemandEnd, after.DemandEnd);
        if (position >= end || SameSupply(before, after))
        {
            yield break;
        }

        using var old = Steps(before).GetEnumerator();
        using var now = Steps(after).GetEnumerator();
        old.MoveNext();
        now.MoveNext();
        while (position < end)
        {
            while (old.Current.To <= position)
            {
                old.MoveNext();
            }

            while (now.Current.To <= position)
            {
                now.MoveNext();
            }

            var to = Math.Min(end, Math.Min(old.Current.To, now.Current.To));
            if (old.Current.Date != now.Current.Date)
            {
                yield return (position, to);
            }

            position = to;
        }
    }

    internal static IEnumerable<Inbound> Covering(Pool pool) =>
        pool.Inbound.Where(inbound => !inbound.Silent && inbound.Open > 0);

    internal static Eta Uncovered(Pool pool, DateOnly placedOn, DateOnly? lastCovered)
    {
        if (pool.LeadTimeDays is not { } leadTime)
        {
            return new(null, EtaBasis.Unknown, null);
        }

        var start = pool.RestartedOn is { } restarted && restarted > placedOn ? restarted : placedOn;
        var date = ReadyOn(pool, start.AddDays(leadTime));
        return new(lastCovered > date ? lastCovered : date, EtaBasis.LeadTime, null);
    }

    private static DateOnly ReadyOn(Pool pool, DateOnly day) => day.AddDays(pool.HandlingDays);

    private static bool SameSupply(Pool a, Pool b) =>
        a.AllocatedTo == b.AllocatedTo && a.Holes == b.Holes && a.RestartedOn == b.RestartedOn &&
        a.LeadTimeDays == b.LeadTimeDays && a.HandlingDays == b.HandlingDays &&
        (a.Inbound == b.Inbound || a.Inbound.SequenceEqual(b.Inbound));

    /// <summary>All steps from <c>AllocatedTo</c> on, without gaps, the last one endless.</summary>
    private static IEnumerable<(long To, DateOnly? Date)> Steps(Pool pool)
    {
        long covered = 0;
        DateOnly? lastCovered = null;
        foreach (var inbound in Covering(pool))
        {
            covered += inbound.Open;
            lastCovered = ReadyOn(pool, inbound.Day);
            yield return (pool.Holes.PositionAfter(pool.AllocatedTo, covered), lastCovered);
        }

        var position = pool.Holes.PositionAfter(pool.AllocatedTo, covered);
        while (!pool.Days.Entries.IsEmpty && pool.Days.NextAfter(position) is { } next)
        {
            yield return (next, Uncovered(pool, pool.Days.At(position), lastCovered).Date);
            position = next;
        }

        var last = pool.Days.Last is { } day ? Uncovered(pool, day, lastCovered).Date : null;
        yield return (long.MaxValue, last);
    }
}
