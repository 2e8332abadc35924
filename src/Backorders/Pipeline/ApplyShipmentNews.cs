using Backorders.Pipeline.PoolChanges;

namespace Backorders.Pipeline;

/// <summary>Merges a shipment's news and takes the merged state to all its pools, each by version.</summary>
public sealed class ApplyShipmentNews(ShipmentStore shipments, PoolCommits pools)
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
            await Parallel.ForEachAsync(
                found.Shipment.Skus,
                Apart.AtOnce(AtOnce, cancellationToken),
                async (sku, _) => await pools.Run(new(shop, sku), new TakeOverShipment(sku, found.Shipment)));
        }

        await shipments.MarkTakenOver(shop, found);
    }
}
