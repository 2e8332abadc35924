using Backorders.Notices;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Pipeline;

public class When_mails_are_paced
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Ten_thousand_waiting_mails_cost_a_few_calls_each_and_go_out_in_the_expected_time()
    {
        var world = new PacedWorld(new(200, 5_000), processes: 1, "a", "b");
        await world.OrdersThatWait("a", 9_000);
        await world.OrdersThatWait("b", 1_000);
        var (calls, messages) = (world.Store.Calls, world.Messages);

        await world.Pass(TimeSpan.FromMinutes(10));
        Assert.InRange(world.Messages - messages, 0, 2_000);
        await world.Pass(2.3 * Hour);

        // Once to be laid back: order with notice, the notice. Once to be sent: order with notice, pool with line, the
        // slot, the freeze, the end. And what a sweep asks.
        Assert.Equal(10_000, world.Provider.Accepts.Count);
        Assert.Equal(10_000, world.Provider.Tries.Count);
        Assert.InRange(world.Store.Calls - calls, 10_000, (10_000 * 7) + (world.Sweeps * 8));
        Assert.InRange(world.Messages - messages, 1, 10_000 + (world.Sweeps * 2));
        Assert.Equal(0, (await world.Work("a")).NoticesWaiting);

        // A quarter of each limit is kept free for the other shop.
        var b = world.Provider.Tries.Where(sent => sent.Mail.Shop.Value == "b").ToList();
        Assert.InRange(b.Count(sent => sent.At - world.Provider.Tries[0].At < Hour), 999, 1_000);
    }

    [Fact]
    public async Task The_provider_never_sees_more_than_it_takes_and_the_sender_hardly_rests()
    {
        var world = new PacedWorld(new(30, 100), processes: 1, "a");
        await world.OrdersThatWait("a", 250);

        await world.Pass(2.2 * Hour);

        var sent = world.Provider.Tries.Select(one => one.At).ToList();
        Assert.Equal(250, sent.Count);
        AssertNever(sent, Minute, 30);
        AssertNever(sent, Hour, 100);
        Assert.Equal(30, sent.Count(at => at - sent[0] < Minute));
        Assert.InRange(sent.Count(at => at - sent[0] < 5 * Minute), 100, 100);
    }

    [Fact]
    public async Task Two_processes_keep_one_pace_together_and_so_does_a_third_after_a_restart()
    {
        var world = new PacedWorld(new(10, 40), processes: 2, "a", "b");
        await world.OrdersThatWait("a", 60);
        await world.OrdersThatWait("b", 30);

        await world.Pass(0.4 * Hour);
        world.Restart();
        await world.Pass(2.2 * Hour);

        var sent = world.Provider.Tries.Select(one => one.At).ToList();
        Assert.Equal(90, world.Provider.Accepts.Count);
        Assert.Equal(90, sent.Count);
        AssertNever(sent, Minute, 10);
        AssertNever(sent, Hour, 40);
        Assert.Equal(40, sent.Count(at => at - sent[0] < Hour));
    }

    [Fact]
    public async Task Who_comes_later_with_few_mails_is_not_behind_the_thousand_of_another_shop()
    {
        var world = new PacedWorld(new(30, 100), processes: 1, "a", "b");
        await world.OrdersThatWait("a", 1_000);
        await world.Pass(3.5 * Hour);

        await world.OrdersThatWait("b", 25);
        await world.Pass(5 * Minute);

        Assert.Equal(25, world.Provider.Tries.Count(sent => sent.Mail.Shop.Value == "b"));
    }

    [Fact]
    public async Task A_429_pauses_everybody_in_every_process_and_across_a_restart()
    {
        var world = new PacedWorld(new(0, 0), processes: 2, "a", "b");
        var end = world.Time.GetUtcNow() + Hour;
        world.Provider.Answers = (_, _) => world.Time.GetUtcNow() < end
            ? new SendOutcome.NotSent(end - world.Time.GetUtcNow(), "429", Everybody: true)
            : null;
        await world.OrdersThatWait("a", 20);
        await world.OrdersThatWait("b", 20);

        await world.Pass(0.3 * Hour);
        world.Restart();
        await world.Pass(0.6 * Hour);

        // Each process may find out by itself, within the minute that it trusts what it saw.
        Assert.InRange(world.Provider.Tries.Count, 1, 2);
        Assert.Contains(world.Log.Lines, line => line.Contains("takes no mails for", StringComparison.Ordinal));

        await world.Pass(0.2 * Hour);
        Assert.Equal(40, world.Provider.Accepts.Count);
    }

    [Fact]
    public async Task A_mail_that_has_become_empty_takes_no_slot_and_holds_nobody_up()
    {
        var world = new PacedWorld(new(0, 40), processes: 1, "a");
        await world.OrdersThatWait("a", 40);
        await world.Pass(Minute);
        await world.LeadTime("a", days: 20);
        await world.Pass(Minute);
        Assert.Equal(40, (await world.Work("a")).NoticesWaiting);

        await world.LeadTime("a", days: 10);
        await world.OrdersThatWait("a", 1, from: 41);
        await world.Pass(Hour + (3 * Minute));

        Assert.Equal(0, (await world.Work("a")).NoticesWaiting);
        Assert.Equal(41, world.Provider.Accepts.Count);
        Assert.Equal("41", world.Provider.Tries[40].Mail.Order.Value);
    }

    [Fact]
    public async Task A_message_too_many_sends_nothing_and_makes_no_other()
    {
        var world = new PacedWorld(new(0, 1), processes: 2, "a");
        await world.OrdersThatWait("a", 3);
        await world.Pass(Minute);
        var messages = world.Messages;
        for (var again = 0; again < 20; again++)
        {
            await world.Wake("a", 1 + (again % 3));
        }

        await world.Pass(0.5 * Hour);

        Assert.Equal(messages + 20, world.Messages);
        Assert.Single(world.Provider.Tries);
    }

    [Fact]
    public async Task Without_a_pace_nothing_is_asked_or_stored_for_one()
    {
        var world = new PacedWorld(MailPaceLimits.None, processes: 1, "a");
        await world.OrdersThatWait("a", 10);
        var calls = world.Store.Calls;

        await world.Pass(TimeSpan.FromSeconds(1));

        // Order with notice, pool with line, freeze, end; and one sweep of four containers.
        Assert.Equal(10, world.Provider.Accepts.Count);
        Assert.Equal(calls + (10 * 4) + 4, world.Store.Calls);
    }

    private static void AssertNever(List<DateTimeOffset> sent, TimeSpan window, int limit)
    {
        for (var first = 0; first + limit < sent.Count; first++)
        {
            Assert.True(sent[first + limit] - sent[first] >= window);
        }
    }
}
