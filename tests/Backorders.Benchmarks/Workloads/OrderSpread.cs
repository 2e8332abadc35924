using Backorders.Benchmarks.Driving;
using Backorders.Benchmarks.Reporting;

namespace Backorders.Benchmarks.Workloads;

/// <summary>32 callers order two lines each over 1,000 SKUs, all in stock: the everyday load.</summary>
internal static class OrderSpread
{
    public const int WarmUpOrders = 2_000;

    private const int Skus = 1_000;
    private const int OnHand = 1_000_000;

    public static async Task<IReadOnlyList<Figure>> Measure(Run run, CancellationToken cancellationToken)
    {
        var (taken, store) = await Take(run, linesPerOrder: 2, cancellationToken);
        return
        [
            new Figure("throughput", "orders/s", taken.Played.PerSecond, new Target.AtLeast(2_000, Stretch: 5_000)),
            .. Latencies(taken.Played),
            new Figure("server CPU", "ms/order", taken.CpuMilliseconds, new Target.AtMost(0.5)),
            new Figure("driver CPU", "ms/order", taken.DriverCpuMilliseconds),
            new Figure("bytes to files", "/order", taken.BytesPerOrder),
            .. store,
        ];
    }

    public static IReadOnlyList<Figure> Latencies(Played played) =>
    [
        new Figure("p50", "ms", played.Percentile(0.5).TotalMilliseconds),
        new Figure("p99", "ms", played.Percentile(0.99).TotalMilliseconds, new Target.AtMost(50)),
        new Figure("slowest", "ms", played.Percentile(1).TotalMilliseconds),
    ];

    public static async Task<(Taken Taken, IReadOnlyList<Figure> Store)> Take(
        Run run, int linesPerOrder, CancellationToken cancellationToken)
    {
        using var stand = await Stand.Open(run.Published, Stock(), cancellationToken);
        await stand.Take(Orders("WARM", WarmUpOrders, linesPerOrder, run.Seed), AllAllocated, cancellationToken);
        var orders = Orders("WEB", run.Orders, linesPerOrder, run.Seed + WarmUpOrders);
        var taken = await stand.Take(orders, AllAllocated, cancellationToken);
        stand.ExpectMails(orders: 0, each: 1);
        return (taken, await stand.StorePerOrder(WarmUpOrders + run.Orders, cancellationToken));
    }

    private static RequestBook Stock() => Enumerable.Range(0, Skus)
        .Aggregate(new RequestBook(), (book, sku) => book.Stock($"SKU-{sku}", OnHand));

    private static RequestBook Orders(string name, int count, int linesPerOrder, int seed)
    {
        var random = new Random(seed);
        var book = new RequestBook();
        for (var order = 1; order <= count; order++)
        {
            var skus = Enumerable.Range(0, linesPerOrder).Select(_ => $"SKU-{random.Next(Skus)}");
            book.Order($"{name}-{order}", [.. skus]);
        }

        return book;
    }

    private static void AllAllocated(int index, Answer answer)
    {
        Expect.Taken(answer, Expect.Allocated);
        if (answer.Body.IndexOf(Expect.Backordered) >= 0)
            throw new WrongAnswerException($"units are there, and a line waits: {answer.ToString()}");
    }
}
