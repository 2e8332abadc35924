using Backorders.Benchmarks.Driving;
using Backorders.Benchmarks.Reporting;

namespace Backorders.Benchmarks.Workloads;

/// <summary>A stand where every order waits for the same SKU and its customer has been told so.</summary>
internal static class Waiting
{
    public const string Sku = "WANTED";

    /// <param name="news">A shipment announced before the first order; null: none.</param>
    public static async Task<Stand> Open(Run run, RequestBook? news, CancellationToken cancellationToken)
    {
        var stand = await Stand.Open(run.Published, new RequestBook().Stock(Sku, 0), cancellationToken);
        try
        {
            if (news is not null)
            {
                Callers.Once(stand.Server.Address, news, expected: 202);
                await Work.UntilAtRest(stand.Server.Address, cancellationToken);
            }

            var orders = Enumerable.Range(1, run.Orders)
                .Aggregate(new RequestBook(), (book, order) => book.Order($"WEB-{order}", Sku));
            await stand.Take(orders, (_, answer) => Expect.Taken(answer, Expect.Backordered), cancellationToken);
            stand.ExpectMails(run.Orders, each: 1);
            return stand;
        }
        catch
        {
            stand.Dispose();
            throw;
        }
    }

    /// <summary>Does what concerns all who wait, and watches how each of them is told once.</summary>
    /// <param name="told">By when all notices must be there.</param>
    public static async Task<IReadOnlyList<Figure>> TellAll(
        Run run, Stand stand, RequestBook cause, int expected, Target told, CancellationToken cancellationToken)
    {
        var before = Work.Read(stand.Server.Address).Notices;
        var cpu = stand.Server.Use.Cpu;
        var (answered, _) = Callers.Once(stand.Server.Address, cause, expected);
        var noticed = await Work.Until(
            stand.Server.Address, work => work.Notices >= before + run.Orders, cancellationToken);
        var written = noticed + await Work.UntilAtRest(stand.Server.Address, cancellationToken);
        cpu = stand.Server.Use.Cpu - cpu;
        Expect.Equal("notices", before + run.Orders, Work.Read(stand.Server.Address).Notices);
        stand.ExpectMails(run.Orders, each: 2);
        return
        [
            new Figure("answered", "ms", answered.TotalMilliseconds, new Target.AtMost(50)),
            new Figure("all notices there", "s", noticed.TotalSeconds, told),
            new Figure("all mails written", "s", written.TotalSeconds, new Target.AtMost(30)),
            new Figure("server CPU", "ms/order told", cpu.TotalMilliseconds / run.Orders),
            .. await stand.StorePerOrder(run.Orders, cancellationToken),
        ];
    }
}
