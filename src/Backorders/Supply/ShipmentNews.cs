namespace Backorders.Supply;

public enum NewsType
{
    Announced,
    Delayed,
    Arrived,
    Closed,
    Cancelled,
}

/// <summary>A supplier's webhook, its signature verified, parsed and within all limits of the contract.</summary>
/// <param name="WebhookId">As sent; 1 to 255 printable ASCII characters.</param>
/// <param name="Timestamp">The body's timestamp, which decides what is newest.</param>
/// <param name="Eta">Given with announced and delayed.</param>
/// <param name="Lines">Distinct SKUs; null where there are none. Quantities from 1, arrived totals from 0.</param>
public sealed record ShipmentNews(
    string WebhookId, NewsType Type, DateTimeOffset Timestamp, ShipmentId Shipment, DateOnly? Eta,
    IReadOnlyList<NewsLine>? Lines)
{
    /// <summary>The purchase order that the shipment is of; null: it names none.</summary>
    public PurchaseId? Purchase { get; init; }
}

public sealed record NewsLine(Sku Sku, int Quantity);
