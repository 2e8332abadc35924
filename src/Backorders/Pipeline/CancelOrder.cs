using Backorders.Orders;
using Backorders.Pipeline.Documents;

namespace Backorders.Pipeline;

/// <summary>Cancels lines, or units of lines, of an order.</summary>
public sealed class CancelOrder(ChangeOrder change, OrderStore orders, ReadOrders read)
{
    /// <returns>Done, Repeated, KeyConflict, NotFound, Invalid or AlreadyShipped.</returns>
    public async Task<OrderOutcome> Run(OrderId order, CancelRequest request, CancellationToken cancellationToken)
    {
        var content = Content.Of(request);
        if (request.Key is { } key && await Before(order, key, cancellationToken) is { } before)
        {
            return before.Content != content ? new OrderOutcome.KeyConflict()
                : await read.Get(order, cancellationToken) is { } view ? new OrderOutcome.Repeated(view)
                : new OrderOutcome.NotFound();
        }

        return await change.Run(
            order,
            (_, lines) => CancelDecision.Of(lines, request.Lines),
            decision => new StoredAction
            {
                Keep = ((LinesDecision.Keep)decision).Units
                    .Select(keep => new StoredKeep(keep.Key, keep.Value)).ToList(),
                Reason = request.Reason,
                Key = request.Key,
                Content = content,
            },
            cancellationToken);
    }

    private async Task<StoredAction?> Before(OrderId order, string key, CancellationToken cancellationToken)
    {
        var found = await orders.Read(order, cancellationToken);
        return found?.Document.Actions.FirstOrDefault(action => action.Key == key);
    }
}
