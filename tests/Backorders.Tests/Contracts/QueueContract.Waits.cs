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
        await Queue.Send(Orders, "later", 2 * Moment, TestContext.Current.CancellationToken);
        var wait = Queue.Wait(Orders, TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        await Queue.Send(Orders, "sooner", Moment, TestContext.Current.CancellationToken);
        Assert.False(wait.IsCompleted);

        await Pass(Moment);
        await wait;

        Assert.Equal("sooner", Assert.Single(await Receive()).Body);
    }

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
