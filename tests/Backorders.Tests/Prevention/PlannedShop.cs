using System.Text.Json;
using Backorders.Pipeline;
using Backorders.Pipeline.Planning;
using Backorders.Pipeline.Ports;
using Backorders.Pipeline.Purchasing;
using Backorders.Supply;
using Backorders.Tests.Contracts;
using Backorders.Tests.Pipeline;

namespace Backorders.Tests.Prevention;

/// <summary>A shop with a past, and what its buyers are shown of the night's plan.</summary>
internal sealed class PlannedShop(Fate fate, IStore? store = null)
{
    public World World { get; } = new(fate) { Store = store ?? new ModelStore() };

    public DateOnly Today => World.Today;

    /// <summary>A SKU that was asked for on each of the days before today, the last of them yesterday.</summary>
    public async Task Sold(string sku, int onHand, int leadTimeDays, params IReadOnlyList<int> perDay)
    {
        await World.Put(sku, onHand, leadTimeDays);
        await World.ImportDemand(
            sku, [.. perDay.Select((units, day) => (Today.AddDays(day - perDay.Count), units, 1))]);
    }

    public Task<SupplierItemOutcome> Offer(
        string sku, decimal price, int leadTimeDays, int minimum = 1, int pack = 1) =>
        World.Use<SupplierItems, SupplierItemOutcome>(items => items.Put(
            new(World.Shop, new(sku)), World.Acme,
            new(
                new(true, price), new(true, "EUR"), new(true, leadTimeDays), new(true, minimum), new(true, pack),
                default, default), default));

    public Task Plan() => World.Use<PlanReplenishment>(plan => plan.Run(World.Shop, default));

    public Task<PlanRunView> Ask(bool again = false) =>
        World.Use<PlanReplenishment, PlanRunView>(plan => plan.Start(World.Shop, again, default));

    public Task<ReplenishmentPage> List(string? after = null, int limit = 50) =>
        World.Use<ReadReplenishment, ReplenishmentPage>(read => read.List(World.Shop, after, limit, default));

    public Task<SkuReplenishment?> Sku(string sku) =>
        World.Use<ReadReplenishment, SkuReplenishment?>(read => read.Sku(new(World.Shop, new(sku)), default));

    public Task<ReportTable> Report(string name) => World.Use<ReadReports, ReportTable>(
        read => read.Run(World.Shop, name, Today.AddDays(-90), Today, default));

    public Task<PurchasePage> Proposals() => World.Use<ManagePurchases, PurchasePage>(
        purchases => purchases.List(World.Shop, new(PurchaseState.Proposed, null, 100, null), default));

    /// <summary>All that anybody is shown.</summary>
    public async Task<string> Shown(params IReadOnlyList<string> skus)
    {
        var list = await List();
        List<object?> all = [list with { Next = null }];
        foreach (var sku in skus)
        {
            all.Add(await Sku(sku));
        }

        foreach (var report in Reports.All)
        {
            all.Add(await Report(report));
        }

        // Made at another moment of the same day, a proposal is the same one.
        all.AddRange((await Proposals()).PurchaseOrders.Select(order => order with { MadeAt = default }));
        return string.Join('\n', all.Select(one => JsonSerializer.Serialize(one)));
    }
}
