using Backorders.Pipeline.Documents;
using Backorders.Pipeline.PoolChanges;
using Backorders.Pipeline.Purchasing;
using Backorders.Supply;

namespace Backorders.Pipeline;

/// <summary>Merges a shipment's news and takes the merged state to all its pools, each by version.</summary>
/// <remarks>
/// The purchase orders that its news named take it over likewise: what they say follows from the shipment's merged
/// state, so repeats and old news change nothing.
/// </remarks>
public sealed class ApplyShipmentNews(
    ShipmentStore shipments, PoolCommits pools, SupplierFactsStore facts, PurchaseOrders purchases,
    ReviewPurchases review)
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
            foreach (var purchase in found.Shipment.Purchases)
            {
                await purchases.Change(
                    shop, purchase, order => TakeOver(order, found.Shipment), cancellationToken);
                await review.Run(shop, purchase, cancellationToken);
            }
        }

        await shipments.MarkTakenOver(shop, found);
    }

    private static (PurchaseDocument? After, bool) TakeOver(PurchaseDocument? order, Shipment shipment) =>
        order is not null && PurchaseDecisions.TakeOver(order.ToOrder(), shipment) is PurchaseDecision.Changed changed
            ? (order.With(changed.Order), true)
            : (null, false);
}
