namespace Backorders.Tests.Contracts;

/// <summary>When a worker that waits is woken.</summary>
public abstract partial class QueueContract
{
    /// <summary>A wait that does not end must fail its test, not the whole run.</summary>
    private const int HungMilliseconds = 60_000;

    [Fact(Timeout = HungMilliseconds)]
    public async Task A_wait_ends_at_once_when_there_is_something()
    {
        await Send("work");
        await Queue.Wait(Orders, TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = HungMilliseconds)]
    public async Task A_wait_ends_when_something_is_sent()
    {
        var waits = Enumerable.Range(0, 3).Select(_ => Queue.Wait(
            Orders, TimeSpan.FromHours(1), TestContext.Current.CancellationToken)).ToList();
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);

        await Send("work");

        await Task.WhenAll(waits);
    }

    [Fact(Timeout = HungMilliseconds)]
    public async Task A_wait_ends_when_a_delayed_message_becomes_visible()
    {
        await Queue.Send(Orders, "later", Long, TestContext.Current.CancellationToken);
        var wait = Queue.Wait(Orders, TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        await Queue.Send(Orders, "sooner", Moment, TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);

        await Pass(Moment);
        await wait;

        Assert.Equal("sooner", (await Next()).Body);
    }

    [Fact(Timeout = HungMilliseconds)]
    public async Task A_worker_that_receives_and_waits_in_turn_hears_of_everything()
    {
        var stop = TestContext.Current.CancellationToken;
        var received = 0;
        var worker = Task.Run(async () =>
        {
            while (received < 50)
            {
                var messages = await Receive();
                received += messages.Count;
                if (messages.Count == 0)
                {
                    await Queue.Wait(Orders, TimeSpan.FromHours(1), stop);
                }
            }
        }, stop);
        for (var number = 0; number < 50; number++)
        {
            await Send($"{number}");
        }

        await worker;
    }

    [Fact(Timeout = HungMilliseconds)]
    public async Task A_wait_of_no_time_ends_at_once_when_the_queue_answers() =>
        await Queue.Wait(Orders, TimeSpan.Zero, TestContext.Current.CancellationToken);

    [Fact(Timeout = HungMilliseconds)]
    public async Task A_wait_ends_when_its_time_is_up()
    {
        var wait = Queue.Wait(Orders, Moment, TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);
        await Pass(Moment);
        await wait;
    }

    [Fact(Timeout = HungMilliseconds)]
    public async Task A_wait_ends_when_the_waiter_stops()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var wait = Queue.Wait(Orders, TimeSpan.FromHours(1), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
