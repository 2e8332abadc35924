using Backorders.Orders;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// Cancels and shipments over several pools: checked, recorded on the order, done in its pools, then settled.
/// </summary>
public sealed class ChangeOrder(
    IWorkQueue queue, OrderStore orders, PoolReads reads, FinishOrder finish, Background background, Clocks clocks)
{
    /// <summary>Lost races in a row before the caller is told to come again.</summary>
    private const int MaxTries = 20;

    /// <summary>Done cancels and shipments that an order remembers, to know a repeat by its key.</summary>
    private const int KeptActions = 100;

    /// <param name="decide">What is to be done, from the lines as they are.</param>
    /// <param name="action">What it is recorded as.</param>
    internal async Task<OrderOutcome> Run(
        OrderId order, Func<OrderDocument, IReadOnlyList<LineFound>, LinesDecision> decide,
        Func<LinesDecision, StoredAction> action, CancellationToken cancellationToken)
    {
        MessageHandle? intent = null;
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var found = await finish.Run(order, cancellationToken);
            if (found is null)
            {
                return new OrderOutcome.NotFound();
            }

            if (intent is not null && found.Document.Actions.Any(done => done.Id == intent.Id))
            {
                return await Done(found, intent, cancellationToken);
            }

            var lines = await reads.Lines(order, found.Document, cancellationToken);
            var decision = decide(found.Document, lines.Select(Found).ToList());
            if (No(decision) is { } no)
            {
                return no;
            }

            if (decision is LinesDecision.Nothing)
            {
                return new OrderOutcome.Done(OrderReads.View(found.Document, lines));
            }

            intent ??= await queue.Send(QueueNames.Orders, order.ToString(), OrderStore.Patience, cancellationToken);
            var kept = found.Document.Actions.TakeLast(KeptActions).ToList();
            await orders.Replace(found, found.Document with
            {
                Actions = [.. kept, action(decision) with { Id = intent.Id, At = clocks.Now }],
                ActionsDone = kept.Count,
            });
        }

        throw UnavailableException.Contended($"The order {order}");
    }

    private async Task<OrderOutcome> Done(FoundOrder found, MessageHandle intent, CancellationToken cancellationToken)
    {
        await background.Run(() => queue.Delete(intent, CancellationToken.None));
        var lines = await reads.Lines(found.Id, found.Document, cancellationToken);
        return new OrderOutcome.Done(OrderReads.View(found.Document, lines));
    }

    private static LineFound Found(PlacedLine placed) => new(
        placed.Line.Number, placed.Line.Fate, placed.Line.Quantity, placed.Line.Live,
        placed.Pool.BackorderedOf(placed.Line), placed.Line.Tracking);

    private static OrderOutcome? No(LinesDecision decision) => decision switch
    {
        LinesDecision.AlreadyShipped no => new OrderOutcome.AlreadyShipped(no.Lines),
        LinesDecision.NotAllocated no => new OrderOutcome.NotAllocated(no.Lines),
        LinesDecision.ShipComplete no => new OrderOutcome.ShipComplete(no.Lines),
        LinesDecision.Invalid no => new OrderOutcome.Invalid(no.Path, no.Message),
        LinesDecision.Keep or LinesDecision.Ship or LinesDecision.Nothing => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
