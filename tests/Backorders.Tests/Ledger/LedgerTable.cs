using Backorders.Ledger;
using Backorders.Supply;

namespace Backorders.Tests.Ledger;

/// <summary>Each event of a pool and its effect, as the table in the design has them.</summary>
public sealed class LedgerTable
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public void A_line_takes_units_that_are_free()
    {
        var (pool, lines) = Ordered(Stocked(5), 3);

        Assert.Equal((3, 0), Served(pool, lines[0]));
        Assert.Equal((2L, 3L), (pool.Available, pool.Held));
        Assert.Null(lines[0].FirstEta);
    }

    [Fact]
    public void A_line_takes_what_there_is_and_waits_for_the_rest()
    {
        var (pool, lines) = Ordered(Stocked(2), 3);

        Assert.Equal((2, 1), Served(pool, lines[0]));
        Assert.Equal(0, pool.UnitsAheadOf(lines[0]));
        Assert.Equal(0, pool.Available);
    }

    [Fact]
    public void A_newcomer_may_not_overtake_those_who_wait()
    {
        var (pool, lines) = Ordered(Stocked(0), 5, 1);

        pool = Receive.Units(pool, 4);

        Assert.Equal((4, 1), Served(pool, lines[0]));
        Assert.Equal((0, 1), Served(pool, lines[1]));
        Assert.Equal(1, pool.UnitsAheadOf(lines[1]));
    }

    [Fact]
    public void Units_that_come_serve_those_who_wait_in_the_order_in_which_they_came()
    {
        var (pool, lines) = Ordered(Stocked(0), 2, 2, 2);

        pool = Receive.Units(pool, 5);

        Assert.Equal([(2, 0), (2, 0), (1, 1)], lines.Select(line => Served(pool, line)));
    }

    [Fact]
    public void A_receipt_for_ten_thousand_waiting_lines_changes_one_number()
    {
        var (pool, _) = Ordered(Stocked(0), Enumerable.Repeat(1, 10_000).ToArray());

        var after = Receive.Units(pool, 10_000);

        Assert.Equal(pool.DemandEnd, after.AllocatedTo);
        Assert.Equal(pool with { Days = after.Days }, after with { AllocatedTo = 0, Held = 0, CountedIn = 0 });
    }

    [Fact]
    public void A_line_that_must_not_wait_is_rejected_as_a_whole_unless_all_its_units_are_there()
    {
        var pool = Stocked(2);

        Assert.Equal(Fate.Rejected, Place.Line(pool, new("O"), 1, 3, deny: true, Today).Line.Fate);
        Assert.Equal(Fate.Live, Place.Line(pool, new("O"), 1, 2, deny: true, Today).Line.Fate);
        Assert.Equal(pool, Place.Line(pool, new("O"), 1, 3, deny: true, Today).Pool);
    }

    [Fact]
    public void A_line_knows_for_good_what_was_there_for_it_at_once()
    {
        var (pool, lines) = Ordered(Stocked(5), 3, 4, 1);

        Assert.Equal([3, 2, 0], lines.Select(line => line.AtOnce));
        Assert.Equal(0, Place.Line(pool, new("O"), 1, 9, deny: true, Today).Line.AtOnce);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 4)]
    [InlineData(4, 1)]
    public void Units_cancelled_up_to_three_days_after_the_order_were_never_demand(int days, int early)
    {
        var (pool, lines) = Ordered(Stocked(2), 5);

        (pool, var line) = Cancel.To(pool, lines[0], keep: 4, Today);
        (_, line) = Cancel.To(pool, line, keep: 1, Today.AddDays(days));

        Assert.Equal((4, early), (line.Cancelled, line.CancelledEarly));
    }

    [Fact]
    public void A_sku_without_backorders_rejects_what_would_wait()
    {
        var pool = Stocked(2) with { Policy = new(BackorderMode.Deny, null) };

        Assert.Equal(Fate.Rejected, Place.Line(pool, new("O"), 1, 3, deny: false, Today).Line.Fate);
        Assert.Equal(Fate.Live, Place.Line(pool, new("O"), 1, 2, deny: false, Today).Line.Fate);
    }

    [Theory]
    [InlineData(7, Fate.Live)]
    [InlineData(8, Fate.Rejected)]
    public void A_limit_counts_the_units_that_would_wait_not_those_that_are_served(int quantity, Fate fate)
    {
        var pool = Stocked(2) with { Policy = new(BackorderMode.Limit, 5) };

        Assert.Equal(fate, Place.Line(pool, new("O"), 1, quantity, deny: false, Today).Line.Fate);
    }

    [Fact]
    public void A_cancelled_waiting_line_lets_those_behind_it_move_up()
    {
        var (pool, lines) = Ordered(Stocked(0), 3, 4, 1);

        (pool, var cancelled) = Cancel.To(pool, lines[1], keep: 0, Today);

        Assert.Equal(Fate.Cancelled, cancelled.Fate);
        Assert.Equal(3, pool.UnitsAheadOf(lines[2]));
        Assert.Equal(4, pool.Waiting);
        Assert.Equal([(3, 0), (1, 0)], Served(Receive.Units(pool, 4), lines[0], lines[2]));
    }

    [Fact]
    public void Units_of_a_cancelled_line_go_to_the_next_in_line_at_once()
    {
        var (pool, lines) = Ordered(Stocked(3), 3, 2, 2);

        (pool, _) = Cancel.To(pool, lines[0], keep: 0, Today);

        Assert.Equal([(2, 0), (1, 1)], Served(pool, lines[1], lines[2]));
        Assert.Equal((3L, 0L), (pool.Held, pool.Available));
    }

    [Fact]
    public void The_last_units_of_a_partly_served_line_are_those_that_it_waits_for()
    {
        var (pool, lines) = Ordered(Stocked(2), 5, 1);

        (pool, var kept) = Cancel.To(pool, lines[0], keep: 2, Today);

        Assert.Equal((2, 0), Served(pool, kept));
        Assert.Equal((0, 1), Served(pool, lines[1]));
        Assert.Equal((Fate.Live, 3), (kept.Fate, kept.Cancelled));
    }

    [Fact]
    public void Cancelling_more_than_waits_gives_served_units_to_the_next()
    {
        var (pool, lines) = Ordered(Stocked(4), 5, 3);

        (pool, var kept) = Cancel.To(pool, lines[0], keep: 1, Today);

        Assert.Equal([(1, 0), (3, 0)], Served(pool, kept, lines[1]));
        Assert.Equal(0, pool.Available);
    }

    [Fact]
    public void Cancelling_what_is_cancelled_or_shipped_changes_nothing()
    {
        var (pool, lines) = Ordered(Stocked(4), 2, 2);
        (pool, var cancelled) = Cancel.To(pool, lines[0], keep: 0, Today);
        (pool, var shipped) = Ship.Line(pool, lines[1], "T")!.Value;

        Assert.Equal((pool, cancelled), Cancel.To(pool, cancelled, keep: 0, Today));
        Assert.Equal((pool, shipped), Cancel.To(pool, shipped, keep: 0, Today));
    }

    [Fact]
    public void Units_that_vanish_are_free_ones_first()
    {
        var (pool, lines) = Ordered(Stocked(5), 3);

        pool = Vanish.Units(pool, 2);

        Assert.Equal((3, 0), Served(pool, lines[0]));
        Assert.Equal((0L, 3L, 2L, 0L), (pool.Available, pool.Held, pool.WrittenOff, pool.Vanishing));
    }

    [Fact]
    public void Beyond_the_free_ones_the_youngest_line_loses_its_units_first()
    {
        var (pool, lines) = Ordered(Stocked(5), 2, 2, 1);

        pool = Lost(pool, 2, lines[2], lines[1], lines[0]);

        Assert.Equal([(2, 0), (1, 1), (0, 1)], Served(pool, lines[0], lines[1], lines[2]));
    }

    [Fact]
    public void Shipped_and_cancelled_lines_lose_nothing_and_leave_a_hole()
    {
        var (pool, lines) = Ordered(Stocked(6), 2, 2, 2);
        (pool, _) = Ship.Line(pool, lines[2], "T")!.Value;
        (pool, _) = Cancel.To(pool, lines[1], keep: 0, Today);
        pool = Vanish.Units(pool, 2);

        pool = Lost(pool, 1, lines[0]);

        Assert.Equal((1, 1), Served(pool, lines[0]));
        Assert.Equal((1L, 2L), (pool.Waiting, pool.Shipped));
        Assert.Equal((2, 0), Served(Receive.Units(pool, 1), lines[0]));
    }

    [Fact]
    public void A_line_that_lost_its_units_is_served_before_those_behind_it()
    {
        var (pool, lines) = Ordered(Stocked(2), 2, 2);

        pool = Receive.Units(Lost(pool, 1, lines[0]), 1);

        Assert.Equal([(2, 0), (0, 2)], Served(pool, lines[0], lines[1]));
    }

    [Fact]
    public void What_vanishes_from_many_lines_is_taken_in_steps_with_the_same_end()
    {
        var (pool, lines) = Ordered(Stocked(4), 1, 1, 1, 1);
        var lost = Vanish.Units(pool, 3);

        var once = Vanish.Step(lost, [lines[3], lines[2], lines[1]]);
        var halfway = Vanish.Step(lost, [lines[3], lines[2]]);

        Assert.Equal((1L, true), (halfway.Vanishing, halfway.HasSomethingToTell));
        Assert.Equal(once.AllocatedTo, Vanish.Step(halfway, [lines[1]]).AllocatedTo);
        Assert.Equal(0, once.Vanishing);
    }

    [Fact]
    public void More_cannot_vanish_than_is_in_the_building() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Vanish.Units(Stocked(2), 3));

    [Fact]
    public void Only_a_line_with_all_its_units_may_leave()
    {
        var (pool, lines) = Ordered(Stocked(3), 3, 1);

        Assert.Null(Ship.Line(pool, lines[1], "T"));
        var (after, shipped) = Ship.Line(pool, lines[0], "T")!.Value;
        Assert.Equal((Fate.Shipped, "T"), (shipped.Fate, shipped.Tracking));
        Assert.Equal((0L, 3L, 0L), (after.Held, after.Shipped, after.OnHand));
        Assert.Null(Ship.Line(after, shipped, "T"));
    }

    private static Pool Stocked(long units) => Receive.Units(new Pool { Sku = new("TV") }, units);

    private static (Pool Pool, List<Line> Lines) Ordered(Pool pool, params int[] quantities)
    {
        var lines = new List<Line>();
        foreach (var quantity in quantities)
        {
            (pool, var line) = Place.Line(pool, new($"O-{lines.Count}"), 1, quantity, deny: false, Today);
            lines.Add(line);
        }

        return (pool, lines);
    }

    private static Pool Lost(Pool pool, int quantity, params Line[] youngestFirst) =>
        Vanish.Step(Vanish.Units(pool, quantity), youngestFirst);

    private static (int Allocated, int Waiting) Served(Pool pool, Line line) =>
        (pool.AllocatedOf(line), pool.BackorderedOf(line));

    private static IEnumerable<(int Allocated, int Waiting)> Served(Pool pool, params Line[] lines) =>
        lines.Select(line => Served(pool, line));
}
