using Backorders.Supply;

namespace Backorders.Pipeline.Documents;

/// <summary>The merged state of a shipment.</summary>
/// <param name="Supplier">The one who named it first; it is nobody else's.</param>
internal sealed record ShipmentDocument(int Schema, string Shipment, string Supplier, DateTimeOffset Since)
    : StoredDocument(Schema)
{
    /// <summary>Raised with every news that was merged.</summary>
    public long Version { get; init; }

    /// <summary>The version that all its pools have taken over.</summary>
    public long TakenOver { get; init; }

    public StoredStamp? EtaStamp { get; init; }

    public DateOnly? Eta { get; init; }

    public StoredStamp? QuantitiesStamp { get; init; }

    public IReadOnlyDictionary<string, int> Expected { get; init; } = new Dictionary<string, int>();

    public StoredStamp? EndStamp { get; init; }

    public bool Ended { get; init; }

    public IReadOnlyDictionary<string, int> Arrived { get; init; } = new Dictionary<string, int>();

    /// <summary>All SKUs that any news ever named: the pools to take it to.</summary>
    public IReadOnlyList<string> Skus { get; init; } = [];
}

internal sealed record StoredStamp(DateTimeOffset Timestamp, string WebhookId);

/// <summary>News as it was received: <c>news:{hash of webhook-id}</c> beside its shipment.</summary>
internal sealed record NewsDocument(
    int Schema, string Supplier, string WebhookId, NewsType Type, DateTimeOffset Timestamp, string Shipment,
    DateOnly? Eta, IReadOnlyList<StoredNewsLine>? Lines, DateTimeOffset ReceivedAt) : StoredDocument(Schema)
{
    public static NewsDocument Of(SupplierId supplier, ShipmentNews news, DateTimeOffset receivedAt) => new(
        DocumentJson.Schema, supplier.Value, news.WebhookId, news.Type, news.Timestamp, news.Shipment.Value, news.Eta,
        news.Lines?.Select(line => new StoredNewsLine(line.Sku.Value, line.Quantity)).ToList(), receivedAt);

    public ShipmentNews ToNews() => new(
        WebhookId, Type, Timestamp, new(Shipment), Eta,
        Lines?.Select(line => new NewsLine(new(line.Sku), line.Quantity)).ToList());
}

internal sealed record StoredNewsLine(string Sku, int Quantity);

/// <summary>A webhook-id of a supplier: what it said, so that the same id never says two things.</summary>
internal sealed record WebhookDocument(int Schema, string Content, DateTimeOffset ReceivedAt) : StoredDocument(Schema);
