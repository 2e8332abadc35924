using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;
using Backorders.Supply;

namespace Backorders.Pipeline.Planning;

/// <summary>What was learned of the shop's suppliers over all of its SKUs; read once a run.</summary>
internal sealed record LearnedSuppliers(IReadOnlyDictionary<SupplierId, SupplierTally> Pooled)
{
    private readonly Dictionary<SupplierId, SupplierFigures> figures = Pooled.ToDictionary(
        known => known.Key, known => SupplierLearning.Learn(SupplierTally.None, known.Value));

    public SupplierFigures? Of(SupplierId supplier) => figures.GetValueOrDefault(supplier);
}

/// <summary>Reads what the shop's suppliers offer of a SKU and how they keep their word for it.</summary>
public sealed class PlannedSuppliers(IStore store, ShopDirectory shops, SupplierItems items, SupplierFactsStore facts)
{
    internal async Task<LearnedSuppliers> Learned(ShopId shop, CancellationToken cancellationToken)
    {
        var pooled = new Dictionary<SupplierId, SupplierTally>();
        foreach (var supplier in shops.Find(shop)?.Suppliers.Keys ?? [])
        {
            if (await facts.Pooled(shop, supplier, cancellationToken) is { } known)
            {
                pooled.Add(supplier, known.Tally);
            }
        }

        return new(pooled);
    }

    /// <summary>Two round trips, one where the shop has no items for it.</summary>
    internal async Task<PlannedOffers> Of(
        PoolId pool, Pool head, DateOnly date, LearnedSuppliers learned, CancellationToken cancellationToken)
    {
        var offered = await items.Of(pool, cancellationToken);
        var own = offered.Count == 0
            ? new Dictionary<SupplierId, SupplierFigures>()
            : await facts.Of(pool, offered.Keys.ToList(), cancellationToken);
        return PlannedOffers.Of(
            [.. offered.Select(item => new PlannedSupplier(
                item.Key, item.Value, own.GetValueOrDefault(item.Key) ?? learned.Of(item.Key)))],
            head.LeadTimeDays, date);
    }

    /// <summary>Suppliers of whom a proposal for the SKU was ever made.</summary>
    internal async Task<IReadOnlyList<SupplierId>> Proposed(PoolId pool, CancellationToken cancellationToken)
    {
        var proposed = new List<SupplierId>();
        foreach (var some in (shops.Find(pool.Shop)?.Suppliers.Keys ?? []).Chunk(StoreLimits.Operations))
        {
            var found = await store.ReadTogether(
                Keys.Of(pool), some.Select(Keys.Proposal).ToList(), cancellationToken);
            proposed.AddRange(some.Where((_, index) => found[index] is not null));
        }

        return proposed;
    }
}
