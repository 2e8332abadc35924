namespace Backorders.Supply;

/// <summary>What callers see of a purchase order.</summary>
/// <param name="Status">proposed, approved, sent, confirmed, partlyReceived, received or cancelled.</param>
/// <param name="Reason">Why it was proposed, or cancelled.</param>
/// <param name="Total">Of all lines; null while a price is not known.</param>
/// <param name="Sending">How the supplier is told; null: not by us.</param>
public sealed record PurchaseView(
    string Id, string Supplier, string Status, DateTimeOffset MadeAt, DateOnly? NeededBy, string? Reason,
    string? Currency, decimal? Total, IReadOnlyList<PurchaseLineView> Lines, IReadOnlyList<DeliveryView> Shipments,
    SendingView? Sending);

/// <param name="Confirmed">Units that have arrived or that shipments under way will bring.</param>
public sealed record PurchaseLineView(string Sku, int Quantity, decimal? Price, long Confirmed, long Received);

/// <param name="Status">expected or ended.</param>
public sealed record DeliveryView(string Shipment, DateOnly? Eta, string Status);

/// <param name="Tells">placed or cancelled.</param>
/// <param name="By">webhook or mail.</param>
/// <param name="Status">waiting, sent, stopped (the supplier wants no more, or it was cancelled) or failed.</param>
/// <param name="NextTry">Null: none.</param>
/// <param name="Problem">What the last try ended with; null: nothing.</param>
public sealed record SendingView(
    string Tells, string By, string Status, int Tries, DateTimeOffset? NextTry, DateTimeOffset? EndedAt,
    string? Problem);

public sealed record PurchasePage(IReadOnlyList<PurchaseView> PurchaseOrders, string? Next);
