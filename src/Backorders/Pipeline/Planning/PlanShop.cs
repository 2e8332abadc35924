using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Pipeline.Purchasing;
using Backorders.Prevention;
using Backorders.Supply;

namespace Backorders.Pipeline.Planning;

/// <summary>
/// The second half of a run, a page of SKUs at a time: holds each SKU against the shop, writes its plan beside its head
/// and proposes what is to be ordered. A SKU takes five round trips, and four more where something is proposed.
/// </summary>
public sealed class PlanShop(
    IStore store, PlanStore plans, PlannedSuppliers suppliers, PurchaseOrders purchases, ProposePurchases propose)
{
    /// <summary>SKUs that are worked at the same time.</summary>
    private const int AtOnce = 8;

    /// <summary>Pages of open purchase orders of one state.</summary>
    private const int MostPurchasePages = 1_000;

    internal async Task<ShopFound> Found(
        ShopId shop, PlanRunDocument run, LearnedSuppliers learned, CancellationToken cancellationToken)
    {
        var pages = new List<AnalysedPageDocument>(run.Pages);
        for (var page = 0; page < run.Pages; page++)
        {
            var found = await plans.Find(
                Keys.PlanOf(shop), Keys.AnalysedPage(page), PlanJson.Default.AnalysedPageDocument, cancellationToken);
            pages.Add(found is { } known && known.Date == run.Date
                ? known
                : throw new InvalidDataException($"Page {page} of the plan of {shop} is not of {run.Date:O}."));
        }

        return new(
            pages, run.Date, await Ordered(shop, cancellationToken), learned,
            run.Shown is null || (run.Shown.Date == run.Date && run.Shown.IsFirst));
    }

    internal async Task Run(
        ShopId shop, PlanRunDocument run, ShopFound found, CancellationToken cancellationToken)
    {
        var skus = found.Pages[run.Page].Skus;
        var rows = new PlannedRow?[skus.Count];
        await Parallel.ForAsync(0, skus.Count, Apart.AtOnce(AtOnce, cancellationToken), async (index, cancelled) =>
            rows[index] = await Sku(
                new(shop, new(skus[index].Analysis.Sku)), run, skus[index], found, cancelled));
        await plans.Put(
            Keys.PlanOf(shop), Keys.PlannedPage(run.Page),
            new(DocumentJson.Schema, run.Date, rows.OfType<PlannedRow>().ToList()),
            PlanJson.Default.PlannedPageDocument, cancellationToken);
    }

    private async Task<PlannedRow?> Sku(
        PoolId pool, PlanRunDocument run, StoredAnalysis analysed, ShopFound found,
        CancellationToken cancellationToken)
    {
        var documents = await store.ReadTogether(Keys.Of(pool), [Keys.Head, Keys.Plan], cancellationToken);
        if (documents[0] is null)
        {
            return null;
        }

        var head = PoolReads.PoolOf(documents[0]!);
        var before = documents[1] is { } kept
            ? DocumentJson.Read(kept.Body, PlanJson.Default.SkuPlanDocument)
            : null;
        var offers = await suppliers.Of(pool, head, run.Date, found.Learned, cancellationToken);
        var figures = Figures(head, offers, found, Before(before, run)) with { RanOut = analysed.RanOut };
        var plan = PlanSku.Of(
            analysed.ToAnalysis(), figures, found.Calibration, run.Date, PlanSettings.Default);
        var row = PlanWording.Row(
            plan, head.Name, found.Classes[pool.Sku.Value].Value, await Propose(pool, plan, cancellationToken));
        await plans.Put(
            Keys.Of(pool), Keys.Plan, documents[1]?.ETag,
            new(
                DocumentJson.Schema, run.Date, figures.Before, figures.SafetyStockBefore,
                PlanWording.View(plan, row, PlanSettings.Default)),
            PlanJson.Default.SkuPlanDocument, cancellationToken);
        return row;
    }

    private static SkuFigures Figures(
        Pool head, PlannedOffers offers, ShopFound found, (AbcClass? Class, double SafetyStock) before)
    {
        var abc = found.Classes[head.Sku.Value].Class;
        return new(
            abc, found.IsFirst ? abc : before.Class, found.SimilarPerDay, head.OnHand, head.Held, head.Waiting,
            [.. head.Inbound.Select(inbound => new InboundOrder(
                inbound.Shipment.Value, inbound.Day, inbound.Open, Confirmed: true))],
            found.OrderedOf(head.Sku.Value), offers.Offers, offers.Currency)
        {
            SafetyStockBefore = before.SafetyStock,
            NotCompared = offers.NotCompared,
        };
    }

    /// <summary>Of an earlier day: a plan that is made again knows what it knew.</summary>
    private static (AbcClass? Class, double SafetyStock) Before(SkuPlanDocument? before, PlanRunDocument run) =>
        before is null ? (null, 0)
        : before.Date == run.Date ? (before.Before, before.SafetyStockBefore)
        : (before.View.Summary.Class, before.View.Service.SafetyStock);

    /// <summary>
    /// What is to be ordered is proposed, and what no longer is, is withdrawn. What a person should look at first is
    /// not proposed.
    /// </summary>
    private async Task<string?> Propose(PoolId pool, SkuPlan plan, CancellationToken cancellationToken)
    {
        var order = plan.Order is { Advice: OrderAdvice.Order, Units: > 0 and <= Supply.PurchaseLine.MostUnits }
            ? plan.Order
            : null;
        foreach (var other in await suppliers.Proposed(pool, cancellationToken))
        {
            if (other.Value != order?.Supplier)
            {
                await propose.Withdraw(pool, other, PurchaseProposal.Plan, cancellationToken);
            }
        }

        if (order is not { Supplier: { } supplier })
        {
            return null;
        }

        var id = await propose.Propose(
            pool.Shop,
            new(
                pool.Sku, new(supplier), plan.PlannedOn, (int)order.Units, (decimal?)plan.UnitPrice,
                plan.UnitPrice is null ? null : plan.Figures.Currency, order.Reason)
            {
                NeededBy = order.NeededBy,
            },
            cancellationToken);
        return id?.Value;
    }

    /// <summary>By SKU, units that suppliers were asked for and have not announced.</summary>
    private async Task<IReadOnlyDictionary<string, long>> Ordered(ShopId shop, CancellationToken cancellationToken)
    {
        var ordered = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var document in purchases.UnderWay(
            shop, MostPurchasePages, cancellationToken))
        {
            var order = document.ToOrder();
            foreach (var line in order.Lines)
            {
                ordered[line.Sku.Value] = ordered.GetValueOrDefault(line.Sku.Value)
                    + Math.Max(0, line.Quantity - order.Confirmed(line.Sku));
            }
        }

        return ordered;
    }
}
