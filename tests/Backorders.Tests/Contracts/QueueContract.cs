using Backorders.Pipeline.Ports;
using Backorders.Tests.EndToEnd;

namespace Backorders.Tests.Contracts;

/// <summary>
/// What every work queue promises. Nothing here leans on an order of messages: real queues keep none. A service has a
/// clock of its own, so what is due is waited for, and what must stay hidden is hidden for long.
/// </summary>
public abstract partial class QueueContract : IAsyncLifetime
{
    private const string Orders = QueueNames.Orders;

    /// <summary>Longer than any test takes.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    /// <summary>How late a service may show what is due.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Stop => Some.Stop;

    protected IWorkQueue Queue { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Queue = await Open();

    public async ValueTask DisposeAsync()
    {
        await Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>A queue without messages.</summary>
    protected abstract Task<IWorkQueue> Open();

    protected abstract ValueTask Close();

    /// <summary>Lets so much of the queue's and of the machine's time pass.</summary>
    protected abstract Task Pass(TimeSpan time);

    [Fact]
    public async Task An_empty_queue_gives_nothing() => Assert.Empty(await Receive());

    [Fact]
    public async Task A_message_arrives_as_it_was_sent()
    {
        await Send("""{"order":"Käse 中"}""");

        var message = await Next();

        Assert.Equal(("""{"order":"Käse 中"}""", 1, Orders),
            (message.Body, message.DequeueCount, message.Handle.Queue));
    }

    [Fact]
    public async Task A_delayed_message_stays_hidden_until_its_time()
    {
        await Queue.Send(Orders, "late", TimeSpan.FromDays(7), Stop);
        await Queue.Send(Orders, "later", Long, Stop);
        Assert.Empty(await Receive());
        await Queue.Send(Orders, "sooner", Moment, Stop);

        await Pass(Moment);

        Assert.Equal("sooner", (await Next()).Body);
    }

    [Fact]
    public async Task A_leased_message_is_hidden_and_comes_back_with_a_higher_count()
    {
        await Send("long");
        await Next(Long);
        Assert.Empty(await Receive());
        await Send("short");
        await Next(Moment);

        await Pass(Moment);

        var back = await Next();
        Assert.Equal(("short", 2), (back.Body, back.DequeueCount));
    }

    [Fact]
    public async Task A_deleted_message_never_comes_back()
    {
        await Send("work");
        await Queue.Delete((await Next(Moment)).Handle, Stop);

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
        var slow = await Next(Moment);
        await Pass(Moment);
        var next = await Next(Moment);

        await Queue.Delete(slow.Handle, Stop);
        await Queue.Delete(sent, Stop);
        await Queue.Retry(slow, TimeSpan.FromDays(7), Stop);
        await Pass(Moment);

        Assert.Equal(next.DequeueCount + 1, (await Next()).DequeueCount);
    }

    [Fact]
    public async Task A_second_delete_does_nothing()
    {
        await Send("work");
        var message = await Next();
        await Queue.Delete(message.Handle, Stop);
        await Queue.Delete(message.Handle, Stop);
    }

    [Fact]
    public async Task A_postponed_message_comes_back_later_as_if_it_had_not_been_tried()
    {
        await Send("work");
        for (var outage = 0; outage < 10; outage++)
        {
            var message = await Next();
            Assert.Equal(("work", 1), (message.Body, message.DequeueCount));
            await Queue.Postpone(message, TimeSpan.Zero, Stop);
        }

        await Queue.Postpone(await Next(), Moment, Stop);
        await Pass(Moment);
        await Queue.Postpone(await Next(), Long, Stop);
        Assert.Empty(await Receive());
    }

    [Fact]
    public async Task A_retried_message_comes_back_later_and_its_tries_count()
    {
        await Send("work");
        for (var tries = 1; tries <= 5; tries++)
        {
            var message = await Next();
            Assert.Equal(("work", tries), (message.Body, message.DequeueCount));
            await Queue.Retry(message, TimeSpan.Zero, Stop);
        }

        await Queue.Retry(await Next(), Moment, Stop);
        await Pass(Moment);
        await Queue.Retry(await Next(), Long, Stop);
        Assert.Empty(await Receive());
    }

    [Fact]
    public async Task A_message_that_was_laid_back_is_no_longer_in_the_hands_of_its_receiver()
    {
        await Send("work");
        var message = await Next();
        await Queue.Postpone(message, TimeSpan.Zero, Stop);

        await Queue.Delete(message.Handle, Stop);

        await Next();
    }

    [Fact]
    public async Task A_poisoned_message_leaves_its_queue_and_waits_in_the_poison_queue()
    {
        await Send("broken");
        await Queue.Poison(await Next(Moment), Stop);
        await Pass(Moment);

        var poison = await Next(queue: "orders-poison");

        Assert.Empty(await Receive());
        Assert.Equal(("broken", 1), (poison.Body, poison.DequeueCount));
        await Queue.Delete(poison.Handle, Stop);
        Assert.Empty(await Queue.Receive("orders-poison", 32, Long, Stop));
    }

    private async Task Send(string body) => await Queue.Send(Orders, body, TimeSpan.Zero, Stop);

    private Task<IReadOnlyList<Message>> Receive() => Queue.Receive(Orders, 32, Long, Stop);

    /// <summary>The only message that is, or is just becoming, visible.</summary>
    private async Task<Message> Next(TimeSpan? lease = null, string queue = Orders)
    {
        IReadOnlyList<Message> found = [];
        await Patience.Until(
            Limit, async () => (found = await Queue.Receive(queue, 32, lease ?? Long, Stop)).Count > 0,
            () => $"Nothing came in the queue {queue}.");
        return Assert.Single(found);
    }
}
