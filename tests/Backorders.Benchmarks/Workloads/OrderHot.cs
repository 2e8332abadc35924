using System.Text.Json;
using Backorders.Benchmarks.Driving;
using Backorders.Benchmarks.Reporting;

namespace Backorders.Benchmarks.Workloads;

/// <summary>
/// 32 callers want the same SKU, which runs out half-way, beside the same orders spread over 1,000 SKUs: what a hot
/// article costs.
/// </summary>
internal static class OrderHot
{
    private const string Sku = "HOT";

    public static async Task<IReadOnlyList<Figure>> Measure(Run run, CancellationToken cancellationToken)
    {
        var (spread, _) = await OrderSpread.Take(run, linesPerOrder: 1, cancellationToken);
        var (hot, store) = await Take(run, cancellationToken);
        return
        [
            new Figure("of a spread run", "", hot.Played.PerSecond / spread.Played.PerSecond, new Target.AtLeast(0.8)),
            new Figure("throughput", "orders/s", hot.Played.PerSecond),
            new Figure("throughput, spread", "orders/s", spread.Played.PerSecond),
            .. OrderSpread.Latencies(hot.Played),
            new Figure("server CPU", "ms/order", hot.CpuMilliseconds),
            new Figure("server CPU, spread", "ms/order", spread.CpuMilliseconds),
            new Figure("driver CPU", "ms/order", hot.DriverCpuMilliseconds),
            new Figure("bytes to files", "/order", hot.BytesPerOrder),
            .. store,
        ];
    }

    private static async Task<(Taken Taken, IReadOnlyList<Figure> Store)> Take(
        Run run, CancellationToken cancellationToken)
    {
        var inStock = run.Orders / 2;
        var stock = new RequestBook().Stock(Sku, OrderSpread.WarmUpOrders + inStock);
        using var stand = await Stand.Open(run.Published, stock, cancellationToken);
        await stand.Take(
            Orders("WARM", OrderSpread.WarmUpOrders),
            (_, answer) => Expect.Taken(answer, Expect.Allocated),
            cancellationToken);
        var allocated = 0;
        var hot = await stand.Take(Orders("WEB", run.Orders), Count, cancellationToken);
        Expect.Equal("orders with a unit", inStock, allocated);
        stand.ExpectMails(run.Orders - inStock, each: 1);
        var (_, left) = Callers.Once(stand.Server.Address, new RequestBook().ReadStock(Sku), expected: 200);
        using var json = JsonDocument.Parse(left);
        Expect.Equal("available", 0, json.RootElement.GetProperty("available").GetInt64());
        Expect.Equal("waiting", run.Orders - inStock, json.RootElement.GetProperty("backordered").GetInt64());
        return (hot, await stand.StorePerOrder(OrderSpread.WarmUpOrders + run.Orders, cancellationToken));

        void Count(int index, Answer answer)
        {
            Expect.Status(answer, 201);
            if (answer.Body.IndexOf(Expect.Allocated) >= 0)
                Interlocked.Increment(ref allocated);
        }
    }

    private static RequestBook Orders(string name, int count) => Enumerable.Range(1, count)
        .Aggregate(new RequestBook(), (book, order) => book.Order($"{name}-{order}", Sku));
}
