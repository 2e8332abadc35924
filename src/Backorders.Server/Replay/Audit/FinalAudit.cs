using Backorders.Server.Replay.Books;
using Backorders.Server.Replay.Shopfront;

namespace Backorders.Server.Replay.Audit;

/// <summary>
/// Holds the API's last answers against the replay's own books: each violation is a sentence that names what is wrong
/// and where. Nothing of the product is used, only sums and order.
/// </summary>
internal static class FinalAudit
{
    /// <returns>Nothing when all is as it must be.</returns>
    public static IReadOnlyList<string> Check(FinalState state, OrderBook orders, StockBook stock) =>
    [
        .. OrdersAreKept(state, orders),
        .. LinesAddUp(state),
        .. UnitsAreConserved(state, stock),
        .. NobodyIsOvertaken(state, orders),
        .. QueuesAreInOrder(state, orders),
        .. DatesAreTold(state),
        .. MailAudit.Check(state, orders),
    ];

    /// <summary>Every accepted order is there once, and no other.</summary>
    private static IEnumerable<string> OrdersAreKept(FinalState state, OrderBook orders)
    {
        var listed = state.Orders.CountBy(order => order.OrderNumber).ToDictionary();
        foreach (var order in orders.Accepted.Where(order => !listed.Remove(order.Number, out var times) || times != 1))
        {
            yield return $"order {order.Number} was accepted and is not listed exactly once";
        }

        foreach (var number in listed.Keys)
        {
            yield return $"order {number} is listed and was never accepted";
        }
    }

    /// <summary>Every unit of a line that was not rejected is in one state.</summary>
    private static IEnumerable<string> LinesAddUp(FinalState state) =>
        from order in state.Orders
        from line in order.Lines
        let sum = line.Allocated + line.Backordered + line.Shipped + line.Cancelled
        where line.Status == "rejected" ? line.Allocated + line.Backordered + line.Shipped > 0 : sum != line.Quantity
        select $"order {order.OrderNumber} line {line.Line}: {sum} units in its states, {line.Quantity} ordered";

    /// <summary>What was counted in is in the building or shipped, and what is in it is free or somebody's.</summary>
    private static IEnumerable<string> UnitsAreConserved(FinalState state, StockBook stock)
    {
        var lines = state.Orders.SelectMany(order => order.Lines).ToLookup(line => line.Sku);
        foreach (var sku in state.Stock)
        {
            var of = lines[sku.Sku];
            foreach (var (what, says, sums) in new (string, long, long)[]
            {
                ("on hand", sku.OnHand, stock.CountedIn(sku.Sku) - of.Sum(line => (long)line.Shipped)),
                ("allocated", sku.Allocated, of.Sum(line => (long)line.Allocated)),
                ("available", sku.Available, sku.OnHand - sku.Allocated),
                ("backordered", sku.Backordered, of.Sum(line => (long)line.Backordered)),
                ("waiting lines", sku.WaitingLines, of.Count(line => line.Waits)),
                ("units both free and waited for", Math.Min(sku.Available, sku.Backordered), 0),
            })
            {
                if (says != sums)
                {
                    yield return $"SKU {sku.Sku}: the stock says {says} {what}, the books {sums}";
                }
            }

            foreach (var inbound in sku.Inbound.Where(i => i.Received != stock.Received(i.Shipment, sku.Sku)))
            {
                yield return $"SKU {sku.Sku}: {inbound.Received} received of {inbound.Shipment}, the books say "
                    + $"{stock.Received(inbound.Shipment, sku.Sku)}";
            }
        }
    }

    /// <summary>Behind a line that lacks units, nobody has any.</summary>
    private static IEnumerable<string> NobodyIsOvertaken(FinalState state, OrderBook orders)
    {
        var answers = Answers(state);
        foreach (var queue in orders.Lines.GroupBy(line => line.Sku))
        {
            BookedLine? lacking = null;
            foreach (var line in queue)
            {
                if (!answers.TryGetValue((line.Order, line.Number), out var now))
                {
                    continue; // OrdersAreKept names it
                }

                if (lacking is not null && now.Allocated + now.Shipped > 0)
                {
                    yield return $"SKU {queue.Key}: order {line.Order} line {line.Number} has units, and order "
                        + $"{lacking.Order} line {lacking.Number}, who came before, waits";
                }

                lacking ??= now.Backordered > 0 ? line : null;
            }
        }
    }

    /// <summary>The queue lists who waits in the order of their coming, and how much is ahead of each.</summary>
    private static IEnumerable<string> QueuesAreInOrder(FinalState state, OrderBook orders)
    {
        var answers = Answers(state);
        var waiting = orders.Lines
            .Where(line => answers.TryGetValue((line.Order, line.Number), out var now) && now.Waits)
            .ToLookup(line => line.Sku, line => (line.Order, line.Number));
        foreach (var sku in state.Stock.Select(sku => sku.Sku))
        {
            var queue = state.Queues.GetValueOrDefault(sku, []);
            if (!queue.Select(line => (line.OrderNumber, line.Line)).SequenceEqual(waiting[sku]))
            {
                yield return $"SKU {sku}: its queue does not list those who wait in the order in which they came";
            }

            foreach (var wrong in WhoIsAhead(queue))
            {
                yield return $"SKU {sku}: {wrong}";
            }
        }
    }

    private static IEnumerable<string> WhoIsAhead(IReadOnlyList<QueuedAnswer> queue)
    {
        var ahead = 0L;
        var last = DateOnly.MinValue;
        foreach (var line in queue)
        {
            if (line.UnitsAhead != ahead)
            {
                yield return $"{line.UnitsAhead} units ahead of order {line.OrderNumber}, not {ahead}";
            }

            var date = line.Eta?.Date ?? DateOnly.MaxValue; // unknown: after everything that is known
            if (line.Eta is null || date < last)
            {
                yield return $"order {line.OrderNumber} is to be served before those ahead of it";
            }

            (ahead, last) = (ahead + line.Backordered, date);
        }
    }

    /// <summary>What a waiting line's customer was told last is what is true.</summary>
    private static IEnumerable<string> DatesAreTold(FinalState state) =>
        from order in state.Orders
        from line in order.Lines
        where line.Waits && (line.Eta is null || line.Promised != line.Eta.Date)
        select $"order {order.OrderNumber} line {line.Line}: told {Day(line.Promised)}, true is {Day(line.Eta?.Date)}";

    private static string Day(DateOnly? date) => date is { } day ? $"{day:yyyy-MM-dd}" : "no date";

    private static Dictionary<(string Order, int Line), LineAnswer> Answers(FinalState state) =>
        state.Orders.DistinctBy(order => order.OrderNumber)
            .SelectMany(order => order.Lines.Select(line => (Key: (order.OrderNumber, line.Line), Line: line)))
            .ToDictionary(line => line.Key, line => line.Line);
}
