using System.Net;
using System.Text.Json;
using Backorders.Benchmarks.Driving;
using Backorders.Benchmarks.Reporting;
using Backorders.Benchmarks.Servers;

namespace Backorders.Benchmarks.Workloads;

/// <summary>
/// Sales of 100 units each to twice as many buyers, without backorders: 32 callers, two servers on one folder that
/// are killed in turn, every fourth order sent twice. Over: units promised beyond the 100. Drift: what the ledger,
/// the orders and the first answers say differently, and units that nobody got.
/// </summary>
internal static class Oversell
{
    private const int Units = 100;
    private const int OrdersPerSale = 200;
    private const int RepeatEvery = 4;
    private const string Allocated = "allocated";
    private const string Rejected = "rejected";

    public static async Task<IReadOnlyList<Figure>> Measure(Run run, CancellationToken cancellationToken)
    {
        var sales = Math.Max(run.Orders / OrdersPerSale, 1);
        using var folder = new DataFolder();
        using var servers = await TwoServers.Start(run.Published, folder.Path, run.Seed, cancellationToken);
        var stock = Enumerable.Range(0, sales)
            .Aggregate(new RequestBook(), (book, sale) => book.Stock(Sku(sale), Units, mode: "deny"));
        await Callers.Play(servers.First, stock, Plan.Callers, (_, answer) => Expect.Status(answer, 201));

        var answers = new Answers(sales * OrdersPerSale);
        var orders = Orders(sales, out var orderAt);
        var kills = await servers.PlayUnderFire(
            orders,
            Plan.Callers,
            (request, answer) => answers.Hear(orderAt[request], Status(answer, 200, 201)),
            cancellationToken);
        await Work.UntilAtRest(servers.First, cancellationToken);
        var sold = await Sold(servers.First, sales, answers);
        var apart = Enumerable.Range(0, sales).Sum(sale => Math.Abs(Ledger(servers.First, sale) - sold[sale]));
        return
        [
            new Figure("units over", $"of {sales * Units}", sold.Sum(Over), new Target.Exactly(0)),
            new Figure("drift", "units", apart + answers.Changed + sold.Sum(Unsold), new Target.Exactly(0)),
            new Figure("kills", "", kills),
        ];
    }

    private static int Over(int sold) => Math.Max(sold - Units, 0);

    private static int Unsold(int sold) => Math.Max(Units - sold, 0);

    private static string Sku(int sale) => $"SALE-{sale + 1}";

    private static string Name(int order) => $"WEB-{order + 1}";

    /// <param name="orderAt">Which order each request of the book sends.</param>
    private static RequestBook Orders(int sales, out IReadOnlyList<int> orderAt)
    {
        var book = new RequestBook();
        var orders = new List<int>();
        for (var order = 0; order < sales * OrdersPerSale; order++)
        {
            for (var copy = 0; copy < (order % RepeatEvery == 0 ? 2 : 1); copy++)
            {
                book.Order(Name(order), Sku(order / OrdersPerSale));
                orders.Add(order);
            }
        }

        orderAt = orders;
        return book;
    }

    /// <summary>Units that the orders of each sale hold now.</summary>
    private static async Task<int[]> Sold(IPEndPoint server, int sales, Answers answers)
    {
        var sold = new int[sales];
        var reads = Enumerable.Range(0, sales * OrdersPerSale)
            .Aggregate(new RequestBook(), (book, order) => book.ReadOrder(Name(order)));
        await Callers.Play(server, reads, Plan.Callers, (order, answer) =>
        {
            var status = Status(answer, 200);
            answers.Hear(order, status);
            if (status == Allocated)
                Interlocked.Increment(ref sold[order / OrdersPerSale]);
        });
        return sold;
    }

    private static string Status(Answer answer, params ReadOnlySpan<int> expected)
    {
        if (!expected.Contains(answer.Status))
            throw new WrongAnswerException($"not an order: {answer.ToString()}");
        if (answer.Body.IndexOf(Expect.Allocated) >= 0)
            return Allocated;
        return answer.Body.IndexOf(Expect.Rejected) >= 0
            ? Rejected
            : throw new WrongAnswerException($"neither allocated nor rejected: {answer.ToString()}");
    }

    /// <summary>Units that the ledger holds for orders of the sale.</summary>
    private static int Ledger(IPEndPoint server, int sale)
    {
        var (_, body) = Callers.Once(server, new RequestBook().ReadStock(Sku(sale)), expected: 200);
        using var json = JsonDocument.Parse(body);
        var stock = json.RootElement;
        var allocated = stock.GetProperty("allocated").GetInt32();
        Expect.Equal($"{Sku(sale)} on hand", Units, stock.GetProperty("onHand").GetInt64());
        Expect.Equal($"{Sku(sale)} free", Units - allocated, stock.GetProperty("available").GetInt64());
        Expect.Equal($"{Sku(sale)} waiting", 0, stock.GetProperty("backordered").GetInt64());
        return allocated;
    }

    /// <summary>The first status heard of each order; the first decision stands.</summary>
    private sealed class Answers(int orders)
    {
        private readonly string?[] first = new string?[orders];
        private int changed;

        /// <summary>How often an order's status was another than at first.</summary>
        public int Changed => changed;

        public void Hear(int order, string status)
        {
            var before = Interlocked.CompareExchange(ref first[order], status, null);
            if (before is not null && before != status)
                Interlocked.Increment(ref changed);
        }
    }
}
