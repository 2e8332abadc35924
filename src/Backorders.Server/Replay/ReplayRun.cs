using System.Collections.Concurrent;
using System.Diagnostics;
using Backorders.Server.Hosting;
using Backorders.Server.Replay.Audit;
using Backorders.Server.Replay.Books;
using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Shopfront;
using Backorders.Server.Replay.Suppliers;
using NewsType = Backorders.Supply.NewsType;

namespace Backorders.Server.Replay;

/// <summary>
/// Plays a slice of the shop's books against a server, hour by hour: the clock steps, suppliers deliver, what was ready
/// a day ago leaves, customers order and cancel, the purchase desk buys. Between the parts everything comes to rest, so
/// the same slice and seed have the same end. All calls go through the HTTP API.
/// </summary>
internal sealed class ReplayRun
{
    /// <summary>Stock counts or shipments under way at once.</summary>
    private const int MostSideBySide = 16;

    private readonly ShopApi shop;
    private readonly SupplierApi suppliers;
    private readonly SteppedTime business;
    private readonly TimeProvider machine = TimeProvider.System;
    private readonly SalesSlice sales;
    private readonly IReadOnlyList<ShelfPlan> shelves;
    private readonly int seed;
    private readonly Agenda agenda;
    private readonly PurchaseDesk desk;
    private readonly StockBook stock;
    private readonly OrderBook orders = new();
    private readonly OrderIntake intake;
    private readonly Rest rest;
    private readonly ReplayTally tally = new();
    private string? changesSeen;

    public ReplayRun(ReplayServer server, SalesSlice sales, IReadOnlyList<ShelfPlan> shelves, int seed)
    {
        (shop, suppliers, business) = (server.Api, server.Suppliers, server.Business);
        (this.sales, this.shelves, this.seed) = (sales, shelves, seed);
        agenda = new(sales.Events);
        desk = new(shelves);
        stock = new(shelves);
        intake = new(shop, stock, orders, business);
        rest = new(shop, machine);
    }

    /// <param name="report">Told after every hour.</param>
    public async Task<ReplayOutcome> Play(Action<ReplayProgress> report, CancellationToken cancellationToken)
    {
        var began = machine.GetTimestamp();
        await Open(cancellationToken);
        while (agenda.Next() is { } hour)
        {
            await Play(hour, cancellationToken);
            report(new(hour.Hour, tally.Orders, orders.Waiting));
        }

        var state = await FinalState.Read(shop, cancellationToken);
        tally.Time = machine.GetElapsedTime(began);
        return new(sales, orders, tally, state, [.. intake.Violations, .. FinalAudit.Check(state, orders, stock)]);
    }

    /// <summary>Counts the stock, and hears what was under way before.</summary>
    private async Task Open(CancellationToken cancellationToken)
    {
        await business.Step(agenda.Opening, cancellationToken);
        await Parallel.ForEachAsync(
            shelves, SideBySide(cancellationToken), async (shelf, token) => await shop.PutStock(shelf, token));
        Buy(desk.Opening(agenda.Opening, seed));
        await rest.Come(cancellationToken);
    }

    private async Task Play(HourPlan hour, CancellationToken cancellationToken)
    {
        await business.Step(hour.Hour, cancellationToken);
        await rest.Come(cancellationToken);
        foreach (var move in hour.Moves)
        {
            await Deliver(move, cancellationToken);
            await rest.Come(cancellationToken);
        }

        await Follow(cancellationToken);
        await Ship(hour.Shipments, cancellationToken);
        foreach (var together in Runs(hour.Sales))
        {
            await Sell(together, cancellationToken);
        }

        await rest.Come(cancellationToken);
        await Follow(cancellationToken);
        if (hour.BuysGoods)
        {
            Buy(desk.Reorder(DateOnly.FromDateTime(hour.Hour.UtcDateTime), await Uncovered(cancellationToken)));
        }
    }

    private async Task Deliver(SupplierMove move, CancellationToken cancellationToken)
    {
        switch (move)
        {
            case SupplierMove.Tells news:
                await suppliers.Tell(news, cancellationToken);
                tally.News++;
                if (news.Type == NewsType.Arrived)
                {
                    stock.Arrived(news.Shipment, news.Lines!);
                }

                break;
            case SupplierMove.BookedIn receipt:
                foreach (var line in receipt.Lines)
                {
                    await shop.BookIn(receipt.Shipment, line, cancellationToken);
                }

                tally.Receipts += receipt.Lines.Count;
                stock.BookedIn(receipt.Shipment, receipt.Lines);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Learns what changed since it last asked, as a webshop does, and plans to ship what is ready.</summary>
    private async Task Follow(CancellationToken cancellationToken)
    {
        OrderPageAnswer page;
        do
        {
            page = await shop.Changes(changesSeen, cancellationToken);
            changesSeen = page.Next;
            foreach (var order in page.Orders)
            {
                Learn(order);
            }
        }
        while (page.Orders.Count > 0);
    }

    private void Learn(OrderAnswer answer)
    {
        var order = orders.Learn(answer, business.GetUtcNow());
        if (order is { Status: "allocated", ReadyToShip: false })
        {
            agenda.Ready(order, business.GetUtcNow());
        }
    }

    private async Task Ship(List<BookedOrder> due, CancellationToken cancellationToken)
    {
        ConcurrentQueue<OrderAnswer> shipped = [];
        await Parallel.ForEachAsync(
            due.Where(order => order.Status == "allocated"), // else it was cancelled since
            SideBySide(cancellationToken),
            async (order, token) => shipped.Enqueue(await shop.Ship(order.Number, token)));
        tally.Shipped += shipped.Count;
        foreach (var answer in shipped)
        {
            Learn(answer);
        }
    }

    /// <summary>Orders that follow one another, and each taking back by itself.</summary>
    private static IEnumerable<List<SaleEvent>> Runs(List<SaleEvent> sales)
    {
        List<SaleEvent> run = [];
        foreach (var sale in sales)
        {
            if (sale is SaleEvent.TakenBack)
            {
                yield return run;
                yield return [sale];
                run = [];
            }
            else
            {
                run.Add(sale);
            }
        }

        yield return run;
    }

    private Task Sell(List<SaleEvent> together, CancellationToken cancellationToken) =>
        together is [SaleEvent.TakenBack takenBack]
            ? TakeBack(takenBack, cancellationToken)
            : Take([.. together.Cast<SaleEvent.Order>()], cancellationToken);

    private async Task Take(List<SaleEvent.Order> together, CancellationToken cancellationToken)
    {
        var began = machine.GetTimestamp();
        var taken = await intake.Take(together, cancellationToken);
        tally.TimeTakingOrders += machine.GetElapsedTime(began);
        tally.Orders += taken.Count;
        foreach (var order in taken.Where(order => order.Status == "allocated"))
        {
            agenda.Ready(order, business.GetUtcNow());
        }
    }

    private async Task TakeBack(SaleEvent.TakenBack takenBack, CancellationToken cancellationToken)
    {
        var split = orders.Match(takenBack);
        tally.ReturnedUnits += split.ReturnedUnits;
        if (split.Cancels.Count == 0)
        {
            return;
        }

        await rest.Come(cancellationToken);
        foreach (var order in split.Cancels.GroupBy(cancel => cancel.Key.Order))
        {
            var units = order.ToDictionary(cancel => cancel.Key.Number, cancel => cancel.Value);
            Learn(await shop.Cancel(order.Key, units, $"{takenBack.Invoice}-{order.Key}", cancellationToken));
            foreach (var (line, cancelled) in order)
            {
                stock.GiveBack(line.Sku, cancelled);
                tally.CancelledUnits += cancelled;
            }
        }

        await rest.Come(cancellationToken);
    }

    private async Task<Dictionary<string, long>> Uncovered(CancellationToken cancellationToken) =>
        await shop.Stock(waiting: true, cancellationToken).ToDictionaryAsync(
            sku => sku.Sku,
            sku => sku.Backordered - sku.Inbound.Sum(inbound => Math.Max(0, inbound.Expected - inbound.Received)),
            cancellationToken: cancellationToken);

    private static ParallelOptions SideBySide(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = MostSideBySide, CancellationToken = cancellationToken };

    private void Buy(IReadOnlyList<PurchaseOrder> purchases)
    {
        tally.Purchases += purchases.Count;
        foreach (var purchase in purchases)
        {
            agenda.Add(DeliveryFate.Of(purchase, seed));
        }
    }
}
