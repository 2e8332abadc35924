using System.Collections.Immutable;
using Backorders.Supply;

namespace Backorders.Pipeline.Documents;

/// <summary>The merged state of a shipment, beside its news.</summary>
/// <param name="TakenOver">The version that all its pools have taken over.</param>
internal sealed record ShipmentDocument(
    int Schema, string Shipment, string Supplier, long Version, long TakenOver, StoredStamp? EtaStamp, DateOnly? Eta,
    StoredStamp? QuantitiesStamp, IReadOnlyList<StoredNewsLine>? Expected, StoredStamp? EndStamp, bool Ended,
    IReadOnlyList<StoredNewsLine>? Arrived, IReadOnlyList<string>? Skus) : StoredDocument(Schema)
{
    public StoredStamp? PurchaseStamp { get; init; }

    /// <summary>The purchase order that it is of; null: none is named.</summary>
    public string? Purchase { get; init; }

    public IReadOnlyList<string>? Purchases { get; init; }

    public static ShipmentDocument Of(Shipment shipment, long takenOver) => new(
        DocumentJson.Schema, shipment.Id.Value, shipment.Supplier.Value, shipment.Version, takenOver,
        StoredStamp.Of(shipment.EtaStamp), shipment.Eta, StoredStamp.Of(shipment.QuantitiesStamp),
        Lines(shipment.Expected), StoredStamp.Of(shipment.EndStamp), shipment.Ended, Lines(shipment.Arrived),
        shipment.Skus.Select(sku => sku.Value).ToList())
    {
        PurchaseStamp = StoredStamp.Of(shipment.PurchaseStamp),
        Purchase = shipment.Purchase?.Value,
        Purchases = shipment.Purchases.Count == 0
            ? null
            : shipment.Purchases.Select(purchase => purchase.Value).ToList(),
    };

    public Shipment ToShipment() => new(new(Shipment), new(Supplier), Version)
    {
        EtaStamp = EtaStamp?.ToStamp(),
        Eta = Eta,
        QuantitiesStamp = QuantitiesStamp?.ToStamp(),
        Expected = Quantities(Expected),
        EndStamp = EndStamp?.ToStamp(),
        Ended = Ended,
        Arrived = Quantities(Arrived),
        Skus = [.. (Skus ?? []).Select(sku => new Sku(sku))],
        PurchaseStamp = PurchaseStamp?.ToStamp(),
        Purchase = Purchase is { } purchase ? new PurchaseId(purchase) : null,
        Purchases = [.. (Purchases ?? []).Select(named => new PurchaseId(named))],
    };

    private static List<StoredNewsLine> Lines(ImmutableDictionary<Sku, int> quantities) =>
        quantities.Select(line => new StoredNewsLine(line.Key.Value, line.Value))
            .OrderBy(line => line.Sku, StringComparer.Ordinal).ToList();

    private static ImmutableDictionary<Sku, int> Quantities(IReadOnlyList<StoredNewsLine>? lines) =>
        (lines ?? []).ToImmutableDictionary(line => new Sku(line.Sku), line => line.Quantity);
}

internal sealed record StoredStamp(DateTimeOffset Timestamp, string WebhookId)
{
    public static StoredStamp? Of(NewsStamp? stamp) => stamp is null ? null : new(stamp.Timestamp, stamp.WebhookId);

    public NewsStamp ToStamp() => new(Timestamp, WebhookId);
}

/// <summary>News as it was received: <c>news:{hash of webhook-id}</c> beside its shipment.</summary>
internal sealed record NewsDocument(
    int Schema, string Supplier, string WebhookId, NewsType Type, DateTimeOffset Timestamp, string Shipment,
    DateOnly? Eta, IReadOnlyList<StoredNewsLine>? Lines, DateTimeOffset ReceivedAt) : StoredDocument(Schema)
{
    public string? Purchase { get; init; }

    public static NewsDocument Of(SupplierId supplier, ShipmentNews news, DateTimeOffset receivedAt) => new(
        DocumentJson.Schema, supplier.Value, news.WebhookId, news.Type, news.Timestamp, news.Shipment.Value, news.Eta,
        news.Lines?.Select(line => new StoredNewsLine(line.Sku.Value, line.Quantity)).ToList(), receivedAt)
    {
        Purchase = news.Purchase?.Value,
    };

    public ShipmentNews ToNews() => new(
        WebhookId, Type, Timestamp, new(Shipment), Eta,
        Lines?.Select(line => new NewsLine(new(line.Sku), line.Quantity)).ToList())
    {
        Purchase = Purchase is { } purchase ? new PurchaseId(purchase) : null,
    };
}

internal sealed record StoredNewsLine(string Sku, int Quantity);

/// <summary>A webhook-id of a supplier: what it said, so that the same id never says two things.</summary>
internal sealed record WebhookDocument(int Schema, string Content, DateTimeOffset ReceivedAt) : StoredDocument(Schema);
