using Backorders.Ledger;
using Backorders.Pipeline;
using Backorders.Pipeline.PoolChanges;

namespace Backorders.Tests.Pipeline;

public sealed class ToldMarksTests
{
    /// <summary>Ten units are allocated, and four of them announced.</summary>
    private static readonly Pool Seen = new()
    {
        Sku = new("TV"),
        Version = 5,
        DemandEnd = 10,
        AllocatedTo = 10,
        Held = 10,
        CountedIn = 10,
        ReleasedTo = 4,
    };

    [Fact]
    public void What_was_announced_is_marked_up_to_there() =>
        Assert.Equal(8, Marked(Seen with { Version = 7 }, new MarkAnnounced(Seen, 8)).ReleasedTo);

    [Fact]
    public void A_mark_never_goes_back() =>
        Assert.Equal(9, Marked(Seen with { ReleasedTo = 9 }, new MarkAnnounced(Seen, 8)).ReleasedTo);

    [Fact]
    public void What_was_announced_does_not_count_when_units_have_vanished_since()
    {
        var now = Seen with { Version = 6, SteppedBackAt = 6, AllocatedTo = 5, ReleasedTo = 4 };

        Assert.Equal(now, Marked(now, new MarkAnnounced(Seen, 8)));
    }

    [Fact]
    public void What_was_announced_counts_when_units_had_vanished_before_it_was_read()
    {
        var seen = Seen with { SteppedBackAt = Seen.Version };

        Assert.Equal(8, Marked(seen with { Version = 6 }, new MarkAnnounced(seen, 8)).ReleasedTo);
    }

    [Fact]
    public void A_range_is_looked_at_up_to_there_unless_it_changed_meanwhile()
    {
        var range = new ToldRange(2, 9, 5);
        var pool = Seen with { ToTell = ToldRanges.None.Add(2, 9, 5) };
        var moved = Seen with { ToTell = ToldRanges.None.Add(2, 9, 6) };

        Assert.Equal([new(6, 9, 5)], Marked(pool, new MarkLookedAt(range, 6)).ToTell.Items);
        Assert.True(Marked(pool, new MarkLookedAt(range, 9)).ToTell.IsEmpty);
        Assert.Equal(moved, Marked(moved, new MarkLookedAt(range, 9)));
    }

    [Fact]
    public void Time_that_passes_changes_nothing_by_itself() => Assert.Equal(Seen, Marked(Seen, new PassTime()));

    [Fact]
    public void Whoever_marks_goes_on_by_itself_and_needs_no_wake()
    {
        Assert.True(new MarkAnnounced(Seen, 8).WakesLater);
        Assert.True(new MarkLookedAt(default, 8).WakesLater);
        Assert.True(new PassTime().WakesLater);
    }

    [Fact]
    public void Nothing_is_marked_where_there_is_no_pool()
    {
        Assert.Throws<ArgumentNullException>(() => new AskedPool(null).Ask(new MarkAnnounced(Seen, 8)));
        Assert.Throws<ArgumentNullException>(() => new AskedPool(null).Ask(new MarkLookedAt(default, 8)));
    }

    /// <summary>It writes the head alone, and every mark is committed.</summary>
    private static Pool Marked(Pool pool, PoolChange mark)
    {
        var decision = new AskedPool(pool).Ask(mark);
        Assert.Equal((false, 0), (decision.IsRepeat, decision.Writes.Count));
        return decision.Pool!;
    }
}
