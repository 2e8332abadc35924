using Backorders.Ledger;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;
using Backorders.Supply;
using Backorders.Tests.Contracts;
using Backorders.Tests.Pipeline;
using CsCheck;
using Fate = Backorders.Tests.Pipeline.Fate;

namespace Backorders.Tests.Prevention;

/// <summary>Whatever happens to the shop and to the counting, the demand by day is that of a plain count.</summary>
public sealed class When_demand_is_counted
{
    private const int Histories = 150;

    private static readonly DateOnly First = new(2026, 11, 23);

    [Fact]
    public Task A_day_asks_what_its_lines_asked_whatever_else_happens() => Gen.Select(
        Dealing.History, Gen.Int[1, 600], Gen.Int[0, 4]).SampleAsync(
        async (history, atCall, fault) =>
        {
            var shop = new CountedShop(new(atCall, (Fault)fault));
            await shop.Play(history);
            await AssertCounted(shop);
        },
        iter: Histories, print: sample => $"{Dealing.Print(sample.Item1)} at {sample.Item2} {(Fault)sample.Item3}");

    [Theory]
    [MemberData(nameof(Fate.Faults), MemberType = typeof(Fate))]
    public async Task No_line_is_counted_twice_or_never_whichever_call_fails(Fault fault)
    {
        var calls = await Fate.EachCall(async after =>
        {
            var fate = new Fate(after + 1, fault);
            var shop = new CountedShop(fate);
            await shop.Play(Dealing.Story);
            var met = fate.Met;
            await AssertCounted(shop);
            return met;
        });
        Assert.InRange(calls, 58, 398);
    }

    /// <summary>Another process counts to the end before each single call of the first.</summary>
    [Fact]
    public async Task Two_that_count_at_once_count_every_line_once()
    {
        var overtaken = await Fate.EachCall(async after =>
        {
            var store = new ModelStore();
            var shop = new CountedShop(Fate.Fair(), store);
            await shop.Play([.. Dealing.Story.Where(dealing => dealing.Trade != Trade.Count)]);
            await shop.World.Drain();
            var fate = Fate.Fair();
            var late = new FaultyStore(store, fate);
            fate.LetPassNext(() => shop.World.CountDemand(CountedShop.Sku), after);
            var reads = new PoolReads(late);
            var pool = new PoolId(World.Shop, new(CountedShop.Sku));
            var head = (await reads.Head(pool, Some.Stop))!.Value.Pool;

            await new CountDemand(new(late, reads), new(shop.World.Business, TimeProvider.System))
                .Run(pool, head, Some.Stop);

            await AssertCounted(shop);
            return fate.Met;
        });
        Assert.InRange(overtaken, 4, 6);
    }

    [Fact]
    public async Task A_line_counts_when_no_cancel_can_take_from_it_any_more_and_shows_before()
    {
        var shop = new CountedShop(Fate.Fair());
        await shop.Play([new(Trade.Order, 0, 3), new(Trade.DaysPass, 0, 4), new(Trade.Count, 0, 1)]);
        var mark = await Mark(shop);

        Assert.Equal(0, mark.PlacedTo);
        Assert.Equal(3, (await Read(shop)).Days[0].Units);

        shop.World.Business.Advance(TimeSpan.FromDays(1));
        await shop.World.CountDemand(CountedShop.Sku);

        Assert.Equal(3, (await Mark(shop)).PlacedTo);
        Assert.Equal(3, (await Read(shop)).Days[0].Units);
    }

    [Fact]
    public async Task A_night_that_is_run_twice_writes_nothing_the_second_time()
    {
        var store = new ModelStore();
        var shop = new CountedShop(Fate.Fair(), store);
        await shop.Play(Dealing.Story);
        await shop.World.Drain();
        var before = store.Dump();

        await shop.World.CountDemand(CountedShop.Sku);

        Assert.Equal(before, store.Dump());
    }

    [Fact]
    public async Task The_first_look_of_a_day_at_the_stock_stands()
    {
        var shop = new CountedShop(Fate.Fair());
        await shop.Play([new(Trade.Order, 0, 4), new(Trade.Count, 0, 1)]);
        await shop.World.News("n1", NewsType.Announced, "PO", new(2026, 12, 1), (CountedShop.Sku, 9));
        await shop.World.Rest();
        await shop.World.Order("W7", (CountedShop.Sku, 3));
        await shop.World.CountDemand(CountedShop.Sku);
        Assert.Equal(new(5, 1, 0, 0), (await Read(shop)).Days[^1].Stock);

        shop.World.Business.Advance(TimeSpan.FromDays(1));
        await shop.World.CountDemand(CountedShop.Sku);

        Assert.Equal([new(5, 1, 0, 0), new(5, 0, 2, 9)], (await Read(shop)).Days.Select(day => day.Stock));
    }

    /// <summary>Lines of one batch share a version of the head, and a page may end in the middle of it.</summary>
    [Fact]
    public async Task Rejected_lines_by_the_thousand_are_counted_once_each()
    {
        const int Batches = 25;
        const int LinesInABatch = 99;
        var (store, pool) = (new ModelStore(), new PoolId(World.Shop, new("A")));
        var head = new Pool { Sku = pool.Sku, Version = Batches };
        await store.Commit(Keys.Of(pool), [PoolWrites.Head(pool.Shop, head, null)]);
        for (var version = 1; version <= Batches; version++)
        {
            await store.Commit(Keys.Of(pool), [.. Enumerable.Range(1, LinesInABatch).Select(number => PoolWrites.Line(
                Line.Rejected(new($"W{version}"), number, 2, First.AddDays(version / 5), version), null))]);
        }

        var world = new World(Fate.Fair()) { Store = store };
        world.Business.Advance(TimeSpan.FromDays(30));
        await world.CountDemand("A");

        var counted = (await world.Demand("A", First, First.AddDays(9)))!;
        Assert.Equal(
            [4, 5, 5, 5, 5, 1, 0, 0, 0, 0], counted.Days.Select(day => day.AskedLines / LinesInABatch));
        Assert.All(counted.Days, day => Assert.Equal((2L * day.AskedLines, 0L), (day.Rejected, day.Backordered)));
        Assert.Equal(1_000, counted.LineSizes.Length);
    }

    [Fact]
    public async Task Rejected_lines_never_stand_among_those_who_are_served()
    {
        const int AboveAPage = 50;
        var world = new World(Fate.Fair());
        await world.Put("A", 0, 10);
        for (var number = 1; number <= AboveAPage; number++)
        {
            await world.OrderOrNothing($"no{number}", "A", 2);
        }

        await world.Order("waits", ("A", 1));
        await world.Rest();
        var told = world.Mailbox.Accepted.Count;
        await world.Receipt("A", "r1", 1);
        await world.Rest();

        var mail = Assert.Single(world.Mailbox.Accepted.Skip(told));
        Assert.Equal(("waits", "ready"), (mail.Order.ToString(), mail.Kind));
        Assert.Equal(AboveAPage + 1, (await world.Demand("A", First, First))!.Days[0].AskedLines);
        Assert.True(Keys.BesideLines(long.MaxValue) <= 0 && Keys.BesideLines(0) > long.MinValue);
    }

    [Fact]
    public async Task A_year_of_a_SKU_takes_four_round_trips_and_two_when_nobody_asked_lately()
    {
        var fate = Fate.Fair();
        var shop = new CountedShop(fate);
        await shop.Open();
        for (var month = 1; month <= 12; month++)
        {
            await shop.World.Order($"W{month}", (CountedShop.Sku, month));
            shop.World.Business.Advance(TimeSpan.FromDays(30));
        }

        await shop.World.CountDemand(CountedShop.Sku);
        await shop.World.Order("W13", (CountedShop.Sku, 13));
        await shop.World.Drain();
        Assert.Equal((91L, 4), await Asked());

        shop.World.Business.Advance(TimeSpan.FromDays(20));
        await shop.World.CountDemand(CountedShop.Sku);
        Assert.Equal((91L, 2), await Asked());

        async Task<(long Units, int Calls)> Asked()
        {
            var before = fate.Calls;
            var demand = await shop.World.Demand(CountedShop.Sku, shop.Today.AddDays(-385), shop.Today);
            return (demand!.Days.Sum(day => day.Units), fate.Calls - before);
        }
    }

    [Fact]
    public async Task A_SKU_that_is_not_there_has_no_demand() =>
        Assert.Null(await new World(Fate.Fair()).Demand("A", First, First));

    private static async Task AssertCounted(CountedShop shop)
    {
        var read = await Read(shop);
        Assert.Equal(shop.Expected(First), read.Days.Select(day => day with { Stock = null }));
    }

    private static async Task<DemandView> Read(CountedShop shop) =>
        (await shop.World.Demand(CountedShop.Sku, First, shop.Today))!;

    private static async Task<DemandMark> Mark(CountedShop shop)
    {
        var store = new DemandStore(shop.World.Store, new(shop.World.Store));
        return (await store.ReadMark(new(World.Shop, new(CountedShop.Sku)), Some.Stop)).Value;
    }
}
