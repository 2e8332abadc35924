using System.Diagnostics.Metrics;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>
/// Each minute: finds pools, orders, notices, shipments and purchase orders with work left, and dates that have passed.
/// </summary>
public sealed class Sweep(
    IStore store, IWorkQueue queue, CallNotices call, ShopDirectory shops, Clocks clocks, ILogger<Sweep> log)
{
    /// <summary>Documents of a kind that one sweep wakes; the next one goes on.</summary>
    private const int Most = 10_000;

    /// <summary>Messages sent at the same time.</summary>
    private const int AtOnce = 8;

    /// <summary>Who waits longest stands in front: among these is the oldest notice, or one about as old.</summary>
    private const int FrontOfLine = 100;

    /// <summary>Later than whatever is laid back to be looked at.</summary>
    private static readonly TimeSpan EveryTurn = TimeSpan.FromDays(3650);

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
        using var span = Tracing.Sweep();
        var pools = await store.Due(Container.Pools, clocks.Now, Most, cancellationToken);
        var work = await store.Due(Container.Orders, until, Most, cancellationToken);
        var isNotice = work.ToLookup(found => Keys.NoticeNumber(found.Document.Id) is not null);
        var (orders, notices) = (isNotice[false].ToList(), isNotice[true].ToList());
        await Measure(pools, cancellationToken);
        await Send(QueueNames.Pools, pools, cancellationToken);
        await Send(QueueNames.Orders, orders, cancellationToken);
        await call.Run(notices, cancellationToken);
        var shipments = await store.Due(Container.Shipments, until, Most, cancellationToken);
        await Send(QueueNames.Shipments, shipments, cancellationToken);
        var purchases = await Purchases(until, cancellationToken);
        if (pools.Count + work.Count + shipments.Count + purchases > 0)
        {
            log.Swept(pools.Count, orders.Count, notices.Count, shipments.Count, purchases);
        }
    }

    /// <summary>Orders at suppliers whose next try is due.</summary>
    private async Task<int> Purchases(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var due = await store.Due(Container.Shops, until, Most, cancellationToken);
        var messages = due.Where(found => found.Document.Id == Keys.Purchase)
            .Select(found => Keys.PurchaseIn(found.PartitionKey))
            .Select(found => Keys.PurchaseMessage(found.Shop, found.Id)).ToList();
        await Send(QueueNames.Purchases, messages, cancellationToken);
        return messages.Count;
    }

    /// <summary>
    /// What must be asked of the store to be known; asked only while somebody listens. It costs a query a minute and
    /// two counts a shop and minute: some 3 RU each, and one more for each notice in front of a line.
    /// </summary>
    private async Task Measure(IReadOnlyList<Listed> pools, CancellationToken cancellationToken)
    {
        Measures.PoolsWithWork.Record(pools.Count);
        if (Measures.OldestNotice.Enabled)
        {
            var front = await store.Due(
                Container.Orders, clocks.Machine.GetUtcNow() + EveryTurn, FrontOfLine, cancellationToken);
            var oldest = front.Where(found => Keys.NoticeNumber(found.Document.Id) is not null).Select(MadeAt)
                .DefaultIfEmpty(clocks.Now).Min();
            Measures.OldestNotice.Record((clocks.Now - oldest).TotalSeconds);
        }

        await Count(Measures.NoticesWaiting, Container.Orders, Keys.NoticeWaiting, cancellationToken);
        await Count(Measures.PoisonWaiting, Container.Shops, Keys.PoisonStatus, cancellationToken);
    }

    private async Task Count(
        Gauge<long> gauge, Container container, string status, CancellationToken cancellationToken)
    {
        if (!gauge.Enabled)
        {
            return;
        }

        var all = 0L;
        foreach (var shop in shops.All)
        {
            all += await store.Count(container, shop.Id, status, dueBy: null, cancellationToken);
        }

        gauge.Record(all);
    }

    private static DateTimeOffset MadeAt(Listed notice) => OrderStore.ParseNotice(notice.Document).MadeAt;

    private Task Send(string queueName, IReadOnlyList<Listed> found, CancellationToken cancellationToken) =>
        Send(queueName, found.Select(listed => listed.PartitionKey).ToList(), cancellationToken);

    private Task Send(string queueName, IReadOnlyList<string> messages, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(messages, Apart.AtOnce(AtOnce, cancellationToken), async (ids, cancelled) =>
            await queue.SendWork(queueName, ids, TimeSpan.Zero, clocks, cancelled));
}
