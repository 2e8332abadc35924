using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Microsoft.Azure.Functions.Worker;

namespace Backorders.Functions;

/// <summary>One function a work queue. Messages come as text and are read by the rooms; coming back deletes one.
/// </summary>
public sealed class QueueTriggers(TriggeredWork work)
{
    /// <summary>The settings that name the account of the queues, <c>QueueStorage</c> or <c>QueueStorage__…</c>.
    /// </summary>
    internal const string Account = "QueueStorage";

    [Function("FinishOrder")]
    public Task FinishOrder(
        [QueueTrigger(QueueNames.Orders, Connection = Account)] string message, CancellationToken stopping) =>
        work.Handle(QueueNames.Orders, message, stopping);

    [Function("TakeQueuedOrder")]
    public Task TakeQueuedOrder(
        [QueueTrigger(QueueNames.Intake, Connection = Account)] string message, CancellationToken stopping) =>
        work.Handle(QueueNames.Intake, message, stopping);

    [Function("ApplyShipmentNews")]
    public Task ApplyShipmentNews(
        [QueueTrigger(QueueNames.Shipments, Connection = Account)] string message, CancellationToken stopping) =>
        work.Handle(QueueNames.Shipments, message, stopping);

    [Function("ReconcilePool")]
    public Task ReconcilePool(
        [QueueTrigger(QueueNames.Pools, Connection = Account)] string message, CancellationToken stopping) =>
        work.Handle(QueueNames.Pools, message, stopping);

    [Function("NotifyCustomer")]
    public Task NotifyCustomer(
        [QueueTrigger(QueueNames.Notices, Connection = Account)] string message, CancellationToken stopping) =>
        work.Handle(QueueNames.Notices, message, stopping);

    [Function("SendPurchaseOrder")]
    public Task SendPurchaseOrder(
        [QueueTrigger(QueueNames.Purchases, Connection = Account)] string message, CancellationToken stopping) =>
        work.Handle(QueueNames.Purchases, message, stopping);
}
