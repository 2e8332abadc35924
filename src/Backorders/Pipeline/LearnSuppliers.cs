using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>
/// Learns from the shop's deliveries how its suppliers keep their word. In two passes, so that twice on a day is once:
/// every SKU's deliveries are counted and pooled by supplier; then each SKU gets its figures, its own and the pooled.
/// What is learned moves no promise: only a date that a supplier gives later is promised by it.
/// </summary>
public sealed class LearnSuppliers(IStore store, ShopDirectory shops, SupplierFactsStore facts)
{
    /// <summary>SKUs that are listed, and counted, at a time.</summary>
    private const int PageSkus = 200;

    /// <summary>SKUs read at the same time.</summary>
    private const int AtOnce = 8;

    /// <summary>A SKU's newest deliveries of all suppliers that are read: enough for ten suppliers.</summary>
    private const int MostRead = 10 * Lateness.MostReceipts;

    /// <summary>Both passes over all SKUs of the shop.</summary>
    public async Task Run(ShopId shop, DateOnly today, CancellationToken cancellationToken)
    {
        var pooled = new Dictionary<SupplierId, SupplierTally>();
        await EachPage(shop, async page =>
        {
            var counted = new IReadOnlyDictionary<SupplierId, SupplierTally>[page.Count];
            await Each(page, async index => counted[index] = await Count(page[index], today, cancellationToken));
            Array.ForEach(counted, tallies => Add(pooled, tallies));
        });
        await Pool(shop, pooled, cancellationToken);
        await EachPage(shop, page => Each(page, index => Learn(page[index], today, pooled, cancellationToken)));

        Task Each(IReadOnlyList<PoolId> page, Func<int, Task> work) => Parallel.ForAsync(
            0, page.Count, Apart.AtOnce(AtOnce, cancellationToken), async (index, _) => await work(index));

        Task EachPage(ShopId id, Func<IReadOnlyList<PoolId>, Task> work) => Pages(id, work, cancellationToken);
    }

    /// <summary>The first pass for a SKU: its deliveries that count today, by supplier.</summary>
    internal async Task<IReadOnlyDictionary<SupplierId, SupplierTally>> Count(
        PoolId pool, DateOnly today, CancellationToken cancellationToken)
    {
        var since = Keys.BesideLines(today.AddDays(-Lateness.MostDays).DayNumber) - 1;
        var found = await store.ByPlace(
            new(Keys.Of(pool), since, null, MostRead, Keys.Delivered, Descending: true), cancellationToken);
        return found
            .Select(document => DocumentJson.Read(document.Body, DocumentJson.Default.InboundDocument).ToRecord())
            .Where(record => record.Supplier is not null)
            .GroupBy(record => record.Supplier!.Value)
            .ToDictionary(supplier => supplier.Key, supplier => SupplierTally.Newest(supplier, today));
    }

    /// <summary>Adds what a page of SKUs counted; in the order of the pages, so that the sums are the same again.
    /// </summary>
    internal static void Add(
        Dictionary<SupplierId, SupplierTally> pooled, IReadOnlyDictionary<SupplierId, SupplierTally> counted)
    {
        foreach (var (supplier, tally) in counted)
        {
            pooled[supplier] = pooled.GetValueOrDefault(supplier, SupplierTally.None).Plus(tally);
        }
    }

    /// <summary>Between the passes: the figures of the suppliers themselves.</summary>
    internal async Task Pool(
        ShopId shop, IReadOnlyDictionary<SupplierId, SupplierTally> pooled, CancellationToken cancellationToken)
    {
        foreach (var supplier in Suppliers(shop, pooled.Keys))
        {
            await facts.Write(
                shop, supplier, pooled.GetValueOrDefault(supplier, SupplierTally.None), cancellationToken);
        }
    }

    /// <summary>The second pass for a SKU.</summary>
    internal async Task Learn(
        PoolId pool, DateOnly today, IReadOnlyDictionary<SupplierId, SupplierTally> pooled,
        CancellationToken cancellationToken)
    {
        var own = await Count(pool, today, cancellationToken);
        var learned = Suppliers(pool.Shop, own.Keys).ToDictionary(
            supplier => supplier,
            supplier => SupplierLearning.Learn(
                own.GetValueOrDefault(supplier, SupplierTally.None),
                pooled.GetValueOrDefault(supplier, SupplierTally.None)));
        await facts.Write(pool, learned, cancellationToken);
    }

    /// <summary>Those of the settings, and whoever else delivered.</summary>
    private IEnumerable<SupplierId> Suppliers(ShopId shop, IEnumerable<SupplierId> delivered) =>
        (shops.Find(shop)?.Suppliers.Keys ?? []).Union(delivered).OrderBy(id => id.Value, StringComparer.Ordinal);

    private async Task Pages(
        ShopId shop, Func<IReadOnlyList<PoolId>, Task> work, CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var listed = await store.List(new(Container.Pools, shop, after, PageSkus), cancellationToken);
            await work(listed.Select(head => new PoolId(shop, new(head.Sort))).ToList());
            after = listed.Count == PageSkus ? listed[^1].Sort : null;
        }
        while (after is not null);
    }
}
