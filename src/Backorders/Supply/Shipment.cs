using System.Collections.Immutable;

namespace Backorders.Supply;

/// <summary>
/// A shipment as all its news together say, in whatever order they came: the newest timestamp counts for the date, the
/// quantities and the end each; arrived totals only grow.
/// </summary>
/// <param name="Supplier">The one who named it first.</param>
/// <param name="Version">Raised with every news that was merged.</param>
public sealed record Shipment(ShipmentId Id, SupplierId Supplier, long Version)
{
    /// <summary>Purchase orders that one shipment may ever be said to be of; more are passed over.</summary>
    public const int MostPurchases = 20;

    public NewsStamp? EtaStamp { get; init; }

    public DateOnly? Eta { get; init; }

    public NewsStamp? QuantitiesStamp { get; init; }

    /// <summary>Units in total per SKU, arrived ones included.</summary>
    public ImmutableDictionary<Sku, int> Expected { get; init; } = ImmutableDictionary<Sku, int>.Empty;

    public NewsStamp? EndStamp { get; init; }

    /// <summary>Closed or cancelled: nothing more is expected.</summary>
    public bool Ended { get; init; }

    /// <summary>The largest total per SKU that its supplier says has arrived.</summary>
    public ImmutableDictionary<Sku, int> Arrived { get; init; } = ImmutableDictionary<Sku, int>.Empty;

    /// <summary>All SKUs that any news ever named, in the order in which they were named.</summary>
    public ImmutableList<Sku> Skus { get; init; } = [];

    public NewsStamp? PurchaseStamp { get; init; }

    /// <summary>The purchase order that it is of, as the newest news that names one says.</summary>
    public PurchaseId? Purchase { get; init; }

    /// <summary>All purchase orders that any news ever named.</summary>
    public ImmutableList<PurchaseId> Purchases { get; init; } = [];

    public Shipment Merge(ShipmentNews news)
    {
        var stamp = new NewsStamp(news.Timestamp, news.WebhookId);
        var merged = this with
        {
            Version = Version + 1,
            Skus = Skus.AddRange((news.Lines ?? []).Select(line => line.Sku).Except(Skus)),
        };
        if (news.Purchase is { } purchase)
        {
            merged = merged.Naming(purchase, stamp);
        }

        if (news.Type == NewsType.Arrived)
        {
            return merged with { Arrived = Larger(news.Lines ?? []) };
        }

        if (news.Eta is { } eta && stamp.IsNewerThan(EtaStamp))
        {
            merged = merged with { Eta = eta, EtaStamp = stamp };
        }

        if (news.Lines is { } lines && stamp.IsNewerThan(QuantitiesStamp))
        {
            merged = merged with
            {
                Expected = lines.ToImmutableDictionary(line => line.Sku, line => line.Quantity),
                QuantitiesStamp = stamp,
            };
        }

        var saysEnd = news.Type is NewsType.Announced or NewsType.Closed or NewsType.Cancelled;
        return saysEnd && stamp.IsNewerThan(EndStamp)
            ? merged with { Ended = news.Type != NewsType.Announced, EndStamp = stamp }
            : merged;
    }

    private Shipment Naming(PurchaseId purchase, NewsStamp stamp)
    {
        var isKnown = Purchases.Contains(purchase);
        if (!isKnown && Purchases.Count >= MostPurchases)
        {
            return this;
        }

        var named = this with { Purchases = isKnown ? Purchases : Purchases.Add(purchase) };
        return stamp.IsNewerThan(PurchaseStamp) ? named with { Purchase = purchase, PurchaseStamp = stamp } : named;
    }

    private ImmutableDictionary<Sku, int> Larger(IReadOnlyList<NewsLine> totals) => Arrived.SetItems(
        totals.Select(line => KeyValuePair.Create(
            line.Sku, Math.Max(line.Quantity, Arrived.GetValueOrDefault(line.Sku)))));
}

/// <summary>What decides which news is newest; equal timestamps: the greater webhook-id.</summary>
public sealed record NewsStamp(DateTimeOffset Timestamp, string WebhookId)
{
    public bool IsNewerThan(NewsStamp? other) =>
        other is null || Timestamp > other.Timestamp ||
        (Timestamp == other.Timestamp && string.CompareOrdinal(WebhookId, other.WebhookId) > 0);
}
