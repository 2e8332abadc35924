using System.Diagnostics;
using Backorders.Pipeline.Ports;
using Backorders.Pipeline.Purchasing;

namespace Backorders.Pipeline;

/// <summary>Takes an order from a message of the queue <c>intake</c>: the door's work, as it reads what others write.
/// </summary>
public delegate Task QueuedOrderTaker(string text, CancellationToken cancellationToken);

/// <summary>What is done with a message of each queue; both heads' workers call it.</summary>
public sealed class QueueHandlers(
    FinishOrder finishOrder, ApplyShipmentNews applyNews, ReconcilePool reconcile, NotifyCustomer notify,
    SendPurchaseOrder sendPurchase, QueuedOrderTaker takeQueued, Clocks clocks)
{
    /// <summary>
    /// Handles one message. Returns when it may be deleted; throws <see cref="UnavailableException"/> when something
    /// around is away (lay it back without counting the try), anything else to have it tried again.
    /// </summary>
    public async Task Handle(string queue, string body, CancellationToken cancellationToken)
    {
        var message = WorkMessage.Parse(body);
        using var span = Tracing.Work(queue, message);
        if (message.VisibleAt is { } visibleAt)
        {
            var waited = (clocks.Machine.GetUtcNow() - visibleAt).TotalSeconds;
            Measures.QueueAge.Record(Math.Max(waited, 0), Measures.Queue(queue));
        }

        try
        {
            await Work(queue, message.Ids, cancellationToken);
        }
        catch (Exception broken)
        {
            span.Fail(broken);
            throw;
        }
    }

    private Task Work(string queue, string ids, CancellationToken cancellationToken) => queue switch
    {
        QueueNames.Orders => finishOrder.Run(Keys.OrderIn(ids), cancellationToken),
        QueueNames.Shipments => ApplyNews(ids, cancellationToken),
        QueueNames.Pools => reconcile.Run(Keys.Pool(ids), cancellationToken),
        QueueNames.Notices => Notify(ids, cancellationToken),
        QueueNames.Purchases => SendPurchase(ids, cancellationToken),
        QueueNames.Intake => takeQueued(ids, cancellationToken),
        _ => throw new UnreachableException($"There is no queue {queue}."),
    };

    private Task Notify(string ids, CancellationToken cancellationToken)
    {
        var (order, number) = Keys.NoticeIn(ids);
        return notify.Run(order, number, cancellationToken);
    }

    private Task SendPurchase(string ids, CancellationToken cancellationToken)
    {
        var (shop, id) = Keys.Split(ids);
        return sendPurchase.Run(shop, new(id), cancellationToken);
    }

    private Task ApplyNews(string ids, CancellationToken cancellationToken)
    {
        var (shop, id) = Keys.Split(ids);
        return applyNews.Run(shop, new(id), cancellationToken);
    }
}
