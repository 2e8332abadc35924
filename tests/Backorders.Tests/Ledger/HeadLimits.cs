using System.Collections.Immutable;
using Backorders.Ledger;
using Backorders.Pipeline.Documents;

namespace Backorders.Tests.Ledger;

/// <summary>A head stays small enough to be written with every commit, however long its pool lives.</summary>
public sealed class HeadLimits
{
    private const int MaxBytes = 200_000;

    private static readonly DateOnly Day = new(2026, 11, 2);

    [Fact]
    public void A_head_at_all_its_limits_stays_under_200_kilobytes()
    {
        var body = Written(FullPool());

        Assert.InRange(body.Length, 1, MaxBytes);
    }

    [Fact]
    public void A_head_at_all_its_limits_is_read_back_as_it_was()
    {
        var pool = FullPool();
        var back = DocumentJson.Read(Written(pool), DocumentJson.Default.PoolDocument).ToPool();

        Assert.Equal(pool.Holes.ToEdges(), back.Holes.ToEdges());
        Assert.Equal(pool.Inbound, back.Inbound);
        Assert.Equal(pool with { Holes = Holes.None, Inbound = [] }, back with { Holes = Holes.None, Inbound = [] });
    }

    [Fact]
    public void An_empty_head_takes_no_room() =>
        Assert.InRange(Written(new Pool { Sku = new("TV") }).Length, 1, 100);

    [Fact]
    public void Positions_beyond_what_can_be_counted_are_refused_not_wrapped()
    {
        var pool = new Pool { Sku = new("TV"), DemandEnd = long.MaxValue - 5, AllocatedTo = long.MaxValue - 5 };

        Assert.Throws<OverflowException>(() => Place.Line(pool, new("O-1"), 1, 6, deny: false, Day));
        Assert.Throws<OverflowException>(() => Receive.Units(pool with { CountedIn = long.MaxValue - 5 }, 6));
    }

    private static byte[] Written(Pool pool) =>
        DocumentJson.Write(PoolDocument.Of(pool), DocumentJson.Default.PoolDocument);

    /// <summary>
    /// Every list full, ids as long as they may be, after 2^40 units, every second line cancelled and each of 16,000
    /// units. Twenty thousand cancelled lines of a million each would make it 230 KB, more than any shop sells.
    /// </summary>
    private static Pool FullPool()
    {
        const int wide = 16_000;
        var start = 1L << 40;
        var edges = Enumerable.Range(1, 2 * Holes.Limit).Select(i => start + ((long)i * wide)).ToArray();
        return new Pool
        {
            Sku = new(new string('S', 64)),
            Name = new string('N', 200),
            LeadTimeDays = 730,
            HandlingDays = 90,
            Version = start,
            DemandEnd = edges[^1],
            AllocatedTo = start,
            Holes = Holes.FromEdges(edges),
            Days = new([.. Enumerable.Range(0, PlacedDays.Limit)
                .Select(i => new PlacedDay(start + (i * 9L), Day.AddDays(i)))]),
            Inbound = [.. Enumerable.Range(100, Inbound.Limit).Select(Full)],
            RestartedOn = Day,
            ReleasedTo = start,
            ToTell = new([.. Enumerable.Range(0, ToldRanges.Limit)
                .Select(i => new ToldRange(start + (i * 10L), start + (i * 10L) + 5, start)).ToImmutableArray()]),
            Held = start,
            Shipped = start,
            CountedIn = 2 * start,
            WrittenOff = start,
        };
    }

    private static Inbound Full(int number) => new(
        new(new string('P', 61) + number), new(new string('A', 64)), Day.AddDays(number), Day.AddDays(number + 7),
        Silent: true, Expected: 1_000_000, Counted: 999_999)
    {
        P80Days = 365,
    };
}
