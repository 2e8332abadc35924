using Azure.Storage.Queues;
using Backorders.Azure.Queues;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Contracts;
using Backorders.Tests.Node;

namespace Backorders.Tests.Pipeline;

/// <summary>The small world over a real queue service: what it does to messages never shows in the end.</summary>
public class When_a_real_queue_carries_the_work(Azurite azurite) : IClassFixture<Azurite>
{
    private readonly StorageQueue queue = new(
        new(azurite.ConnectionString), TimeProvider.System);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Messages_that_come_twice_and_in_any_order_change_nothing(int seed)
    {
        await queue.Open(Some.Stop);
        var shuffled = new ShuffledQueue(queue, new Random(seed));

        var end = await FairWeather.Play(new World(Fate.Fair(), shuffled));

        Assert.Equal(FairWeather.End, end);
    }

    [Fact]
    public async Task What_a_killed_queue_service_forgets_the_sweep_finds()
    {
        var (storms, lost) = (0, 0);
        var world = new World(Fate.Fair(), queue)
        {
            Storm = async () =>
            {
                if (++storms is 2 or 4 or 6)
                {
                    lost += await Messages();
                    await azurite.Kill();
                    await azurite.StartAgain();
                }
            },
        };

        var end = await FairWeather.Play(world);

        Assert.True(lost >= 3, $"{lost} messages were lost: this proves nothing.");
        Assert.Equal(FairWeather.End, end);
    }

    /// <summary>How many the service says that it holds, of all queues.</summary>
    private async Task<int> Messages()
    {
        await queue.Open(Some.Stop);
        var service = new QueueServiceClient(azurite.ConnectionString);
        var held = await Task.WhenAll(QueueNames.All.Select(
            name => service.GetQueueClient(name).GetPropertiesAsync(Some.Stop)));
        return held.Sum(answer => answer.Value.ApproximateMessagesCount);
    }
}
