using System.Diagnostics;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>What is done with a message of each queue; both heads' workers call it.</summary>
public sealed class QueueHandlers(
    FinishOrder finishOrder, ApplyShipmentNews applyNews, ReconcilePool reconcile, NotifyCustomer notify)
{
    /// <summary>
    /// Handles one message. Returns when it may be deleted; throws <see cref="UnavailableException"/> when something
    /// around is away (lay it back without counting the try), anything else to have it tried again.
    /// </summary>
    public Task Handle(string queue, string body, CancellationToken cancellationToken) => queue switch
    {
        QueueNames.Orders => finishOrder.Run(Keys.OrderIn(body), cancellationToken),
        QueueNames.Shipments => ApplyNews(body, cancellationToken),
        QueueNames.Pools => reconcile.Run(Keys.Pool(body), cancellationToken),
        QueueNames.Notices => Notify(body, cancellationToken),
        _ => throw new UnreachableException($"There is no queue {queue}."),
    };

    private Task Notify(string body, CancellationToken cancellationToken)
    {
        var (order, number) = Keys.NoticeIn(body);
        return notify.Run(order, number, cancellationToken);
    }

    private Task ApplyNews(string body, CancellationToken cancellationToken)
    {
        var (shop, id) = Keys.Split(body);
        return applyNews.Run(shop, new(id), cancellationToken);
    }
}
