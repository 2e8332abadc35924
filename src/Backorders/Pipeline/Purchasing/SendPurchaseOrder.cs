using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline.Purchasing;

/// <summary>
/// Tells a supplier of an order, when the next try is due. A try is counted before it is made, and what is sent was
/// frozen with the order: a crash costs at most a repeat that the supplier knows by its id.
/// </summary>
public sealed class SendPurchaseOrder(
    PurchaseOrders orders, CallSupplier call, MailPurchaseOrder mail, IWorkQueue queue, ShopDirectory shops,
    Clocks clocks, ILogger<SendPurchaseOrder> log)
{
    /// <summary>A message that came a moment before its try is due would come in vain.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    private DateTimeOffset Now => clocks.Machine.GetUtcNow();

    internal async Task Run(ShopId shop, PurchaseId id, CancellationToken cancellationToken)
    {
        var (order, isBegun) = await orders.Change(shop, id, Claim, cancellationToken);
        if (order?.Sending is not { } sending || !isBegun)
        {
            return;
        }

        var outcome = shops.Find(shop)?.Suppliers.GetValueOrDefault(new(order.Supplier)) is not { } supplier
            ? new TryOutcome.Again("The supplier is not in the shop's settings any more.")
            : sending.Body is { } body
                ? await call.Try(supplier, PurchaseWording.WebhookId(shop, id, sending.Tells), body, cancellationToken)
                : await mail.Try(shop, id, sending.Mail!, isFirst: sending is { Tries: 1, TriedBefore: false },
                    cancellationToken);
        var (now, _) = await orders.Change(
            shop, id, found => End(found!, sending, outcome), CancellationToken.None);
        await Follow(shop, id, now!.Sending!, cancellationToken);
    }

    /// <summary>The next try gets a message of its own; without it, the sweep begins it within a minute.</summary>
    private async Task Follow(ShopId shop, PurchaseId id, StoredSending sending, CancellationToken cancellationToken)
    {
        switch (sending.State)
        {
            case SendingState.Waiting:
                var delay = sending.Due - Now + Margin;
                await queue.SendWork(
                    QueueNames.Purchases, Keys.PurchaseMessage(shop, id), delay > Margin ? delay : Margin, clocks,
                    cancellationToken);
                break;
            case SendingState.Stopped or SendingState.Failed:
                log.PurchaseNotSent(
                    id, shop, PurchaseWords.Of(sending.Tells), sending.Tries, sending.Problem ?? "");
                break;
        }
    }

    private (PurchaseDocument? After, bool IsBegun) Claim(PurchaseDocument? found)
    {
        if (found?.Sending is not { } sending)
        {
            return (null, false);
        }

        var before = sending.ToSending();
        var claimed = SendingRules.Claim(
            before, Now, sending.By == SendingBy.Webhook ? CallSupplier.InHand : mail.InHand);
        return claimed == before
            ? (null, false)
            : (found with { Sending = sending.With(claimed) }, claimed.State == SendingState.Waiting);
    }

    /// <summary>How a try ended says nothing of what is to be told by now.</summary>
    private (PurchaseDocument? After, bool) End(PurchaseDocument found, StoredSending begun, TryOutcome outcome)
    {
        if (found.Sending!.Tells != begun.Tells)
        {
            return (found, true);
        }

        var before = found.Sending.ToSending();
        var ended = SendingRules.End(before, begun.Tries, outcome, Now);
        var after = ended == before ? found : found with { Sending = found.Sending.With(ended) };
        return outcome is TryOutcome.Taken && PurchaseDecisions.MarkSent(found.ToOrder()) is
            PurchaseDecision.Changed changed
                ? (after.With(changed.Order), true)
                : (after, true);
    }
}
