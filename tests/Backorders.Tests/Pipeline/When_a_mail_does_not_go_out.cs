using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Pipeline;

/// <summary>Every way in which a send can end, seen from the notice.</summary>
public class When_a_mail_does_not_go_out
{
    private static readonly SendOutcome Unclear = new SendOutcome.Unclear("The connection broke.");

    private readonly PacedWorld world = new(new(0, 0), processes: 1, "a");

    [Fact]
    public async Task A_refused_mail_is_left_to_a_person_and_not_tried_again()
    {
        world.Provider.Answers = (_, _) => new SendOutcome.Refused("The mail provider said 413.");
        await Play(days: 2);
        await AssertLeftToAPerson("refused");
        Assert.Single(world.Provider.Tries);
    }

    [Fact]
    public async Task A_mail_of_which_the_answer_was_lost_is_found_and_not_sent_again()
    {
        world.Provider.Answers = (mail, _) =>
        {
            world.Provider.Accepts.Add(mail.Id);
            return Unclear;
        };
        await Play(days: 1);
        await AssertSentOnce();
        Assert.Single(world.Provider.Tries);
    }

    [Fact]
    public async Task A_mail_that_never_arrived_is_sent_again_with_the_same_id_and_words()
    {
        world.Provider.Answers = (_, before) => before < 3 ? Unclear : null;
        await Play(days: 1);
        await AssertSentOnce();
        Assert.Equal(4, world.Provider.Tries.Count);
        var mail = Assert.Single(world.Provider.Tries.Select(tried => tried.Mail).Distinct());
        Assert.Contains("https://orders.example/o/", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_stays_unclear_is_tried_for_half_a_day_and_then_left_to_a_person()
    {
        world.Provider.Answers = (_, _) => Unclear;
        await Play(days: 2);
        await AssertLeftToAPerson("Nobody knows after 8 tries");
        var tries = world.Provider.Tries.Select(tried => tried.At).ToList();
        Assert.Equal(8, tries.Count);
        Assert.InRange(tries[^1] - tries[0], TimeSpan.FromHours(11), TimeSpan.FromHours(13));
        Assert.Single(world.Provider.Tries.Select(tried => tried.Mail).Distinct());
    }

    [Fact]
    public async Task A_provider_that_cannot_say_what_it_has_gets_no_second_mail()
    {
        world.Provider.Answers = (_, _) => Unclear;
        world.Provider.AnswersLookUps = _ => Unclear;
        await Play(days: 2);
        await AssertLeftToAPerson("Nobody knows");
        Assert.Single(world.Provider.Tries);
    }

    [Fact]
    public async Task What_the_provider_calls_bad_is_refused_at_the_first_try_and_unclear_at_a_later_one()
    {
        world.Provider.Answers = (_, _) => new SendOutcome.Refused("400", OnlyIfFirst: true);
        await Play(days: 1);
        await AssertLeftToAPerson("refused");
        Assert.Single(world.Provider.Tries);
    }

    [Fact]
    public async Task A_repeat_that_the_provider_calls_bad_may_have_gone_out_before()
    {
        world.Provider.Answers = (_, before) => before == 0
            ? Unclear
            : new SendOutcome.Refused("400", OnlyIfFirst: true);
        await Play(days: 2);
        await AssertLeftToAPerson("Nobody knows");
        Assert.Equal(8, world.Provider.Tries.Count);
    }

    [Fact]
    public async Task A_mail_that_was_taken_and_then_given_up_is_left_to_a_person()
    {
        world.Provider.Answers = (_, _) => Unclear;
        world.Provider.AnswersLookUps = _ => new SendOutcome.Refused("The mail provider took it and then gave up.");
        await Play(days: 1);
        await AssertLeftToAPerson("gave up");
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_for_a_day_burns_nothing()
    {
        var end = world.Time.GetUtcNow().AddDays(1);
        world.Provider.Answers = (_, _) => world.Time.GetUtcNow() < end
            ? new SendOutcome.NotSent(TimeSpan.FromMinutes(5), "It is away.", Everybody: true)
            : null;
        await Play(days: 1.1);
        await AssertSentOnce();
        Assert.InRange(world.Provider.Tries.Count, 100, 24 * 12 + 2);
    }

    [Theory]
    [InlineData(Fault.FailsBefore)]
    [InlineData(Fault.UnclearNotDone)]
    public async Task A_mail_that_went_out_while_the_store_was_away_does_not_go_out_again(Fault fault)
    {
        world.Provider.KeepsABook = false;
        world.Provider.Answers = (_, before) =>
        {
            if (before == 0)
            {
                world.Store.MeetNext(fault);
            }

            return null;
        };
        await Play(days: 1);
        await AssertSentOnce();
        Assert.Single(world.Provider.Tries);
    }

    [Fact]
    public async Task Not_now_to_one_mail_does_not_hold_up_the_others()
    {
        world.Provider.Answers = (mail, before) => mail.Order.Value == "1" && before < 2
            ? new SendOutcome.NotSent(TimeSpan.FromMinutes(5), "The mail server said 450.")
            : null;
        await world.OrdersThatWait("a", 3);
        await world.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(2, world.Provider.Accepts.Count);
        await world.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal(3, world.Provider.Accepts.Count);
        Assert.Equal(5, world.Provider.Tries.Count);
    }

    [Fact]
    public async Task A_mail_that_is_never_taken_is_tried_at_growing_distance_for_two_days_and_then_left_to_a_person()
    {
        world.Provider.Answers = (_, _) => new SendOutcome.NotSent(TimeSpan.FromMinutes(5), "450");
        await Play(days: 4);
        await AssertLeftToAPerson("16 times \"not now\"");
        var tries = world.Provider.Tries.Select(tried => tried.At).ToList();
        var pauses = tries.Zip(tries.Skip(1), (one, next) => Math.Floor((next - one).TotalMinutes / 5) * 5);
        Assert.Equal([5, 10, 20, 40, 80, 160, .. Enumerable.Repeat(240.0, 9)], pauses);
    }

    [Fact]
    public async Task A_pause_of_everybody_counts_against_no_mail_and_neither_does_a_question_that_found_nobody()
    {
        var none = new SendOutcome.NotSent(TimeSpan.FromMinutes(5), "429", Everybody: true);
        var own = new SendOutcome.NotSent(TimeSpan.FromMinutes(5), "450");
        world.Provider.Answers = (_, before) => before < 60 ? none : before < 75 ? own : null;
        var asked = 0;
        world.Provider.AnswersLookUps = _ => ++asked % 2 == 0 ? own : null;
        await Play(days: 4);
        await AssertSentOnce();
        Assert.Equal(76, world.Provider.Tries.Count);
    }

    [Fact]
    public async Task A_mail_that_is_not_taken_after_an_unclear_try_may_have_gone_out_then()
    {
        world.Provider.Answers = (_, before) => before == 0
            ? Unclear
            : new SendOutcome.NotSent(TimeSpan.FromMinutes(5), "450");
        await Play(days: 4);
        await AssertLeftToAPerson("16 times \"not now\"");
        Assert.Equal("notice:unclear", world.StatusOfNotice("a", 1));
    }

    [Fact]
    public async Task A_mail_that_one_process_tries_again_is_not_sent_by_another()
    {
        var two = new PacedWorld(new(0, 0), processes: 2, "a");
        two.Provider.KeepsABook = false;
        two.Provider.InHand = TimeSpan.FromSeconds(36);
        two.Provider.Answers = (_, before) => before == 0
            ? new SendOutcome.NotSent(TimeSpan.FromMinutes(5), "450")
            : null;
        two.Provider.Meanwhile = () => two.WorkElsewhere("a", 1);
        await two.OrdersThatWait("a", 1);
        await two.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(2, two.Provider.Tries.Count);
        Assert.Equal(1, (await two.Work("a")).NoticesSent);
    }

    [Fact]
    public async Task A_mail_that_one_process_has_in_hand_is_not_sent_by_another()
    {
        var two = new PacedWorld(new(0, 0), processes: 2, "a");
        two.Provider.KeepsABook = false;
        two.Provider.InHand = TimeSpan.FromSeconds(36);
        two.Provider.Meanwhile = () => two.WorkElsewhere("a", 1);
        await two.OrdersThatWait("a", 1);
        await two.Pass(TimeSpan.FromMinutes(5));
        Assert.Single(two.Provider.Tries);
        Assert.Equal(1, (await two.Work("a")).NoticesSent);
    }

    private async Task Play(double days)
    {
        await world.OrdersThatWait("a", 1);
        await world.Pass(TimeSpan.FromDays(days));
    }

    private async Task AssertSentOnce()
    {
        Assert.Single(world.Provider.Accepts);
        var work = await world.Work("a");
        Assert.Equal((0, 1, 0), (work.NoticesWaiting, work.NoticesSent, work.NoticesFailed));
    }

    private async Task AssertLeftToAPerson(string words)
    {
        var work = await world.Work("a");
        Assert.Equal((0, 0, 1), (work.NoticesWaiting, work.NoticesSent, work.NoticesFailed));
        var line = Assert.Single(world.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Contains(words, line, StringComparison.Ordinal);
        Assert.Contains("a person has to look", line, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", line, StringComparison.Ordinal);
    }
}
