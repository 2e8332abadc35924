using Backorders.Notices;

namespace Backorders.Tests.Notices;

public class NoticeDecisionTests
{
    private static readonly DateOnly Early = new(2026, 12, 1);
    private static readonly DateOnly Late = new(2026, 12, 9);

    [Fact]
    public void An_order_that_never_waits_gets_no_mail_even_when_it_is_cancelled() =>
        Assert.Null(Decide([Ready()], [Cancelled(1)], waited: false));

    [Fact]
    public void A_line_that_still_waits_is_told_once_that_it_was_received()
    {
        Assert.Equal(NoticeKind.Received, Decide([Waits(Early)], [Waits(Early)], introduced: false));
        Assert.Null(Decide([Waits(Early)], [Waits(Early)], introduced: true));
    }

    [Fact]
    public void A_line_that_was_served_before_the_first_mail_is_told_as_ready() =>
        Assert.Equal(NoticeKind.Ready, Decide([Waits(Early)], [Ready()], introduced: false));

    [Fact]
    public void A_date_that_moved_appeared_or_vanished_is_told()
    {
        Assert.Equal(NoticeKind.Changed, Decide([Waits(Early)], [Waits(Late)]));
        Assert.Equal(NoticeKind.Changed, Decide([Waits(Late)], [Waits(Early)]));
        Assert.Equal(NoticeKind.Changed, Decide([Waits(null)], [Waits(Early)]));
        Assert.Equal(NoticeKind.Changed, Decide([Waits(Early)], [Waits(null)]));
    }

    [Fact]
    public void A_date_that_moved_and_moved_back_makes_no_mail() =>
        Assert.Null(Decide([Waits(Early)], [Waits(Early) with { Version = 9 }]));

    [Fact]
    public void Units_told_as_ready_and_lost_are_told_to_an_order_that_never_waited_too()
    {
        Assert.Equal(NoticeKind.Changed, Decide([Ready()], [Waits(Late)], waited: false, introduced: false));
        Assert.Equal(NoticeKind.Changed, Decide([Ready()], [Waits(null)], waited: false, introduced: false));
    }

    [Fact]
    public void One_line_served_while_another_waits_makes_no_mail() =>
        Assert.Null(Decide([Waits(Early), Waits(Late)], [Ready(), Waits(Late)]));

    [Fact]
    public void The_last_waiting_line_served_makes_the_order_ready() =>
        Assert.Equal(NoticeKind.Ready, Decide([Ready(), Waits(Late)], [Ready(), Ready()]));

    [Fact]
    public void A_last_waiting_line_that_shipped_before_it_was_told_leaves_the_others_ready() =>
        Assert.Equal(NoticeKind.Ready, Decide([Waits(Early), Ready()], [Shipped(), Ready()]));

    [Fact]
    public void Nobody_is_told_as_ready_what_has_shipped() =>
        Assert.Null(Decide([Waits(Early)], [Shipped()]));

    [Fact]
    public void A_cancel_wins_over_a_moved_date_and_over_ready()
    {
        Assert.Equal(NoticeKind.Cancelled, Decide([Waits(Early), Waits(Early)], [Cancelled(1), Waits(Late)]));
        Assert.Equal(NoticeKind.Cancelled, Decide([Waits(Early), Waits(Early)], [Cancelled(1), Ready()]));
    }

    [Fact]
    public void A_cancel_of_a_few_units_is_told_and_not_told_again()
    {
        var fewer = Waits(Early) with { Cancelled = 1 };
        Assert.Equal(NoticeKind.Cancelled, Decide([Waits(Early)], [fewer]));
        Assert.Null(Decide([fewer], [fewer]));
    }

    [Fact]
    public void A_line_shows_what_a_caller_would_see_of_it_and_not_when_it_was_seen()
    {
        var line = Waits(Early);
        Assert.True(line.Shows(line with { Version = 9 }));
        Assert.All(
            [Waits(Late), line with { Allocated = 1 }, line with { Cancelled = 1 }, Ready()],
            other => Assert.False(line.Shows(other)));
    }

    private static NoticeKind? Decide(
        IReadOnlyList<LineState> told, IReadOnlyList<LineState> now, bool waited = true, bool introduced = true) =>
        NoticeDecision.Decide(told, now, waited, introduced);

    private static LineState Waits(DateOnly? date) => new(LineCondition.Waiting, date, 0, 0, 1);

    private static LineState Ready() => new(LineCondition.Allocated, null, 2, 0, 1);

    private static LineState Shipped() => new(LineCondition.Shipped, null, 0, 0, 2);

    private static LineState Cancelled(int units) => new(LineCondition.Cancelled, null, 0, units, 2);
}
