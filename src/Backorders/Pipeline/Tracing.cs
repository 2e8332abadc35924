using System.Diagnostics;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// The spans of the source <c>Backorders</c>: where an order's time went, from the request to the mail. They name
/// shops, orders, SKUs and shipments, never a customer, and say nothing of what was ordered. While nobody listens every
/// one of them is null, and nothing is read or built for it.
/// </summary>
public static class Tracing
{
    public const string SourceName = "Backorders";

    private const string Shop = "backorders.shop";
    private const string Order = "backorders.order";
    private const string Sku = "backorders.sku";
    private const string Shipment = "backorders.shipment";
    private const string Purchase = "backorders.purchase_order";
    private const string Outcome = "backorders.outcome";
    private const string Queue = "messaging.destination.name";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>What is under way here, for whoever goes on with it; the default when nobody listens.</summary>
    internal static ActivityContext Current =>
        Source.HasListeners() && Activity.Current is { } current ? current.Context : default;

    /// <summary>The same as W3C's <c>traceparent</c>; null: nobody listens.</summary>
    internal static string? CurrentParent => Source.HasListeners() ? Activity.Current?.Id : null;

    /// <summary>A loop that serves many requests must not become the child of the one that woke it.</summary>
    internal static void BelongToNobody()
    {
        if (Activity.Current is not null)
        {
            Activity.Current = null;
        }
    }

    /// <summary>
    /// What a notice follows from: the request that brought its order, or the work that laid it back, though the work
    /// at hand be another's: orders that come together share a wake, and a sweep calls many.
    /// </summary>
    /// <param name="parent">The own <c>traceparent</c>; null: nobody listened then.</param>
    internal static ActivityContext CauseOf(string? parent)
    {
        var current = Current;
        return current.TraceId != default && ActivityContext.TryParse(parent, null, isRemote: true, out var own) &&
            own.TraceId != current.TraceId
            ? own
            : current;
    }

    internal static Activity? TakeOrder(OrderId order, int lines) =>
        Source.StartActivity("take order")?.Of(order).SetTag("backorders.lines", lines);

    internal static Activity? CommitOrder(OrderId order, int writes) =>
        Source.StartActivity("commit order")?.Of(order).SetTag("backorders.writes", writes);

    /// <summary>One batch for changes of many traces: a child of the first one's, linked to those of the others.
    /// </summary>
    internal static Activity? CommitPool(PoolId pool, IReadOnlyList<PoolChange> group)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var first = group[0].Cause;
        var others = group.Skip(1).Select(change => change.Cause)
            .Where(cause => cause.TraceId != default && cause.TraceId != first.TraceId)
            .DistinctBy(cause => cause.TraceId).Select(cause => new ActivityLink(cause));
        return Source.StartActivity("commit pool", ActivityKind.Internal, first, links: others)?
            .SetTag(Shop, pool.Shop.Value).SetTag(Sku, pool.Sku.Value).SetTag("backorders.changes", group.Count);
    }

    internal static Activity? SendMail(Mail mail) => Source.StartActivity("send mail", ActivityKind.Client)?
        .Of(new OrderId(mail.Shop, mail.Order)).SetTag("backorders.mail.kind", mail.Kind)
        .SetTag("backorders.mail.id", mail.Id);

    internal static Activity? Sweep() => Source.StartActivity("sweep");

    /// <summary>The work of one message, in the trace of whoever sent it.</summary>
    internal static Activity? Work(string queue, WorkMessage message)
    {
        var name = queue switch
        {
            QueueNames.Orders => "finish order",
            QueueNames.Shipments => "apply shipment news",
            QueueNames.Pools => "reconcile pool",
            QueueNames.Notices => "notify customer",
            QueueNames.Purchases => "send purchase order",
            QueueNames.Intake => "take queued order",
            _ => queue,
        };
        return Received(name, queue, message);
    }

    internal static Activity? KeepPoison(string queue, WorkMessage message) =>
        Received("keep poison", queue, message)?.SetStatus(ActivityStatusCode.Error, "The queue gave up on it.");

    internal static void End(this Activity? span, string outcome) => span?.SetTag(Outcome, outcome);

    internal static void EndCommit(this Activity? span, int writes, int tries) =>
        span?.SetTag("backorders.writes", writes).SetTag("backorders.tries", tries);

    internal static void EndCommit(this Activity? span, CommitResult result)
    {
        if (span is not null)
        {
            span.SetTag(Outcome, result.GetType().Name);
            span.SetStatus(result is CommitResult.Done ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        }
    }

    /// <summary>Of what went wrong only the kind: messages of the world outside may quote a name.</summary>
    internal static void Fail(this Activity? span, Exception exception) =>
        span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);

    private static Activity? Received(string name, string queue, WorkMessage message) =>
        Source.StartActivity(name, ActivityKind.Consumer, message.Cause)?.SetTag(Queue, queue).Naming(queue, message);

    private static Activity Of(this Activity span, OrderId order) =>
        span.SetTag(Shop, order.Shop.Value).SetTag(Order, order.Number.Value);

    /// <summary>Names the ids of our own message alone: what is none of ours may say anything.</summary>
    private static Activity Naming(this Activity span, string queue, WorkMessage message)
    {
        if (message.Names is var (shop, id))
        {
            var what = queue switch
            {
                QueueNames.Pools => Sku,
                QueueNames.Shipments => Shipment,
                QueueNames.Purchases => Purchase,
                _ => Order,
            };
            span.SetTag(Shop, shop).SetTag(what, id);
        }

        return span;
    }
}
