using System.Collections.Immutable;

namespace Backorders.Ledger;

/// <summary>Units come, or are announced to come. Goods of a shipment are counted once, whoever counts them.</summary>
public static class Receive
{
    /// <summary>Units are there: a receipt without a shipment, or more counted than was known.</summary>
    public static Pool Units(Pool pool, long quantity) => (pool with
    {
        CountedIn = pool.CountedIn + quantity,
        Available = pool.Available + quantity,
    }).Advance();

    /// <summary>The warehouse booked in so many units of a shipment.</summary>
    public static (Pool Pool, InboundRecord Inbound) Receipt(Pool pool, InboundRecord inbound, int quantity) =>
        Take(pool, inbound, inbound with { Receipted = inbound.Receipted + quantity });

    /// <summary>
    /// The shipment's merged state for this SKU is taken over, only from a higher version: what its supplier
    /// announced, says has arrived, or gave up.
    /// </summary>
    /// <param name="p80Days">What is known now of its lateness: counts if the date is another than before.</param>
    public static (Pool Pool, InboundRecord Inbound) News(
        Pool pool, InboundRecord inbound, SupplierId supplier, long version, DateOnly? eta, long expected,
        long arrived, bool ended, int p80Days)
    {
        if (version <= inbound.Version)
        {
            return (pool, inbound);
        }

        return Take(pool, inbound, inbound with
        {
            Supplier = supplier,
            Version = version,
            Eta = eta,
            Expected = expected,
            Ended = ended,
            Arrived = Math.Max(inbound.Arrived, arrived),
            P80Days = eta == inbound.Eta ? inbound.P80Days : p80Days,
        });
    }

    private static (Pool Pool, InboundRecord Inbound) Take(Pool pool, InboundRecord before, InboundRecord after)
    {
        var listed = pool.Inbound.FirstOrDefault(inbound => inbound.Shipment == after.Shipment);
        var others = listed is null ? pool.Inbound : pool.Inbound.Remove(listed);
        var open = after is { Ended: false, Eta: not null, Supplier: not null } && after.Expected > after.Counted;
        var updated = pool with { Inbound = open ? Insert(others, Entry(listed, after)) : others };
        var came = after.Counted - before.Counted;
        return (came > 0 ? Units(updated, came) : updated, after);
    }

    /// <summary>A new day from the supplier ends what was assumed; any other news leaves it.</summary>
    private static Inbound Entry(Inbound? listed, InboundRecord record)
    {
        var sameDay = listed is not null && listed.Eta == record.Eta;
        return new(
            record.Shipment, record.Supplier!.Value, record.Eta!.Value, sameDay ? listed!.Assumed : null,
            sameDay && listed!.Silent, record.Expected, record.Counted)
        {
            P80Days = record.P80Days,
        };
    }

    internal static ImmutableArray<Inbound> Insert(ImmutableArray<Inbound> sorted, Inbound inbound)
    {
        var index = 0;
        while (index < sorted.Length && Compare(sorted[index], inbound) < 0)
        {
            index++;
        }

        return sorted.Insert(index, inbound);
    }

    private static int Compare(Inbound a, Inbound b)
    {
        var byDay = a.Day.CompareTo(b.Day);
        return byDay != 0 ? byDay : string.CompareOrdinal(a.Shipment.Value, b.Shipment.Value);
    }
}
