using Backorders.Pipeline.Ports;
using Backorders.Tests.EndToEnd;

namespace Backorders.Tests.Contracts;

/// <summary>How much a receiver gets, and of what.</summary>
public abstract partial class QueueContract
{
    [Fact]
    public async Task A_receiver_takes_no_more_than_it_asks_for()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Send($"{number}")));

        var first = await Queue.Receive(Orders, 32, Long, Stop);
        var one = await Queue.Receive(Orders, 1, Long, Stop);

        Assert.InRange(first.Count, 1, 32);
        Assert.Single(one);
        await AreAll(40, [.. first, .. one]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    public async Task A_receiver_asks_for_one_to_thirty_two(int max) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Queue.Receive(Orders, max, Long, Stop));

    [Fact]
    public async Task Nothing_is_delayed_by_more_than_seven_days() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Queue.Send(Orders, "late", TimeSpan.FromDays(7) + Moment, Stop));

    [Fact]
    public async Task Queues_do_not_see_each_others_messages()
    {
        await Send("work");
        Assert.Empty(await Queue.Receive(QueueNames.Pools, 32, Long, Stop));
    }

    [Fact]
    public async Task Many_receivers_never_hold_the_same_message()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Send($"{number}")));

        var received = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => Queue.Receive(Orders, 10, Long, Stop))));

        await AreAll(100, [.. received.SelectMany(messages => messages)]);
    }

    /// <summary>With what is still in the queue these are the numbers below that, each once.</summary>
    private async Task AreAll(int count, List<Message> received)
    {
        await Patience.Until(
            Limit,
            async () =>
            {
                received.AddRange(await Receive());
                return received.Count >= count;
            },
            () => $"Of {count} messages only {received.Count} came.");
        Assert.Equal(
            Enumerable.Range(0, count).Select(number => $"{number}").Order(StringComparer.Ordinal),
            received.Select(message => message.Body).Order(StringComparer.Ordinal));
    }
}
