using Azure.Storage.Queues;
using Backorders.Azure.Queues;
using Backorders.Embedded;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Node;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Contracts;

public sealed class The_SQLite_queue_keeps_the_contract : QueueContract
{
    private readonly DataFolder folder = new();
    private readonly FakeTimeProvider machine = new(Some.Day);
    private SqliteDatabase? database;

    protected override Task<IWorkQueue> Open()
    {
        database = folder.Open();
        return Task.FromResult<IWorkQueue>(new SqliteQueue(database, machine, folder.Options.PollInterval));
    }

    protected override async ValueTask Close()
    {
        await database!.DisposeAsync();
        folder.Dispose();
    }

    protected override async Task Pass(TimeSpan time)
    {
        machine.Advance(time);
        await Task.Yield();
    }
}

public sealed class The_queues_of_Azurite_keep_the_contract(Azurite azurite)
    : StorageQueueContract(azurite.ConnectionString), IClassFixture<Azurite>;

/// <summary>An account for nothing else.</summary>
[Needs("QUEUE_CONNECTION")]
public sealed class The_queues_of_a_real_account_keep_the_contract()
    : StorageQueueContract(Environment.GetEnvironmentVariable("QUEUE_CONNECTION")!);

/// <summary>The service's time cannot be set, so here a second takes one; that of our own pauses can.</summary>
public abstract class StorageQueueContract(string connectionString) : QueueContract
{
    private readonly FakeTimeProvider machine = new(Some.Day);

    protected override async Task<IWorkQueue> Open()
    {
        var queue = new StorageQueue(new(connectionString), machine);
        await queue.Open(Some.Stop);
        var service = new QueueServiceClient(connectionString);
        await Task.WhenAll(new[] { QueueNames.Orders, QueueNames.Pools, "orders-poison" }.Select(
            name => service.GetQueueClient(name).ClearMessagesAsync(Some.Stop)));
        return queue;
    }

    protected override ValueTask Close() => ValueTask.CompletedTask;

    protected override async Task Pass(TimeSpan time)
    {
        await Task.Delay(time, TimeProvider.System, Some.Stop);
        machine.Advance(time);
    }
}
