using Backorders.Server.Replay.Audit;
using Backorders.Server.Replay.Books;
using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Shopfront;

namespace Backorders.Server.Replay;

/// <summary>Sends orders and books the answers. Each answer is held against the books at once.</summary>
internal sealed class OrderIntake(ShopApi shop, StockBook stock, OrderBook orders, TimeProvider business)
{
    /// <summary>Orders under way at once: more gains nothing on two cores.</summary>
    private const int SideBySide = 16;

    private readonly Lock books = new();
    private readonly List<string> violations = [];

    public IReadOnlyList<string> Violations => violations;

    /// <summary>Sends orders side by side; those that share a SKU go one after another and keep their places.</summary>
    /// <returns>The orders as booked, in the sequence given.</returns>
    public async Task<IReadOnlyList<BookedOrder>> Take(
        IReadOnlyList<SaleEvent.Order> together, CancellationToken cancellationToken)
    {
        using var limit = new SemaphoreSlim(SideBySide);
        Dictionary<string, Task> lastOf = [];
        List<Task<BookedOrder>> taking = [];
        foreach (var order in together)
        {
            var skus = order.Lines.Select(line => line.Sku).Distinct().ToList();
            var before = Task.WhenAll(skus.Select(sku => lastOf.GetValueOrDefault(sku, Task.CompletedTask)).Distinct());
            var take = Take(order, before, limit, cancellationToken);
            skus.ForEach(sku => lastOf[sku] = take);
            taking.Add(take);
        }

        var taken = await Task.WhenAll(taking);
        orders.Sequence(taken);
        return taken;
    }

    private async Task<BookedOrder> Take(
        SaleEvent.Order order, Task before, SemaphoreSlim limit, CancellationToken cancellationToken)
    {
        await before;
        await limit.WaitAsync(cancellationToken);
        try
        {
            var answer = await shop.TakeOrder(order, cancellationToken);
            lock (books)
            {
                violations.AddRange(AcceptanceAudit.Check(order, answer, stock));
                return orders.Accept(order, answer, business.GetUtcNow());
            }
        }
        finally
        {
            limit.Release();
        }
    }
}
