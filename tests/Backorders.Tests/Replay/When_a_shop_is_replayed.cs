using Backorders.Server.Replay;
using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Suppliers;

namespace Backorders.Tests.Replay;

public sealed class When_a_shop_is_replayed
{
    private const int Seed = 11;

    [Fact]
    public async Task Three_hundred_orders_run_through_a_whole_server_without_a_violation()
    {
        var sales = SalesSlice.Cut(SampleFiles.ReadInvoiceLines(), maxOrders: 300);
        var shelves = ShelfPlan.Make(sales.Demand(), SampleFiles.ReadProductNames(), Seed);
        var server = await ReplayServer.Start(sales.Events[0].At.AddDays(-1), TestContext.Current.CancellationToken);
        try
        {
            await using (server)
            {
                var run = new ReplayRun(server, sales, shelves, Seed);
                var summary = ReplaySummary.Of(await run.Play(_ => { }, TestContext.Current.CancellationToken), Seed);

                Assert.Empty(summary.Violations);
                Assert.Equal(300, summary.Orders);
                Assert.Equal(summary.Units, sales.Demand().Values.Sum());
                Assert.True(summary.LinesBackordered > 0, "some goods run out");
                Assert.True(summary.LinesServedLater > 0, "some goods come");
                Assert.True(summary.OrdersShipped > 0, "orders leave");
                Assert.True(summary.MailsByKind["received"] > 0, "customers are told");
            }
        }
        finally
        {
            server.DeleteFolder();
        }
    }

    [Fact]
    public void The_median_is_the_wait_that_half_of_the_lines_did_not_exceed()
    {
        Assert.Null(ReplaySummary.Percentile([], 50));
        Assert.Equal(2, ReplaySummary.Percentile([1, 2, 3], 50));
        Assert.Equal(1, ReplaySummary.Percentile([1, 2], 50));
        Assert.Equal(95, ReplaySummary.Percentile([.. Enumerable.Range(1, 100).Select(n => (double)n)], 95));
    }
}
