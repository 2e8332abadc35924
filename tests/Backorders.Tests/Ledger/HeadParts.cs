using Backorders.Ledger;

namespace Backorders.Tests.Ledger;

/// <summary>What is promised of the parts of a head one by one.</summary>
public sealed class HeadParts
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    private static readonly Pool Demand = new()
    {
        Sku = new("TV"),
        LeadTimeDays = 14,
        DemandEnd = 20,
        Days = PlacedDays.None.Add(0, Monday),
    };

    [Theory]
    [InlineData(3L, 3L)]
    [InlineData(5L, 4L)]
    [InlineData(1L, 5L, 4L, 9L)]
    [InlineData(1L, 5L, 5L, 9L)]
    public void Edges_of_holes_that_do_not_rise_are_refused(params long[] edges) =>
        Assert.StartsWith("Holes must be sorted and disjoint.", Refusal(edges), StringComparison.Ordinal);

    [Theory]
    [InlineData(3L)]
    [InlineData(1L, 5L, 7L)]
    public void A_hole_with_one_edge_is_refused(params long[] edges) =>
        Assert.StartsWith("A hole has two edges.", Refusal(edges), StringComparison.Ordinal);

    [Fact]
    public void Heads_without_holes_are_equal_wherever_they_come_from() =>
        Assert.Equal(Demand, Demand with { Holes = Holes.FromEdges([]) });

    [Fact]
    public void Days_that_no_waiting_position_needs_are_dropped_and_the_last_stays()
    {
        var days = PlacedDays.None.Add(0, Monday).Add(5, Monday.AddDays(1)).Add(9, Monday.AddDays(2));

        Assert.Equal([0L, 5, 9], Starts(days.From(4)));
        Assert.Equal([5L, 9], Starts(days.From(5)));
        Assert.Equal([9L], Starts(days.From(100)));
    }

    [Fact]
    public void As_many_days_as_may_be_are_kept_and_the_oldest_merge_beyond()
    {
        var full = new PlacedDays(
            [.. Enumerable.Range(0, PlacedDays.Limit).Select(day => new PlacedDay(day, Monday.AddDays(day)))]);

        Assert.Equal(full, full.From(0));
        var beyond = full.Add(PlacedDays.Limit, Monday.AddDays(PlacedDays.Limit)).From(0);
        Assert.Equal(Enumerable.Range(1, PlacedDays.Limit).Select(start => (long)start), Starts(beyond));
    }

    [Fact]
    public void Days_are_the_same_when_all_of_them_are()
    {
        var days = PlacedDays.None.Add(0, Monday);

        Assert.Equal(PlacedDays.None.Add(0, Monday), days);
        Assert.NotEqual(PlacedDays.None.Add(0, Monday.AddDays(1)), days);
        Assert.False(days.Equals(null));
    }

    [Fact]
    public void Units_that_vanished_are_something_to_tell_before_their_line_is_known()
    {
        var pool = Receive.Units(Demand, 20);
        pool = pool with { ReleasedTo = pool.AllocatedTo };
        Assert.False(pool.HasSomethingToTell);

        Assert.True(Vanish.Units(pool, 1).HasSomethingToTell);
    }

    [Fact]
    public void A_date_has_moved_only_for_those_who_wait_before_and_after()
    {
        var slower = Demand with { LeadTimeDays = 21 };

        Assert.Equal([(0, 20)], EtaPlan.Moved(Demand, slower));
        Assert.Equal([(7, 20)], EtaPlan.Moved(Demand, Receive.Units(slower, 7)));
        Assert.Equal([(7, 20)], EtaPlan.Moved(Receive.Units(Demand, 7), slower));
        Assert.Equal([(0, 20)], EtaPlan.Moved(Demand, slower with { DemandEnd = 25 }));
        Assert.Empty(EtaPlan.Moved(Demand, Receive.Units(slower, 20)));
    }

    private static string Refusal(long[] edges) =>
        Assert.Throws<ArgumentException>(() => Holes.FromEdges(edges)).Message;

    private static IEnumerable<long> Starts(PlacedDays days) => days.Entries.Select(entry => entry.From);
}
