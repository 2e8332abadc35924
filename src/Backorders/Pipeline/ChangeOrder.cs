using Backorders.Orders;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// Cancels and shipments over several pools: checked, recorded on the order, done in its pools, then settled.
/// </summary>
public sealed class ChangeOrder(
    IWorkQueue queue, OrderStore orders, PoolReads reads, FinishOrder finish, Background background, Turns turns,
    Clocks clocks)
{
    /// <summary>Lost races in a row before the caller is told to come again.</summary>
    private const int MaxTries = 20;

    /// <summary>Done cancels and shipments that an order remembers, to know a repeat by its key.</summary>
    private const int KeptActions = 100;

    /// <param name="asked">What is asked, to be recorded with what it comes to.</param>
    /// <param name="decide">What it comes to, from the lines as they are.</param>
    internal async Task<OrderOutcome> Run(
        OrderId order, StoredAction asked, Func<OrderDocument, IReadOnlyList<LineFound>, LinesDecision> decide,
        CancellationToken cancellationToken)
    {
        using var turn = await turns.Take(order.ToString(), cancellationToken);
        MessageHandle? intent = null;
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var found = await finish.Run(order, cancellationToken);
            if (found is null)
            {
                return new OrderOutcome.NotFound();
            }

            var lines = await reads.Lines(order, found.Document, cancellationToken);
            if (Before(found.Document, asked, intent) is { } before)
            {
                await background.Run(() => Forget(intent));
                return before.Id != intent?.Id && before.Content != asked.Content
                    ? new OrderOutcome.KeyConflict()
                    : Answer(found.Document, lines, isRepeat: before.Id != intent?.Id);
            }

            var decision = decide(found.Document, lines.Select(Found).ToList());
            if (No(decision) is { } no)
            {
                return no;
            }

            if (decision is LinesDecision.Nothing)
            {
                return Answer(found.Document, lines, isRepeat: false);
            }

            intent ??= await queue.SendWork(
                QueueNames.Orders, order.ToString(), OrderStore.Patience, clocks, cancellationToken);
            await Record(found, Worded(asked, decision) with { Id = intent.Id, At = clocks.Now });
        }

        throw UnavailableException.Contended($"The order {order}");
    }

    /// <summary>Ours, once it is recorded, or another one with our key.</summary>
    private static StoredAction? Before(OrderDocument order, StoredAction asked, MessageHandle? intent) =>
        order.Actions.FirstOrDefault(action =>
            action.Id == intent?.Id || (asked.Key is not null && action.Key == asked.Key));

    private Task<FoundOrder?> Record(FoundOrder found, StoredAction action)
    {
        var kept = found.Document.Actions.TakeLast(KeptActions).ToList();
        return orders.Replace(found, found.Document with
        {
            Actions = [.. kept, action],
            ActionsDone = kept.Count,
            Choice = action.Notice is { } notice ? Cancelled(found.Document, notice) : found.Document.Choice,
        });
    }

    private StoredChoice Cancelled(OrderDocument order, int notice) =>
        new(CustomerChoice.Cancel, Math.Max(notice, order.Choice?.Notice ?? notice), clocks.Now);

    private static StoredAction Worded(StoredAction asked, LinesDecision decision) => decision switch
    {
        LinesDecision.Keep keep => asked with
        {
            Keep = keep.Units.Select(line => new StoredKeep(line.Key, line.Value)).ToList(),
        },
        LinesDecision.Ship ship => asked with { Ship = ship.Lines },
        _ => throw new System.Diagnostics.UnreachableException($"{decision} is nothing to record."),
    };

    private Task Forget(MessageHandle? intent) =>
        intent is null ? Task.CompletedTask : queue.Delete(intent, CancellationToken.None);

    private static OrderOutcome Answer(OrderDocument order, IReadOnlyList<PlacedLine> lines, bool isRepeat)
    {
        var view = OrderReads.View(order, lines);
        return isRepeat ? new OrderOutcome.Repeated(view) : new OrderOutcome.Done(view);
    }

    internal static LineFound Found(PlacedLine placed) => new(
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
