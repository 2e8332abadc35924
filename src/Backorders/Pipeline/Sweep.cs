using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>Each minute: finds pools, orders, notices and shipments with work left, and dates that have passed.
/// </summary>
public sealed class Sweep(IStore store, IWorkQueue queue, Clocks clocks, ILogger<Sweep> log)
{
    /// <summary>Documents of a kind that one sweep wakes; the next one goes on.</summary>
    private const int Most = 10_000;

    /// <summary>What is due by now.</summary>
    public Task Run(CancellationToken cancellationToken) =>
        Run(clocks.Machine.GetUtcNow(), cancellationToken);

    /// <summary>
    /// All that is under way, due or not: a process that starts may have died in the middle of it, and its messages
    /// may be leased for long. What others have in hand is only looked at twice.
    /// </summary>
    public Task RunAtStart(CancellationToken cancellationToken) =>
        Run(clocks.Machine.GetUtcNow() + OrderStore.NoticePatience, cancellationToken);

    private async Task Run(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var pools = await store.Due(Container.Pools, clocks.Now, Most, cancellationToken);
        await Send(QueueNames.Pools, pools, cancellationToken);
        var work = await store.Due(Container.Orders, until, Most, cancellationToken);
        var notices = work.Where(found => Keys.IsNotice(found.Document.Id)).ToList();
        var orders = work.Where(found => !Keys.IsNotice(found.Document.Id)).ToList();
        await Send(QueueNames.Orders, orders, cancellationToken);
        await Send(QueueNames.Notices, notices, cancellationToken);
        var shipments = await store.Due(Container.Shipments, until, Most, cancellationToken);
        await Send(QueueNames.Shipments, shipments, cancellationToken);
        if (pools.Count + work.Count + shipments.Count > 0)
        {
            log.Swept(pools.Count, orders.Count, notices.Count, shipments.Count);
        }
    }

    private Task Send(string queueName, IReadOnlyList<Listed> found, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(found, cancellationToken, async (listed, cancelled) =>
            await queue.Send(queueName, listed.PartitionKey, TimeSpan.Zero, cancelled));
}
