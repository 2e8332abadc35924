using System.Globalization;
using Backorders.Azure.Cosmos;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Supply;
using Backorders.Tests.Contracts;
using Backorders.Tests.Pipeline;

namespace Backorders.Tests.Cosmos;

/// <summary>
/// Round trips and request units, counted by the adapter; never by the clock. The figures are recorded in
/// docs/benchmarks.md, and each test prints its own.
/// </summary>
public sealed class What_work_costs_on_Cosmos : IAsyncLifetime
{
    private const int MaxUnitsForAnOrder = 40;
    private const int Callers = 32;
    private const int LinesInAnOrder = 100;

    private readonly WatchedRequests watched = new();
    private CosmosStore store = null!;
    private World world = null!;

    public async ValueTask InitializeAsync()
    {
        store = await GivenCosmos.Open(new(), watched);
        world = new World(Fate.Fair()) { Store = store };
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        watched.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(10, "allocated")]
    [InlineData(1, "backordered")]
    public async Task An_order_of_one_line_is_answered_after_two_round_trips_and_costs_three(int onHand, string becomes)
    {
        await world.Put("A", onHand, 10);
        await world.Order("known", ("A", 1));
        await world.Drain();
        var before = store.Use;
        var first = watched.Batches("orders");
        watched.Hold("orders", until: () => watched.Batches("orders") == first);

        var answer = await world.Order("W1", ("A", 1));

        Assert.Equal(becomes, Assert.IsType<OrderOutcome.Accepted>(answer).Order.Status);
        Assert.Equal((2, 0), (Since(before).RoundTrips, Since(before).Plans));
        watched.Release();
        await world.Drain();
        Assert.Equal(3, Since(before).RoundTrips);
        Assert.InRange(Since(before).RequestUnits, 1, MaxUnitsForAnOrder);
        Print($"an order of one line that is {becomes}", before, 1);
    }

    [Fact]
    public async Task Thirty_two_callers_of_one_pool_share_its_batches()
    {
        const int Rounds = 5;
        await world.Put("A", 100, 10);
        await world.Order("known", ("A", 1));
        var pools = watched.Batches("pools");
        var before = store.Use;
        for (var round = 0; round < Rounds; round++)
        {
            await world.Drain();
            var all = watched.Batches("orders") + Callers;
            watched.Hold("pools", until: () => watched.Batches("orders") >= all);
            var orders = Enumerable.Range(0, Callers).Select(caller => world.Order($"W{round}-{caller}", ("A", 1)));
            var taken = Task.WhenAll(orders);
            await Until(() => watched.Batches("orders") >= all);
            watched.Release();
            Assert.All(await taken, answer => Assert.IsType<OrderOutcome.Accepted>(answer));
        }
        await world.Drain();
        var batches = (double)(watched.Batches("pools") - pools) / (Rounds * Callers);
        Assert.InRange(batches, 0.01, 0.4);
        Print($"an order of 32 callers ({batches:0.00} batches of the pool)", before, Rounds * Callers);
    }

    [Fact]
    public async Task A_receipt_for_ten_thousand_waiting_lines_is_answered_after_one_write()
    {
        await WaitForTheirUnits("A", 10_000);
        var before = store.Use;

        var answer = await world.Receipt("A", "R1", 10_000);

        Assert.Equal(0, Assert.IsType<StockOutcome.Done>(answer).Stock.Backordered);
        Assert.InRange(Since(before).Commits, 1, 3);
        Print("a receipt for 10,000 waiting lines", before, 1);
    }

    [Fact]
    public async Task News_that_move_the_date_of_five_thousand_lines_are_answered_after_two_writes()
    {
        await world.Put("A", 0, 10);
        await world.News("n1", NewsType.Announced, "PO", new(2026, 12, 1), ("A", 5_000));
        await world.Rest();
        await WaitForTheirUnits("A", 5_000);
        var before = store.Use;

        Assert.IsType<NewsOutcome.Stored>(await world.News("n2", NewsType.Delayed, "PO", new(2026, 12, 8)));

        Assert.InRange(Since(before).Commits, 1, 3);
        Print("news that move the date of 5,000 lines", before, 1);
    }

    [Fact]
    public async Task A_customer_is_told_after_no_more_than_four_reads()
    {
        const int Customers = 80;
        await world.Put("A", 0, 10);
        for (var number = 1; number <= Customers; number++)
        {
            await world.Order($"W{number}", ("A", 1));
        }
        await world.Rest();
        var told = world.Mailbox.Accepted.Count;
        var before = store.Use;

        await world.Receipt("A", "R1", Customers);
        await world.Rest();

        Assert.Equal(Customers, world.Mailbox.Accepted.Count - told);
        var use = Since(before);
        Assert.Equal(0, use.Plans);
        Assert.InRange((double)(use.Reads + use.Queries) / Customers, 1, 4);
        Print("a customer told that all is there", before, Customers);
    }

    [Fact]
    public async Task A_year_of_demand_is_counted_and_read_in_a_few_round_trips()
    {
        const int Months = 12;
        await world.Put("A", 10_000, 10);
        for (var month = 1; month <= Months; month++)
        {
            await world.Order($"W{month}", ("A", month));
            await world.Drain();
            world.Business.Advance(TimeSpan.FromDays(30));
            var night = store.Use;
            await world.CountDemand("A");
            Assert.InRange(Since(night).RoundTrips, 1, 6);
            if (month == Months)
            {
                Print("a night of one SKU, its head read first", night, 1);
            }
        }
        await world.Order("today", ("A", 9));
        await world.Drain();
        var before = store.Use;

        var demand = await world.Demand("A", world.Today.AddDays(-365), world.Today);

        Assert.Equal((Months * (Months + 1) / 2) + 9, demand!.Days.Sum(day => day.Units));
        Assert.InRange(Since(before).RoundTrips, 1, 4);
        Print("a year of a SKU's demand", before, 1);
    }

    [Theory]
    [InlineData(100, 12)]
    [InlineData(10_000, 400)]
    public async Task The_stock_of_a_SKU_for_which_many_wait_is_answered_after_four_round_trips_and_no_plan(
        int lines, int mostUnits)
    {
        await WaitForTheirUnits("A", lines);
        var before = store.Use;

        var stock = await world.Stock("A");

        Assert.Equal(lines, stock!.WaitingLines);
        Assert.Equal((0, 4), (Since(before).Plans, Since(before).RoundTrips));
        Assert.InRange(Since(before).RequestUnits, 4, mostUnits);
        Print($"the stock of a SKU with {lines} waiting lines", before, 1);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(7, 1)]
    public async Task Lines_are_counted_one_by_one_until_a_sum_and_its_plan_are_cheaper(int more, int plans)
    {
        var lines = CosmosStore.MostIds + more;
        foreach (var batch in Enumerable.Range(0, lines).Chunk(LinesInAnOrder))
        {
            await store.Put(Some.Pool, [.. batch.Select(
                place => Some.New($"{place}", "{}", new(Status: "live", Place: place)))]);
        }
        var before = store.Use;

        Assert.Equal(lines, await store.CountPlaces(Some.Pool, "live", -1, Some.Stop));

        Assert.Equal(plans, Since(before).Plans);
    }

    private async Task WaitForTheirUnits(string sku, int lines)
    {
        await world.Put(sku, 0, 10);
        for (var number = 0; number < lines / LinesInAnOrder; number++)
        {
            await world.Order($"W{number}", [.. Enumerable.Repeat((sku, 1), LinesInAnOrder)]);
        }
        await world.Drain();
    }

    private CosmosUse Since(CosmosUse before) => store.Use.Plus(new(
        -before.Reads, -before.Queries, -before.Plans, -before.Commits, -before.RequestUnits));

    private void Print(string what, CosmosUse before, int times)
    {
        var use = Since(before);
        string Each(double all) => (all / times).ToString("0.0#", CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{what}: {Each(use.Reads)} reads, {Each(use.Queries)} queries, {Each(use.Plans)} plans, "
            + $"{Each(use.Commits)} commits, {Each(use.RequestUnits)} request units");
    }

    private static async Task Until(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
