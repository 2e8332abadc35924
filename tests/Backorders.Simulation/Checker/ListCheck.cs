using System.Text.Json;

namespace Backorders.Simulation.Checker;

/// <summary>What the lists of a shop must show at rest: all that is its own, each once.</summary>
internal sealed class ListCheck(Books books, string shop)
{
    /// <param name="orders">All pages of orders with this status; null: any.</param>
    public void Orders(string? status, IReadOnlyList<JsonElement> orders)
    {
        var wanted = books.Orders.All
            .Where(order => order.Ask.Shop == shop && (status is null || order.Stored.Text("status") == status))
            .Select(order => order.Ask.Number);
        Same(4, $"the {status} orders of {shop}", wanted, orders.Select(order => order.Text("orderNumber")!));
    }

    /// <param name="orders">All that changed since the beginning, each at least once.</param>
    public void Changes(IReadOnlyList<JsonElement> orders) => Same(
        4, $"the changed orders of {shop}",
        books.Orders.All.Where(order => order.Ask.Shop == shop).Select(order => order.Ask.Number),
        orders.Select(order => order.Text("orderNumber")!).Distinct());

    public void Stocks(bool waiting, IReadOnlyList<JsonElement> stocks) => Same(
        12, $"the SKUs of {shop}",
        books.Pools.Where(pool => pool.Shop == shop && (!waiting || pool.Stock.Last.WaitingLines > 0))
            .Select(pool => pool.Sku),
        stocks.Select(stock => stock.Text("sku")!));

    /// <param name="lines">In the order in which they will be served.</param>
    public void Backorders(string sku, IReadOnlyList<JsonElement> lines)
    {
        var pool = books.Pool(shop, sku)!;
        var wanted = pool.Lines.Values.Where(line => line.Views.Last.Waits).OrderBy(line => line.From).Select(line =>
        {
            var view = line.Views.Last;
            var told = books.Orders.Find(shop, line.Order)!.Told[line.Number - 1];
            return $"{line.Key} {view.Allocated} {view.Backordered} {view.UnitsAhead} {view.Eta} {told.Date:O}";
        });
        var got = lines.Select(line =>
            $"{line.Text("orderNumber")}:{line.Number("line")} {line.Number("allocated")} {line.Number("backordered")} "
            + $"{line.Number("unitsAhead")} {OrderAnswers.Eta(line.At("eta"))} {line.Day("promised"):O}");
        books.Hold(
            3, wanted.SequenceEqual(got),
            $"who waits for {pool.Name}: {string.Join(", ", wanted)}, and shown are {string.Join(", ", got)}",
            pool.Name);
    }

    public void Promise(string sku, int quantity, JsonElement promise, DateOnly today)
    {
        var pool = books.Pool(shop, sku)!;
        var (wanted, got) = (
            PoolSnapshot.Words(pool.Fifo.Promise(quantity, today)), OrderAnswers.Eta(promise.At("eta")));
        books.Hold(
            3, wanted == got && promise.Number("availableNow") == pool.Fifo.Free,
            $"{quantity} of {pool.Name} can be promised for {wanted}, not {got}", pool.Name);
    }

    private void Same(int invariant, string what, IEnumerable<string> wanted, IEnumerable<string> got)
    {
        var (should, are) = (
            string.Join(' ', wanted.Order(StringComparer.Ordinal)),
            string.Join(' ', got.Order(StringComparer.Ordinal)));
        books.Hold(invariant, should == are, $"{what} are {should}, and shown are {are}", shop);
    }
}
