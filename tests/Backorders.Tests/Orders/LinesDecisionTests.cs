using Backorders.Ledger;
using Backorders.Orders;

namespace Backorders.Tests.Orders;

public class LinesDecisionTests
{
    [Fact]
    public void A_cancel_without_lines_takes_all_that_has_not_shipped() =>
        Assert.Equal([(2, 0), (3, 0)], Kept(Cancel([Shipped(1, "T"), Waiting(2), Allocated(3)], null)));

    [Fact]
    public void It_is_refused_only_when_everything_has_shipped()
    {
        Assert.IsType<LinesDecision.AlreadyShipped>(Cancel([Shipped(1, "T"), Shipped(2, "T")], null));
        Assert.IsType<LinesDecision.Nothing>(Cancel([Shipped(1, "T"), Ended(2, Fate.Cancelled)], null));
        Assert.IsType<LinesDecision.Nothing>(Cancel([Shipped(1, "T"), Ended(2, Fate.Rejected)], null));
    }

    [Fact]
    public void A_named_line_that_has_shipped_keeps_all_others() =>
        Assert.Equal([1], Assert.IsType<LinesDecision.AlreadyShipped>(
            Cancel([Shipped(1, "T"), Waiting(2)], [new(2, null), new(1, null)])).Lines);

    [Fact]
    public void A_cancel_of_units_takes_the_last_ones_and_never_more_than_there_are()
    {
        Assert.Equal([(1, 3)], Kept(Cancel([Waiting(1)], [new(1, 2)])));
        Assert.Equal([(1, 0)], Kept(Cancel([Waiting(1)], [new(1, 1_000_000)])));
    }

    [Fact]
    public void Units_of_a_line_that_is_named_twice_add_up() =>
        Assert.Equal([(1, 2)], Kept(Cancel([Waiting(1)], [new(1, 1), new(1, 2)])));

    [Fact]
    public void A_line_that_has_ended_already_changes_nothing() =>
        Assert.IsType<LinesDecision.Nothing>(
            Cancel([Ended(1, Fate.Cancelled), Ended(2, Fate.Rejected)], [new(1, null), new(2, 1)]));

    [Fact]
    public void A_line_that_the_order_does_not_have_is_named_with_those_that_it_has()
    {
        var refusal = new LinesDecision.Invalid("lines[1]", "must be a line of the order, 1 to 2");

        Assert.Equal(refusal, Cancel([Waiting(1), Waiting(2)], [new(2, null), new(3, null)]));
        Assert.Equal(refusal, Ship([Allocated(1), Allocated(2)], [2, 3], "T"));
    }

    [Fact]
    public void Without_lines_all_live_lines_ship_when_all_are_allocated()
    {
        Assert.Equal([1, 3], Shipping([Allocated(1), Ended(2, Fate.Cancelled), Allocated(3)], null, "T"));
        Assert.Equal([2], Assert.IsType<LinesDecision.NotAllocated>(
            Ship([Allocated(1), Waiting(2)], null, "T")).Lines);
    }

    [Fact]
    public void What_shipped_in_the_same_parcel_ships_again_as_a_repeat()
    {
        Assert.IsType<LinesDecision.Nothing>(Ship([Shipped(1, "T")], [1], "T"));
        Assert.IsType<LinesDecision.AlreadyShipped>(Ship([Shipped(1, "T")], [1], "U"));
        Assert.IsType<LinesDecision.AlreadyShipped>(Ship([Shipped(1, "T")], [1], null));
    }

    [Fact]
    public void A_repeat_of_the_last_parcel_without_lines_is_a_repeat()
    {
        Assert.IsType<LinesDecision.Nothing>(Ship([Shipped(1, "T"), Shipped(2, "U")], null, "U"));
        Assert.IsType<LinesDecision.AlreadyShipped>(Ship([Shipped(1, "T"), Shipped(2, "U")], null, "V"));
    }

    [Fact]
    public void What_was_cancelled_or_rejected_cannot_ship()
    {
        Assert.Equal([2], Assert.IsType<LinesDecision.NotAllocated>(
            Ship([Allocated(1), Ended(2, Fate.Cancelled)], [1, 2], "T")).Lines);
        Assert.Equal([1, 2], Assert.IsType<LinesDecision.NotAllocated>(
            Ship([Ended(1, Fate.Rejected), Ended(2, Fate.Cancelled)], null, "T")).Lines);
    }

    [Fact]
    public void An_order_that_ships_complete_ships_whole_or_not_at_all()
    {
        Assert.Equal([2], Assert.IsType<LinesDecision.ShipComplete>(
            Ship([Allocated(1), Waiting(2)], null, "T", complete: true)).Lines);
        Assert.Equal([2], Assert.IsType<LinesDecision.ShipComplete>(
            Ship([Allocated(1), Allocated(2)], [1], "T", complete: true)).Lines);
        Assert.IsType<LinesDecision.Ship>(Ship([Allocated(1), Allocated(2)], [2, 1], "T", complete: true));
    }

    private static LinesDecision Cancel(IReadOnlyList<LineFound> lines, IReadOnlyList<CancelLine>? asked) =>
        CancelDecision.Of(lines, asked);

    private static IEnumerable<(int Line, int Units)> Kept(LinesDecision decision) =>
        Assert.IsType<LinesDecision.Keep>(decision).Units.Select(keep => (keep.Key, keep.Value)).Order();

    private static LinesDecision Ship(
        IReadOnlyList<LineFound> lines, IReadOnlyList<int>? asked, string? tracking, bool complete = false) =>
        ShipDecision.Of(lines, new(asked, tracking), complete);

    private static IReadOnlyList<int> Shipping(
        IReadOnlyList<LineFound> lines, IReadOnlyList<int>? asked, string? tracking) =>
        Assert.IsType<LinesDecision.Ship>(Ship(lines, asked, tracking)).Lines;

    private static LineFound Waiting(int number) => new(number, Fate.Live, 5, 5, 2, null);

    private static LineFound Allocated(int number) => new(number, Fate.Live, 5, 5, 0, null);

    private static LineFound Shipped(int number, string tracking) => new(number, Fate.Shipped, 5, 0, 0, tracking);

    private static LineFound Ended(int number, Fate fate) => new(number, fate, 5, 0, 0, null);
}
