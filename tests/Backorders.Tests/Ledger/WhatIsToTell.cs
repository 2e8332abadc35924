using Backorders.Ledger;

namespace Backorders.Tests.Ledger;

/// <summary>What a head remembers to tell, so that no mail is forgotten and none is sent for nothing.</summary>
public sealed class WhatIsToTell
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void An_order_that_is_served_at_once_leaves_nothing_to_tell()
    {
        var (pool, _) = Placed(Told(Stocked(5)), 3);

        Assert.False(pool.HasSomethingToTell);
        Assert.Equal(3, pool.ReleasedTo);
    }

    [Fact]
    public void A_line_that_waits_is_to_be_told_from_the_commit_that_placed_it()
    {
        var (pool, line) = Placed(Told(Stocked(2)), 3);

        Assert.Equal([(line.From, line.To)], Ranges(pool));
    }

    [Fact]
    public void Units_that_came_are_announced_from_where_the_last_announcement_ended()
    {
        var (pool, _) = Placed(Told(Stocked(2)), 3);
        pool = Receive.Units(Told(pool), 1);

        Assert.Equal((2L, 3L), (pool.ReleasedTo, pool.AllocatedTo));
        Assert.True(pool.HasSomethingToTell);
    }

    [Fact]
    public void A_line_served_while_others_are_still_to_be_announced_waits_its_turn_to_be_told()
    {
        var (pool, _) = Placed(Stocked(2), 1);
        pool = Receive.Units(pool with { ReleasedTo = 0 }, 2);

        (pool, _) = Placed(pool, 1);

        Assert.Equal((0L, 2L), (pool.ReleasedTo, pool.AllocatedTo));
    }

    [Fact]
    public void A_line_that_lost_its_units_is_to_be_told_even_if_its_announcement_was_still_due()
    {
        var (pool, first) = Placed(Stocked(2), 1);
        (pool, var second) = Placed(pool with { ReleasedTo = 0 }, 1);

        pool = Vanish.Step(Vanish.Units(pool, 1), [second, first]);

        Assert.Contains(Ranges(pool), range => range.From <= second.From && second.To <= range.To);
    }

    [Fact]
    public void A_line_that_lost_its_units_is_taken_back_from_what_was_announced()
    {
        var (pool, line) = Placed(Told(Stocked(3)), 3);

        pool = Vanish.Step(Vanish.Units(pool, 2), [line]);

        Assert.Equal((1L, 1L), (pool.AllocatedTo, pool.ReleasedTo));
        Assert.Equal([(1L, 3L)], Ranges(pool));
    }

    [Fact]
    public void A_line_that_is_ready_because_it_gave_up_the_rest_is_to_be_told()
    {
        var (pool, line) = Placed(Told(Stocked(2)), 5);

        (pool, var kept) = Cancel.To(Told(pool), line, keep: 2, Today);

        Assert.Equal(0, pool.BackorderedOf(kept));
        Assert.Equal([(line.From, line.To)], Ranges(pool));
    }

    private static Pool Stocked(long units) => Receive.Units(new Pool { Sku = new("TV") }, units);

    private static Pool Told(Pool pool) => pool with { ReleasedTo = pool.AllocatedTo, ToTell = ToldRanges.None };

    private static (Pool Pool, Line Line) Placed(Pool pool, int quantity) =>
        Place.Line(pool, new($"O-{pool.DemandEnd}"), 1, quantity, deny: false, Today);

    private static IEnumerable<(long From, long To)> Ranges(Pool pool) =>
        pool.ToTell.Items.Select(range => (range.From, range.To));
}
