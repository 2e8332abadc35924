using Azure.Storage.Queues;
using Backorders.Azure.Queues;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Node;

namespace Backorders.Tests.Contracts;

/// <summary>What a storage account's queues are beyond the contract of all.</summary>
public class StorageQueueTests(Azurite azurite) : IClassFixture<Azurite>
{
    private readonly QueueServiceClient service = new(azurite.ConnectionString);
    private readonly StorageQueue queue = new(
        new(azurite.ConnectionString), TimeProvider.System);

    private static CancellationToken Stop => Some.Stop;

    [Fact]
    public async Task All_queues_and_those_for_their_poison_are_made()
    {
        await queue.Open(Stop);

        var made = new List<string>();
        await foreach (var item in service.GetQueuesAsync(cancellationToken: Stop))
        {
            made.Add(item.Name);
        }

        Assert.Empty(QueueNames.All.SelectMany(name => new[] { name, $"{name}-poison" }).Except(made));
    }

    [Fact]
    public async Task A_queue_that_is_missing_is_made_when_it_is_needed()
    {
        await service.GetQueueClient("missing").DeleteIfExistsAsync(Stop);
        Assert.Empty(await queue.Receive("missing", 1, TimeSpan.FromMinutes(1), Stop));
        await service.GetQueueClient("missing").DeleteIfExistsAsync(Stop);
        await queue.Send("missing", "demo|1", TimeSpan.Zero, Stop);
        Assert.Single(await queue.Receive("missing", 1, TimeSpan.FromMinutes(1), Stop));
    }

    [Fact]
    public async Task A_message_is_base64_and_is_never_forgotten()
    {
        await queue.Send("format", "demo|WEB-1", TimeSpan.Zero, Stop);

        var message = (await service.GetQueueClient("format").ReceiveMessageAsync(cancellationToken: Stop)).Value;

        Assert.Equal("ZGVtb3xXRUItMQ==", message.MessageText);
        Assert.True(message.ExpiresOn > Some.Day.AddYears(100), $"It expires on {message.ExpiresOn}.");
    }

    [Theory]
    [InlineData("""{"shop":"demo","order":{}}""")]
    [InlineData("eyJzaG9wIjoiZGVtbyIsIm9yZGVyIjp7fX0=")]
    public async Task What_another_laid_there_arrives_whether_it_is_plain_or_base64(string text)
    {
        await queue.Receive("plain", 1, TimeSpan.FromMinutes(1), Stop);
        await service.GetQueueClient("plain").SendMessageAsync(text, Stop);

        var message = Assert.Single(await queue.Receive("plain", 32, TimeSpan.FromMinutes(1), Stop));

        Assert.Equal("""{"shop":"demo","order":{}}""", message.Body);
        await queue.Delete(message.Handle, Stop);
    }

    [Fact]
    public async Task An_order_as_long_as_a_message_may_be_can_become_poison()
    {
        var order = new string('{', 64 * 1024);
        await queue.Receive("long", 1, TimeSpan.FromMinutes(1), Stop);
        await service.GetQueueClient("long").SendMessageAsync(order, Stop);

        await queue.Poison(Assert.Single(await queue.Receive("long", 1, TimeSpan.FromMinutes(1), Stop)), Stop);

        var poison = Assert.Single(await queue.Receive("long-poison", 1, TimeSpan.FromMinutes(1), Stop));
        Assert.Equal(order, poison.Body);
    }
}
