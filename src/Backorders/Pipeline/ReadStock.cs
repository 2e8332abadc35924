using System.Globalization;
using Backorders.Ledger;
using Backorders.Orders;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>Answers what is there, what waits and what may be promised.</summary>
public sealed class ReadStock(IStore store, PoolReads reads, OrderStore orders, Clocks clocks)
{
    /// <summary>
    /// A head that moves while its waiting lines are counted is read again so often; then the count of a hot pool may
    /// be younger than the units beside it.
    /// </summary>
    private const int MaxTries = 5;

    /// <summary>Documents read at the same time for one page.</summary>
    private const int AtOnce = 8;

    public async Task<StockView?> Get(PoolId pool, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            if (await reads.Head(pool, cancellationToken) is not { } head)
            {
                return null;
            }

            var lines = await WaitingLines(pool, head.Pool, cancellationToken);
            if (lines == 0 || (await reads.Head(pool, cancellationToken))?.ETag == head.ETag || tries == MaxTries)
            {
                return View(head.Pool, lines);
            }
        }
    }

    /// <summary>SKUs by id; <paramref name="waiting"/>: only those with waiting lines.</summary>
    public async Task<StockPage> List(
        ShopId shop, bool waiting, string? after, int limit, CancellationToken cancellationToken)
    {
        var listed = await store.List(
            new(Container.Pools, shop, after, limit, waiting ? Keys.Waiting : null), cancellationToken);
        var views = new StockView?[listed.Count];
        await Parallel.ForAsync(0, listed.Count, Apart.AtOnce(AtOnce, cancellationToken), async (index, cancelled) =>
            views[index] = await Get(new(shop, new(listed[index].Sort)), cancelled));
        var found = views.OfType<StockView>().Where(view => !waiting || view.WaitingLines > 0).ToList();
        return new(found, listed.Count == limit ? listed[^1].Sort : null);
    }

    public async Task<PromiseView?> Promise(PoolId pool, int quantity, CancellationToken cancellationToken)
    {
        if (await reads.Head(pool, cancellationToken) is not { } head)
        {
            return null;
        }

        var eta = EtaPlan.Next(head.Pool, quantity, clocks.Today);
        return new(pool.Sku.Value, quantity, head.Pool.Available, OrderReads.EtaOf(eta));
    }

    /// <summary>Waiting lines in the order in which they will be served.</summary>
    public async Task<BackorderPage?> Backorders(
        PoolId pool, string? after, int limit, CancellationToken cancellationToken)
    {
        if (await reads.Head(pool, cancellationToken) is not { } head)
        {
            return null;
        }

        var from = Math.Max(
            head.Pool.AllocatedTo, after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture));
        var lines = await reads.ByPlace(new(Keys.Of(pool), from, null, limit, Keys.Live), cancellationToken);
        var waiting = lines
            .Where(line => line.From < head.Pool.DemandEnd && head.Pool.BackorderedOf(line) > 0)
            .ToList();
        var views = new BackorderView[waiting.Count];
        await Parallel.ForAsync(0, waiting.Count, Apart.AtOnce(AtOnce, cancellationToken), async (index, cancelled) =>
            views[index] = await View(pool, head.Pool, waiting[index], cancelled));
        var next = lines.Count == limit ? lines[^1].To.ToString(CultureInfo.InvariantCulture) : null;
        return new(pool.Sku.Value, views, next);
    }

    /// <summary>Lines whose last live unit lies beyond what is allocated; only the first can end before its place.
    /// </summary>
    private async Task<long> WaitingLines(PoolId id, Pool pool, CancellationToken cancellationToken)
    {
        if (pool.Waiting == 0)
        {
            return 0;
        }

        var partition = Keys.Of(id);
        var behind = await store.CountPlaces(partition, Keys.Live, pool.AllocatedTo, cancellationToken);
        var first = await reads.ByPlace(new(partition, pool.AllocatedTo, null, 1, Keys.Live), cancellationToken);
        return first is [var line] && line.End <= pool.AllocatedTo ? behind - 1 : behind;
    }

    private async Task<BackorderView> View(PoolId pool, Pool head, Line line, CancellationToken cancellationToken)
    {
        var order = await orders.Read(new(pool.Shop, line.Order), cancellationToken)
            ?? throw new InvalidDataException($"The order {line.Order} of a waiting line is not there.");
        return new(
            line.Order.Value, line.Number, line.Quantity, head.AllocatedOf(line), head.BackorderedOf(line),
            head.UnitsAheadOf(line), OrderReads.EtaOf(head.EtaOf(line)), OrderReads.Promised(order.Document, line),
            order.Document.PlacedAt);
    }

    private StockView View(Pool pool, long waitingLines) => new(
        pool.Sku.Value, pool.Name, pool.OnHand, pool.Held, pool.Available, pool.Waiting, waitingLines,
        pool.Inbound.Select(View).ToList(), View(pool.Policy), pool.LeadTimeDays, pool.HandlingDays);

    private InboundView View(Inbound inbound) => new(
        inbound.Shipment.Value, inbound.Supplier.Value, inbound.Eta, inbound.P80Days, inbound.Expected,
        inbound.Counted, inbound.CountedOn < clocks.Today ? "overdue" : inbound.Counted > 0 ? "partial" : "expected");

    private static PolicyView View(BackorderPolicy policy) => policy.Mode switch
    {
        BackorderMode.Allow => new("allow", null),
        BackorderMode.Deny => new("deny", null),
        BackorderMode.Limit => new("limit", policy.Limit),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
