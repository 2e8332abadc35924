using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Microsoft.Azure.Functions.Worker;

namespace Backorders.Functions;

/// <summary>
/// One function a poison queue, since a function has one trigger: what the host gave up on is kept before its queue
/// forgets it.
/// </summary>
public sealed class PoisonTriggers(TriggeredWork work)
{
    private const string Account = QueueTriggers.Account;

    [Function("KeepPoisonOfOrders")]
    public Task KeepPoisonOfOrders(
        [QueueTrigger(QueueNames.Orders + QueueNames.PoisonSuffix, Connection = Account)]
        string message, CancellationToken stopping) => work.KeepPoison(QueueNames.Orders, message, stopping);

    [Function("KeepPoisonOfIntake")]
    public Task KeepPoisonOfIntake(
        [QueueTrigger(QueueNames.Intake + QueueNames.PoisonSuffix, Connection = Account)]
        string message, CancellationToken stopping) => work.KeepPoison(QueueNames.Intake, message, stopping);

    [Function("KeepPoisonOfShipments")]
    public Task KeepPoisonOfShipments(
        [QueueTrigger(QueueNames.Shipments + QueueNames.PoisonSuffix, Connection = Account)]
        string message, CancellationToken stopping) => work.KeepPoison(QueueNames.Shipments, message, stopping);

    [Function("KeepPoisonOfPools")]
    public Task KeepPoisonOfPools(
        [QueueTrigger(QueueNames.Pools + QueueNames.PoisonSuffix, Connection = Account)]
        string message, CancellationToken stopping) => work.KeepPoison(QueueNames.Pools, message, stopping);

    [Function("KeepPoisonOfNotices")]
    public Task KeepPoisonOfNotices(
        [QueueTrigger(QueueNames.Notices + QueueNames.PoisonSuffix, Connection = Account)]
        string message, CancellationToken stopping) => work.KeepPoison(QueueNames.Notices, message, stopping);

    [Function("KeepPoisonOfPurchases")]
    public Task KeepPoisonOfPurchases(
        [QueueTrigger(QueueNames.Purchases + QueueNames.PoisonSuffix, Connection = Account)]
        string message, CancellationToken stopping) => work.KeepPoison(QueueNames.Purchases, message, stopping);
}
