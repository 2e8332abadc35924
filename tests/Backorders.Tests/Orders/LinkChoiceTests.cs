using Backorders.Ledger;
using Backorders.Orders;

namespace Backorders.Tests.Orders;

/// <summary>What a customer may still do by the link in a mail.</summary>
public sealed class LinkChoiceTests
{
    private const int Mail = 4;

    [Fact]
    public void A_cancel_takes_what_the_mail_offered_and_nothing_else()
    {
        Assert.Equal([1, 3], Cancelled([Waiting(1), Waiting(2), Waiting(3)], [1, 3]));
        Assert.Equal([3], Cancelled([Over(1, Fate.Shipped), Waiting(2), Waiting(3)], [1, 3]));
    }

    [Fact]
    public void When_all_that_was_offered_has_ended_a_cancel_does_nothing() =>
        Assert.IsType<LinesDecision.Nothing>(CancelDecision.Offered(
            [Over(1, Fate.Shipped), Waiting(2), Over(3, Fate.Cancelled)], [1, 3]));

    [Fact]
    public void The_first_word_and_that_of_a_newer_mail_are_taken()
    {
        Assert.True(Keeps([Waiting(1)], [1], last: null));
        Assert.True(Keeps([Waiting(1)], [1], last: Mail - 1));
    }

    [Fact]
    public void The_same_word_again_and_that_of_an_older_mail_say_nothing_new()
    {
        Assert.False(Keeps([Waiting(1)], [1], last: Mail));
        Assert.False(Keeps([Waiting(1)], [1], last: Mail + 1));
    }

    [Fact]
    public void One_offered_line_that_is_left_can_be_kept_and_none_cannot()
    {
        Assert.True(Keeps([Over(1, Fate.Shipped), Waiting(2), Waiting(3)], [1, 2], last: null));
        Assert.False(Keeps([Over(1, Fate.Shipped), Waiting(2)], [1], last: null));
        Assert.False(Keeps([Waiting(1)], [], last: null));
    }

    private static IEnumerable<int> Cancelled(IReadOnlyList<LineFound> lines, IReadOnlyList<int> offered)
    {
        var kept = Assert.IsType<LinesDecision.Keep>(CancelDecision.Offered(lines, offered)).Units;
        Assert.All(kept.Values, units => Assert.Equal(0, units));
        return kept.Keys.Order();
    }

    private static bool Keeps(IReadOnlyList<LineFound> lines, IReadOnlyList<int> offered, int? last) =>
        KeepDecision.SaysMore(lines, offered, Mail, last);

    private static LineFound Waiting(int number) => new(number, Fate.Live, 5, 5, 2, null);

    private static LineFound Over(int number, Fate fate) => new(number, fate, 5, 0, 0, null);
}
