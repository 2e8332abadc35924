using System.Text.Json.Serialization;

namespace Backorders.Orders;

/// <summary>What callers see of an order: always computed from heads and lines, never stored.</summary>
public sealed record OrderView(
    string OrderNumber, string Status, DateTimeOffset PlacedAt, bool ShipComplete, IReadOnlyList<LineView> Lines)
{
    /// <summary>What its customer chose last by the link in a mail; null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChoiceView? Choice { get; init; }
}

/// <param name="Choice">keep or cancel.</param>
public sealed record ChoiceView(string Choice, DateTimeOffset At);

/// <param name="Quantity">Units as ordered.</param>
/// <param name="UnitsAhead">Units that must be supplied before this line's first missing unit.</param>
/// <param name="Eta">The date of its last missing unit as it is now; null for a line that does not wait.</param>
/// <param name="Promised">The date that the customer was last told.</param>
public sealed record LineView(
    int Line, string Sku, int Quantity, string Status, int Allocated, int Backordered, int Shipped, int Cancelled,
    long UnitsAhead, EtaView? Eta, DateOnly? Promised);

/// <param name="Date">Null: unknown.</param>
/// <param name="Basis">shipment, leadTime or unknown.</param>
/// <param name="Reference">The shipment of the last unit.</param>
/// <param name="P80Days">With a shipment: how many days of the date are its supplier's usual lateness.</param>
public sealed record EtaView(
    DateOnly? Date, string Basis, string? Reference,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? P80Days = null);

/// <param name="Next">An unsigned cursor of the pipeline; the API signs it. Null: no more.</param>
public sealed record OrderPage(IReadOnlyList<OrderView> Orders, string? Next);

public sealed record BackorderView(
    string OrderNumber, int Line, int Quantity, int Allocated, int Backordered, long UnitsAhead, EtaView? Eta,
    DateOnly? Promised, DateTimeOffset PlacedAt);

public sealed record BackorderPage(string Sku, IReadOnlyList<BackorderView> Lines, string? Next);
