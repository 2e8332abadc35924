using Backorders.Pipeline.Planning;
using Backorders.Pipeline.Purchasing;
using Backorders.Prevention;
using Backorders.Supply;
using Backorders.Tests.Contracts;
using Backorders.Tests.Pipeline;

namespace Backorders.Tests.Prevention;

public sealed partial class When_a_shop_is_planned
{
    private static readonly int[] Steady = [.. Enumerable.Repeat(5, 60)];

    [Fact]
    public async Task Before_the_first_plan_it_says_how_to_get_one()
    {
        var shop = new PlannedShop(Fate.Fair());
        await shop.Sold("A", 10, 9, Steady);

        var list = await shop.List();

        Assert.Equal(("none", "no plan yet: POST /api/replenishment/run"), (list.Status, list.Detail));
        Assert.Equal("no plan yet: POST /api/replenishment/run", (await shop.Sku("A"))!.Detail);
        Assert.Equal("no plan yet: POST /api/replenishment/run", (await shop.Report(Reports.Surplus)).Basis);
        Assert.Null(await shop.Sku("B"));
    }

    [Fact]
    public async Task The_list_says_what_runs_out_what_to_order_from_whom_and_why()
    {
        var shop = new PlannedShop(Fate.Fair());
        await shop.Sold("A", 20, 30, Steady);
        await shop.Sold("B", 900, 30, Steady);
        await shop.Offer("A", 4, leadTimeDays: 9, minimum: 60, pack: 25);

        await shop.Plan();

        var list = await shop.List();
        var row = Assert.Single(list.Rows);
        Assert.Equal(("ready", 2, 1), (list.Status, list.Skus, list.AtRisk));
        Assert.Equal(("A", 20, 4.0), (row.Sku, row.OnHand, row.CoverDays));

        // 5 a day × (9 days + 1 of review); what is there lasts four days, so the fifth asks in vain.
        Assert.Equal(new ReorderPointView(50, "50 = 5 a day × 10 days (50) + safety 0"), row.ReorderPoint);
        Assert.Equal(shop.Today.AddDays(4), row.StockOutOn);
        Assert.Equal((30.0, 120.0), (row.UnitsAtRisk, row.ValueAtRisk));

        // √(2 · 365 · 5 · 20 / (0.25 · 4)) = 270.2 to order at a time: up to 320.2, in packs of 25.
        Assert.Equal(("order", 325, "acme"), (row.Proposal.Advice, row.Proposal.Units, row.Proposal.Supplier));
        var proposed = Assert.Single((await shop.Proposals()).PurchaseOrders);
        Assert.Equal((20.0, "acme"), (row.Position, Assert.Single(row.Ranking!).Supplier));
        Assert.Equal((row.Proposal.PurchaseOrder, row.Proposal.Reason), (proposed.Id, proposed.Reason));
        Assert.Equal((325, 4m), (proposed.Lines[0].Quantity, proposed.Lines[0].Price));
    }

    [Fact]
    public async Task To_be_safer_has_a_price_in_units_and_in_money_where_a_price_is_known()
    {
        var shop = new PlannedShop(Fate.Fair());
        int[] wild = [.. Enumerable.Range(0, 60).Select(day => day % 3 == 0 ? 40 : 1)];
        await shop.Sold("A", 20, 30, wild);
        await shop.Sold("B", 20, 30, wild);
        await shop.Offer("A", 4, leadTimeDays: 9, minimum: 60, pack: 25);

        await shop.Plan();

        // 4 a unit, and a quarter of it a year to keep: as much a year as units.
        var safest = (await shop.Sku("A"))!.Plan!.Options[^1];
        Assert.True(safest.SafetyStock > 0);
        Assert.Equal(4 * safest.SafetyStock, safest.SafetyValue!.Value, 1e-3);
        Assert.Equal(safest.SafetyStock, safest.CostPerYear!.Value, 1e-3);
        Assert.Contains(" EUR in the safety stock, ", safest.Explanation, StringComparison.Ordinal);
        Assert.All((await shop.Sku("B"))!.Plan!.Options, option => Assert.Null(option.SafetyValue));
    }

    [Fact]
    public async Task Too_short_a_history_is_told_with_the_rate_that_stands_in()
    {
        var shop = new PlannedShop(Fate.Fair());
        await shop.Sold("A", 10, 9, Steady);
        await shop.Sold("N", 10, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1);

        await shop.Plan();

        var plan = (await shop.Sku("N"))!.Plan!;
        Assert.Equal("not enough history: 9 of 14 days; 5 a day as similar items", plan.Forecast.Explanation);
        Assert.EndsWith("; " + plan.Forecast.Explanation, plan.Summary.ReorderPoint.Explanation);
        Assert.Equal((9, "similarItems"), (plan.History.KnownDays, plan.Forecast.Basis));
        Assert.Equal(9, plan.History.Days!.Count);
    }

    [Fact]
    public async Task Made_again_it_is_the_same_and_what_was_approved_is_not_ordered_twice()
    {
        var shop = await Busy(Fate.Fair());
        await shop.Plan();
        var once = await shop.Shown("A", "B", "C");

        Assert.Equal("running", (await shop.Ask(again: true)).Status);
        await shop.World.Drain();
        Assert.Equal(once, await shop.Shown("A", "B", "C"));
        Assert.Equal("done", (await shop.Ask()).Status);

        var proposed = (await shop.Proposals()).PurchaseOrders[0];
        await shop.World.Use<ManagePurchases>(
            purchases => purchases.Approve(World.Shop, new(proposed.Id), send: false, default));
        await shop.Ask(again: true);
        await shop.World.Drain();
        Assert.DoesNotContain((await shop.Proposals()).PurchaseOrders, order => order.Id == proposed.Id);
        var sku = proposed.Lines[0].Sku;
        var plan = (await shop.Sku(sku))!.Plan!;
        Assert.Equal(proposed.Lines[0].Quantity, plan.Stock.Ordered);
        Assert.Equal("wait", plan.Summary.Proposal.Advice);
    }

    [Theory]
    [MemberData(nameof(Fate.Faults), MemberType = typeof(Fate))]
    public async Task Whichever_single_call_goes_wrong_the_plan_is_the_same(Fault fault)
    {
        var expected = await PlannedYesterday(Fate.Fair());
        await expected.Plan();
        var end = await expected.Shown("A", "B", "C");

        var calls = await Fate.EachCall(async after =>
        {
            var fate = Fate.Fair();
            var shop = await PlannedYesterday(fate);
            fate.MeetNext(fault, after);
            await shop.Plan();
            var met = fate.Met;
            var shown = await shop.Shown("A", "B", "C");
            Assert.True(end == shown, $"call {after + 1}: {shown}");
            return met;
        });
        Assert.InRange(calls, 40, 400);
    }

    [Fact]
    public async Task Two_processes_that_plan_at_once_make_one_plan()
    {
        var store = new ModelStore();
        var one = await Busy(Fate.Fair(), store);
        var other = new PlannedShop(Fate.Fair(), store);
        other.World.Business.SetUtcNow(one.World.Business.GetUtcNow());

        var token = TestContext.Current.CancellationToken;
        await Task.WhenAll(Task.Run(one.Plan, token), Task.Run(other.Plan, token));
        await one.Plan();

        var alone = await Busy(Fate.Fair());
        await alone.Plan();
        Assert.Equal(await alone.Shown("A", "B", "C"), await one.Shown("A", "B", "C"));
    }

    [Fact]
    public async Task A_process_whose_clock_is_behind_takes_no_plan_back()
    {
        var store = new ModelStore();
        var one = await Busy(Fate.Fair(), store);
        var behind = new PlannedShop(Fate.Fair(), store);
        await one.Plan();
        var shown = await one.Shown("A", "B", "C");

        await behind.Plan();

        Assert.Equal(one.Today, (await behind.Ask()).Date);
        Assert.Equal(shown, await one.Shown("A", "B", "C"));
    }

    [Fact]
    public async Task A_SKU_costs_a_bounded_number_of_calls_however_many_there_are()
    {
        const int skus = 230;
        var fate = Fate.Fair();
        var shop = new PlannedShop(fate);
        for (var sku = 0; sku < skus; sku++)
        {
            await shop.Sold($"S{sku:D3}", sku % 7, 9, [.. Enumerable.Repeat(1 + (sku % 5), 40)]);
        }

        var before = fate.Calls;
        await shop.Plan();

        // 2 to learn (each of two passes), 10 to analyse, 4 to plan; some for the shop itself.
        Assert.InRange((fate.Calls - before) / (double)skus, 5, 18);
        var found = new List<PlannedRow>();
        string? next = null;
        do
        {
            var page = await shop.List(next, limit: 60);
            found.AddRange(page.Rows);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(skus, found.Select(row => row.Sku).Distinct().Count());
        Assert.Equal(found.Select(row => row.ValueAtRisk).OrderDescending(), found.Select(row => row.ValueAtRisk));
    }

    [Fact]
    public async Task Totals_are_ratios_of_sums()
    {
        var shop = await Busy(Fate.Fair());
        await shop.Plan();

        var service = await shop.Report(Reports.Service);

        // Of 12 units one day and 40 another, 10 and 0 were there: 10 of 52, and not the mean of 83 and 0 %.
        Assert.Equal(
            [12L, 40L], service.Rows.Where(row => (long)row[1]! > 0).Select(row => (long)row[1]!).Take(2));
        Assert.Equal((52L, 10L, 0.1923), ((long)service.Total[1]!, (long)service.Total[2]!, (double)service.Total[8]!));
        Assert.Equal((2L, 0L), ((long)service.Total[5]!, (long)service.Total[6]!));
        // 2 units wait since two days ago, 40 since yesterday.
        Assert.Equal([42L, 1.0, 1.0, 2.0], service.Total.Skip(11));
    }

    [Fact]
    public async Task A_stock_out_is_explained_by_what_happened_since_the_reorder()
    {
        var shop = new PlannedShop(Fate.Fair());
        await shop.Sold("A", 12, 9, Steady);
        await shop.Plan();
        await shop.World.News("n1", NewsType.Announced, "S1", shop.Today.AddDays(2), ("A", 50));
        await shop.World.Rest();
        for (var day = 1; day <= 6; day++)
        {
            await shop.World.Order($"O{day}", ("A", 5));
            await shop.World.Rest();
            shop.World.Business.Advance(TimeSpan.FromDays(1));
        }

        await shop.World.News("n2", NewsType.Arrived, "S1", null, ("A", 50));
        await shop.World.Rest();
        shop.World.Business.Advance(TimeSpan.FromDays(1));
        await shop.Plan();

        var stockOut = (await shop.Sku("A"))!.Plan!.Summary.StockOut!;
        Assert.Equal("supplier", stockOut.Cause);
        Assert.Single((await shop.Report(Reports.StockOuts)).Rows);
        var promises = await shop.Report(Reports.Promises);
        Assert.Equal((50L, 0L), ((long)promises.Total[1]!, (long)promises.Total[2]!));
    }

    private static async Task<PlannedShop> PlannedYesterday(Fate fate)
    {
        var shop = await Busy(fate);
        await shop.Plan();
        shop.World.Business.Advance(TimeSpan.FromDays(1));
        return shop;
    }

    /// <summary>Three SKUs with a past, an offer and customers that wait.</summary>
    private static async Task<PlannedShop> Busy(Fate fate, ModelStore? store = null)
    {
        var shop = new PlannedShop(fate, store);
        await shop.Sold("A", 10, 9, Steady);
        await shop.Sold("B", 0, 30, 0, 0, 9, 0, 0, 0, 4, 0, 0, 12, 0, 0, 0, 0, 7, 0);
        await shop.Sold("C", 500, 5, 2, 1);
        await shop.Offer("A", 4, leadTimeDays: 9, minimum: 60, pack: 25);
        await shop.Offer("B", 2.5m, leadTimeDays: 3);
        await shop.World.Order("O1", ("A", 12));
        shop.World.Business.Advance(TimeSpan.FromDays(1));
        await shop.World.Order("O2", ("B", 40));
        shop.World.Business.Advance(TimeSpan.FromDays(1));
        return shop;
    }
}
