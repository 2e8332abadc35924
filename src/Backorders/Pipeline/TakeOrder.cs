using System.Diagnostics;
using Backorders.Ledger;
using Backorders.Orders;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>Takes an order: accepted, repeated, or refused with nothing placed.</summary>
public sealed class TakeOrder(
    IWorkQueue queue, OrderStore orders, PoolCommits pools, PoolReads reads, FinishOrder finish,
    Background background, Clocks clocks, ILogger<TakeOrder> log)
{
    /// <returns>Accepted, Repeated, Conflict, UnknownSku or PoolFull.</returns>
    /// <exception cref="UnavailableException">It may still take effect, as a whole; the same may be sent again.
    /// </exception>
    public async Task<OrderOutcome> Run(ShopId shop, OrderRequest request, CancellationToken cancellationToken)
    {
        var id = new OrderId(shop, request.Number);
        using var span = Tracing.TakeOrder(id, request.Lines.Count);
        var outcome = await Run(id, request, cancellationToken);
        var word = Word(outcome);
        span.End(word);
        Measures.Orders.Add(1, Measures.Outcome(word));
        return outcome;
    }

    private async Task<OrderOutcome> Run(OrderId id, OrderRequest request, CancellationToken cancellationToken)
    {
        if (await Refuses(id.Shop, request, cancellationToken) is { } no &&
            await orders.Read(id, cancellationToken) is null)
        {
            return no;
        }

        var intent = await queue.SendWork(
            QueueNames.Orders, id.ToString(), OrderStore.Patience, clocks, cancellationToken);
        var document = New(request, clocks.Now);
        var result = await orders.Commit(id, orders.Created(id, document));
        return result switch
        {
            CommitResult.Done done => await Accept(new(id, document, done.ETags[0]), intent),
            CommitResult.Exists => await Repeat(id, document, intent, cancellationToken),
            _ => throw result.Away(),
        };
    }

    private async Task<OrderOutcome?> Refuses(ShopId shop, OrderRequest request, CancellationToken cancellationToken)
    {
        var unknown = new List<int>();
        for (var index = 0; index < request.Lines.Count; index++)
        {
            var line = request.Lines[index];
            var pool = await pools.Known(new(shop, line.Sku), cancellationToken);
            if (pool is null)
            {
                unknown.Add(index + 1);
            }
            else if (IsFull(pool, line) && await reads.Head(new(shop, line.Sku), cancellationToken) is { } head &&
                IsFull(head.Pool, line))
            {
                log.PoolFull(new(shop, line.Sku), "holes");
                return new OrderOutcome.PoolFull(line.Sku);
            }
        }

        return unknown.Count > 0 ? new OrderOutcome.UnknownSku(unknown) : null;
    }

    private static bool IsFull(Pool pool, OrderLine line) =>
        pool.Holes.Count >= Holes.Limit && pool.Available < line.Quantity;

    /// <summary>The order is in the store; from here on it will be placed, whoever finishes it.</summary>
    private async Task<OrderOutcome> Accept(FoundOrder order, MessageHandle intent)
    {
        var lines = await finish.Place(order.Id, order.Document, readsFirst: false);
        await background.Run(async () =>
        {
            await finish.SettlePlaced(order, lines);
            await queue.Delete(intent, CancellationToken.None);
        });
        return new OrderOutcome.Accepted(OrderReads.View(order.Document, lines));
    }

    private async Task<OrderOutcome> Repeat(
        OrderId id, OrderDocument sent, MessageHandle intent, CancellationToken cancellationToken)
    {
        var first = await finish.Run(id, cancellationToken)
            ?? throw new InvalidDataException($"The order {id} exists and is not there.");
        await background.Run(() => queue.Delete(intent, CancellationToken.None));
        return first.Document.Content != sent.Content
            ? new OrderOutcome.Conflict()
            : new OrderOutcome.Repeated(
                OrderReads.View(first.Document, await reads.Lines(id, first.Document, cancellationToken)));
    }

    private static string Word(OrderOutcome outcome) => outcome switch
    {
        OrderOutcome.Accepted => "taken",
        OrderOutcome.Repeated => "repeated",
        OrderOutcome.Conflict => "conflict",
        OrderOutcome.UnknownSku => "unknown-sku",
        OrderOutcome.PoolFull => "pool-full",
        _ => throw new UnreachableException($"{outcome} is no end of taking an order."),
    };

    private static OrderDocument New(OrderRequest request, DateTimeOffset now) => new(
        DocumentJson.Schema, request.Number.Value, request.PlacedAt ?? now, now,
        new(request.Customer.Name, request.Customer.Email, request.Customer.Locale), request.ShipComplete,
        request.Lines.Select(StoredOrderLine.Of).ToList(), Content.Of(request))
    {
        Trace = Tracing.CurrentParent,
    };
}
