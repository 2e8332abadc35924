using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Contracts;

/// <summary>
/// What every work queue promises. Nothing here leans on an order of messages: real queues keep none.
/// </summary>
public abstract partial class QueueContract : IAsyncLifetime
{
    private const string Orders = QueueNames.Orders;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private static CancellationToken Stop => Some.Stop;

    protected IWorkQueue Queue { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Queue = await Open();

    public async ValueTask DisposeAsync()
    {
        await Close();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<IWorkQueue> Open();

    protected abstract ValueTask Close();

    /// <summary>Lets so much of the machine's time pass.</summary>
    protected abstract Task Pass(TimeSpan time);

    [Fact]
    public async Task An_empty_queue_gives_nothing() => Assert.Empty(await Receive());

    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        await Send("""{"order":"Käse 中"}""");

        var message = Assert.Single(await Receive());

        Assert.Equal(("""{"order":"Käse 中"}""", 1, Orders),
            (message.Body, message.DequeueCount, message.Handle.Queue));
    }

    [Fact]
    public async Task A_delayed_message_stays_hidden_until_its_time()
    {
        await Queue.Send(Orders, "later", 2 * Moment, Stop);
        Assert.Empty(await Receive());

        await Pass(2 * Moment);

        Assert.Equal("later", Assert.Single(await Receive()).Body);
    }

    [Fact]
    public async Task A_leased_message_is_hidden_and_comes_back_with_a_higher_count()
    {
        await Send("work");
        Assert.Single(await Receive(Moment));
        Assert.Empty(await Receive());

        await Pass(Moment);

        Assert.Equal(2, Assert.Single(await Receive()).DequeueCount);
    }

    [Fact]
    public async Task A_deleted_message_never_comes_back()
    {
        await Send("work");
        await Queue.Delete(Assert.Single(await Receive(Moment)).Handle, Stop);

        await Pass(Moment);

        Assert.Empty(await Receive());
    }

    [Fact]
    public async Task The_sender_may_take_its_message_back_before_anyone_received_it()
    {
        var sent = await Queue.Send(Orders, "intent", TimeSpan.Zero, Stop);
        await Queue.Delete(sent, Stop);
        Assert.Empty(await Receive());
    }

    [Fact]
    public async Task A_delete_by_one_whose_lease_was_given_to_another_does_nothing()
    {
        var sent = await Queue.Send(Orders, "work", TimeSpan.Zero, Stop);
        var slow = Assert.Single(await Receive(Moment));
        await Pass(Moment);
        var next = Assert.Single(await Receive(Moment));

        await Queue.Delete(slow.Handle, Stop);
        await Queue.Delete(sent, Stop);
        await Pass(Moment);

        Assert.Equal(next.DequeueCount + 1, Assert.Single(await Receive()).DequeueCount);
    }

    [Fact]
    public async Task A_second_delete_does_nothing()
    {
        await Send("work");
        var message = Assert.Single(await Receive());
        await Queue.Delete(message.Handle, Stop);
        await Queue.Delete(message.Handle, Stop);
    }

    [Fact]
    public async Task A_postponed_message_comes_back_later_as_if_it_had_not_been_tried()
    {
        await Send("work");
        for (var outage = 0; outage < 10; outage++)
        {
            var message = Assert.Single(await Receive());
            Assert.Equal(1, message.DequeueCount);
            await Queue.Postpone(message, Moment, Stop);
            Assert.Empty(await Receive());
            await Pass(Moment);
        }
    }

    [Fact]
    public async Task A_retried_message_comes_back_later_and_its_tries_count()
    {
        await Send("work");
        for (var tries = 1; tries <= 5; tries++)
        {
            var message = Assert.Single(await Receive());
            Assert.Equal(tries, message.DequeueCount);
            await Queue.Retry(message, Moment, Stop);
            Assert.Empty(await Receive());
            await Pass(Moment);
        }
    }

    [Fact]
    public async Task A_message_that_was_laid_back_is_no_longer_in_the_hands_of_its_receiver()
    {
        await Send("work");
        var message = Assert.Single(await Receive());
        await Queue.Postpone(message, TimeSpan.Zero, Stop);

        await Queue.Delete(message.Handle, Stop);

        Assert.Single(await Receive());
    }

    [Fact]
    public async Task A_poisoned_message_leaves_its_queue_and_waits_in_the_poison_queue()
    {
        await Send("broken");
        await Queue.Poison(Assert.Single(await Receive(Moment)), Stop);
        await Pass(Moment);

        var poison = Assert.Single(await Queue.Receive("orders-poison", 32, Lease, Stop));

        Assert.Empty(await Receive());
        Assert.Equal(("broken", 1), (poison.Body, poison.DequeueCount));
        await Queue.Delete(poison.Handle, Stop);
        Assert.Empty(await Queue.Receive("orders-poison", 32, Lease, Stop));
    }

    [Fact]
    public async Task A_receiver_takes_no_more_than_it_asks_for()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Send($"{number}")));

        var first = await Queue.Receive(Orders, 32, Lease, Stop);
        var rest = await Queue.Receive(Orders, 32, Lease, Stop);

        Assert.Equal((32, 8), (first.Count, rest.Count));
        Assert.Equal(40, first.Concat(rest).Select(message => message.Body).Distinct().Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public async Task A_receiver_asks_for_one_to_thirty_two(int max) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Queue.Receive(Orders, max, Lease, Stop));

    [Fact]
    public async Task Nothing_is_delayed_by_more_than_seven_days() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Queue.Send(Orders, "late", TimeSpan.FromDays(7) + Moment, Stop));

    [Fact]
    public async Task Queues_do_not_see_each_others_messages()
    {
        await Send("work");
        Assert.Empty(await Queue.Receive(QueueNames.Pools, 32, Lease, Stop));
    }

    [Fact]
    public async Task Many_receivers_never_hold_the_same_message()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Send($"{number}")));

        var received = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => Queue.Receive(Orders, 10, Lease, Stop))));

        var bodies = received.SelectMany(messages => messages).Select(message => message.Body).ToList();
        Assert.Equal(100, bodies.Count);
        Assert.Equal(100, bodies.Distinct().Count());
    }

    private async Task Send(string body) => await Queue.Send(Orders, body, TimeSpan.Zero, Stop);

    private Task<IReadOnlyList<Message>> Receive(TimeSpan? lease = null) =>
        Queue.Receive(Orders, 32, lease ?? Lease, Stop);
}
