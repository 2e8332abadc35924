using Backorders.Supply;

namespace Backorders.Tests.Purchases;

/// <summary>When a supplier is told again, and when not any more.</summary>
public sealed class SendingRulesTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hand = TimeSpan.FromSeconds(40);
    private static readonly TryOutcome Failed = new TryOutcome.Again("It answered 500.");

    [Fact]
    public void Ten_tries_are_made_over_three_days_at_the_distances_of_the_specification()
    {
        var times = new List<TimeSpan>();
        var sending = SendingRules.Begin(SendingBy.Webhook, Nine);
        while (sending.State == SendingState.Waiting)
        {
            times.Add(sending.Due - Nine);
            sending = Again(sending, Failed);
        }

        string[] written =
        [
            "00:00:00", "00:00:05", "00:05:05", "00:35:05", "02:35:05", "07:35:05", "17:35:05", "1.07:35:05",
            "2.03:35:05", "3.03:35:05",
        ];
        Assert.Equal(written, times.Select(time => time.ToString()));
        Assert.Equal((SendingState.Failed, 10, "It answered 500."), (sending.State, sending.Tries, sending.Problem));
        Assert.Equal(Nine + times[^1], sending.EndedAt);
    }

    [Fact]
    public void A_try_is_counted_before_it_is_made_and_nobody_else_begins_one_meanwhile()
    {
        var claimed = SendingRules.Claim(SendingRules.Begin(SendingBy.Mail, Nine), Nine, Hand);
        Assert.Equal((1, Nine + Hand), (claimed.Tries, claimed.Due));
        Assert.Equal(claimed, SendingRules.Claim(claimed, claimed.Due.AddTicks(-1), Hand));
        Assert.Equal(2, SendingRules.Claim(claimed, claimed.Due, Hand).Tries);
    }

    [Fact]
    public void A_supplier_may_know_what_it_took_and_what_was_tried_unless_it_said_no_at_once()
    {
        var begun = SendingRules.Begin(SendingBy.Webhook, Nine);
        var claimed = SendingRules.Claim(begun, Nine, Hand);
        Assert.False(begun.MayHaveBeenTaken);
        Assert.True(claimed.MayHaveBeenTaken);
        Assert.True(SendingRules.End(claimed, 1, Failed, Nine).MayHaveBeenTaken);
        Assert.True(SendingRules.End(claimed, 1, new TryOutcome.Taken(), Nine).MayHaveBeenTaken);
        var gone = new TryOutcome.Stop("It answered 410.");
        Assert.False(SendingRules.End(claimed, 1, gone, Nine).MayHaveBeenTaken);
        var again = SendingRules.Claim(claimed, claimed.Due, Hand);
        Assert.True(SendingRules.End(again, 2, gone, Nine).MayHaveBeenTaken);
        Assert.True((begun with { TriedBefore = true }).MayHaveBeenTaken);
    }

    [Fact]
    public void A_process_that_dies_at_every_try_does_not_go_on_for_ever()
    {
        var sending = SendingRules.Begin(SendingBy.Webhook, Nine);
        for (var deaths = 0; deaths < 10; deaths++)
        {
            sending = SendingRules.Claim(sending, sending.Due, Hand);
        }

        var given = SendingRules.Claim(sending, sending.Due, Hand);
        Assert.Equal((SendingState.Waiting, SendingState.Failed, 10), (sending.State, given.State, given.Tries));
        Assert.NotNull(given.Problem);
    }

    [Fact]
    public void What_the_supplier_took_is_sent_whatever_was_thought_of_it_before()
    {
        var taken = new TryOutcome.Taken();
        var claimed = Claimed();
        Assert.Equal(SendingState.Sent, SendingRules.End(claimed, 1, taken, Nine).State);
        var stopped = SendingRules.Stop(claimed, "It was cancelled before.", Nine);
        Assert.Equal(SendingState.Stopped, stopped.State);
        Assert.Equal(SendingState.Sent, SendingRules.End(stopped, 1, taken, Nine).State);
    }

    [Fact]
    public void An_answer_that_comes_after_the_next_try_began_changes_nothing()
    {
        var second = SendingRules.Claim(Claimed(), Nine + Hand, Hand);
        Assert.Equal(second, SendingRules.End(second, 1, Failed, Nine + Hand));
        Assert.Equal(second, SendingRules.End(second, 1, new TryOutcome.Stop("410"), Nine + Hand));
    }

    [Fact]
    public void A_supplier_that_wants_no_more_is_left_alone()
    {
        var stopped = SendingRules.End(Claimed(), 1, new TryOutcome.Stop("It answered 410."), Nine);
        Assert.Equal((SendingState.Stopped, "It answered 410."), (stopped.State, stopped.Problem));
        Assert.Equal(stopped, SendingRules.Claim(stopped, Nine.AddYears(1), Hand));
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(1, 5)]
    [InlineData(-60, 5)]
    [InlineData(1_000_000, 86_400)]
    public void A_supplier_may_ask_for_a_longer_wait_up_to_a_day(int asked, int waited)
    {
        var laidBack = SendingRules.End(
            Claimed(), 1, new TryOutcome.Again("It answered 429.", TimeSpan.FromSeconds(asked)), Nine);
        Assert.Equal(Nine.AddSeconds(waited), laidBack.Due);
    }

    [Fact]
    public void What_our_own_pace_held_up_is_no_try()
    {
        var laidBack = SendingRules.End(Claimed(), 1, new TryOutcome.NotBegun(Nine.AddMinutes(3)), Nine);
        Assert.Equal((0, Nine.AddMinutes(3)), (laidBack.Tries, laidBack.Due));
    }

    private static PurchaseSending Claimed() =>
        SendingRules.Claim(SendingRules.Begin(SendingBy.Webhook, Nine), Nine, Hand);

    private static PurchaseSending Again(PurchaseSending sending, TryOutcome outcome)
    {
        var claimed = SendingRules.Claim(sending, sending.Due, TimeSpan.Zero);
        return SendingRules.End(claimed, claimed.Tries, outcome, sending.Due);
    }
}
