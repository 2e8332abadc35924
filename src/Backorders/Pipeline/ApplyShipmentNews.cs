using Backorders.Pipeline.PoolChanges;

namespace Backorders.Pipeline;

/// <summary>Merges a shipment's news and takes the merged state to all its pools, each by version.</summary>
public sealed class ApplyShipmentNews(ShipmentStore shipments, PoolCommits pools, SupplierFactsStore facts)
{
    /// <summary>Pools that take it over at the same time; a shipment names up to thousands.</summary>
    private const int AtOnce = 32;

    internal async Task Run(ShopId shop, ShipmentId id, CancellationToken cancellationToken)
    {
        var found = await shipments.Merge(shop, id, cancellationToken);
        if (found is null)
        {
            return;
        }

        if (found.TakenOver < found.Shipment.Version)
        {
            var pooled = await facts.Pooled(shop, found.Shipment.Supplier, cancellationToken);
            var p80Days = pooled?.Figures.PromiseDays ?? 0;
            await Parallel.ForEachAsync(
                found.Shipment.Skus,
                Apart.AtOnce(AtOnce, cancellationToken),
                async (sku, _) => await pools.Run(
                    new(shop, sku), new TakeOverShipment(sku, found.Shipment, p80Days)));
        }

        await shipments.MarkTakenOver(shop, found);
    }
}
