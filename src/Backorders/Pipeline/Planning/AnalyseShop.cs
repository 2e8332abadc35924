using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;

namespace Backorders.Pipeline.Planning;

/// <summary>
/// The first half of a run, a page of SKUs at a time: counts their demand, keeps the night's look at their stock, and
/// writes down what each SKU's own past says. A SKU takes some ten round trips, however long its history.
/// </summary>
public sealed class AnalyseShop(
    IStore store, PlanStore plans, PlannedSuppliers suppliers, CountDemand count, ReadDemand demand)
{
    /// <summary>SKUs that are read at the same time.</summary>
    private const int AtOnce = 8;

    /// <summary>Whole months of history before this one: a year, and what is begun of the thirteenth month.</summary>
    private const int Months = 12;

    /// <summary>Deliveries of a SKU that are looked at for the cause of a stock-out and for promises kept.</summary>
    private const int MostDeliveries = 100;

    /// <summary>Announced shipments that are looked up for the same.</summary>
    private const int MostOpen = StoreLimits.Operations;

    /// <summary>The first day of the history that a plan of that day looks at.</summary>
    internal static DateOnly From(DateOnly date) => DemandMonth.Of(date).AddMonths(-Months);

    internal async Task Run(
        ShopId shop, DateOnly date, int page, IReadOnlyList<Listed> heads, LearnedSuppliers learned,
        CancellationToken cancellationToken)
    {
        var found = new Analysed?[heads.Count];
        await Parallel.ForAsync(0, heads.Count, Apart.AtOnce(AtOnce, cancellationToken), async (index, cancelled) =>
            found[index] = await Sku(
                new(shop, new(heads[index].Sort)), heads[index].Document, date, learned, cancelled));
        var skus = found.OfType<Analysed>().ToList();
        await plans.Put(
            Keys.PlanOf(shop), Keys.AnalysedPage(page),
            new(
                DocumentJson.Schema, date, skus.Select(sku => sku.Sku).ToList(),
                ShopDay.Sum(skus.SelectMany(sku => sku.Days)))
            {
                Waiting = WaitingUnits.Sum(skus.SelectMany(sku => sku.Waiting)),
            },
            PlanJson.Default.AnalysedPageDocument, cancellationToken);
    }

    private async Task<Analysed?> Sku(
        PoolId pool, Document listed, DateOnly date, LearnedSuppliers learned, CancellationToken cancellationToken)
    {
        await count.Run(pool, PoolReads.PoolOf(listed), cancellationToken);
        var until = date.AddDays(-1);
        if (await demand.Days(pool, From(date), until, cancellationToken) is not { } view)
        {
            return null;
        }

        var offers = await suppliers.Of(pool, view.Head, date, learned, cancellationToken);
        var past = SkuPast.Of(
            view.Days, view.Since, view.Head.Policy.Mode == Supply.BackorderMode.Deny, view.LineSizes);
        var analysis = AnalyseSku.Of(pool.Sku.Value, past, offers.Lead, until.DayNumber, PlanSettings.Default);
        var come = await Come(pool, date, cancellationToken);
        var open = view.Days.TakeLast(LastStockOut.LookBackDays).Any(day => day.Backordered > 0 || day.Rejected > 0)
            ? await Open(pool, view.Head, cancellationToken)
            : [];
        var ranOut = LastStockOut.Find(view.Days, Deliveries([.. come, .. open]));
        var known = view.Days.Where(day => day.Day >= view.Since).Select(ShopDay.Of);
        return new(
            StoredAnalysis.Of(analysis, offers.Price, ranOut),
            [.. known, .. come.Select(record => Kept(record, date)).OfType<ShopDay>()],
            [.. view.Head.WaitingByDay().Select(since => new WaitingUnits(since.Day, since.Units))]);
    }

    private async Task<List<InboundRecord>> Come(
        PoolId pool, DateOnly date, CancellationToken cancellationToken)
    {
        var since = Keys.BesideLines(From(date).DayNumber) - 1;
        var found = await store.ByPlace(
            new(Keys.Of(pool), since, null, MostDeliveries, Keys.Delivered, Descending: true), cancellationToken);
        return found.Select(Parse).ToList();
    }

    private async Task<List<InboundRecord>> Open(PoolId pool, Pool head, CancellationToken cancellationToken)
    {
        var ids = head.Inbound.Where(inbound => inbound.Counted == 0).Take(MostOpen)
            .Select(inbound => Keys.Inbound(inbound.Shipment)).ToList();
        var found = ids.Count == 0 ? [] : await store.ReadTogether(Keys.Of(pool), ids, cancellationToken);
        return found.OfType<Document>().Select(Parse).ToList();
    }

    private static InboundRecord Parse(Document document) =>
        DocumentJson.Read(document.Body, DocumentJson.Default.InboundDocument).ToRecord();

    private static List<PlannedDelivery> Deliveries(IReadOnlyList<InboundRecord> records) => records
        .Where(record => record.Facts is { AnnouncedOn: not null, FirstEta: not null })
        .DistinctBy(record => record.Shipment)
        .Select(record => new PlannedDelivery(
            record.Facts.AnnouncedOn!.Value, record.Facts.FirstEta!.Value,
            Math.Max(record.Facts.FirstExpected, record.Counted),
            [.. record.Facts.Came.Select(came => (came.Day, came.Units))]))
        .ToList();

    /// <summary>Whether a shipment that is through came by the dates that were promised by; null: it is not.</summary>
    private static ShopDay? Kept(InboundRecord record, DateOnly date)
    {
        var facts = record.Facts;
        if (facts.FirstEta is not { } first || facts.Came.IsEmpty || facts.Came[^1].Day >= date ||
            !(record.Ended || record.Counted >= record.Expected))
        {
            return null;
        }

        long By(DateOnly promised) => Math.Min(
            facts.FirstExpected, facts.Came.Where(came => came.Day <= promised).Sum(came => came.Units));
        return ShopDay.Nothing(facts.Came[^1].Day) with
        {
            PromisedUnits = facts.FirstExpected,
            KeptFirst = By(first.AddDays(record.P80Days)),
            KeptLast = By((record.Eta ?? first).AddDays(record.P80Days)),
        };
    }

    private sealed record Analysed(
        StoredAnalysis Sku, IReadOnlyList<ShopDay> Days, IReadOnlyList<WaitingUnits> Waiting);
}
