namespace Backorders.Orders;

/// <summary>An order as a webshop sent it, parsed and within all limits of the contract.</summary>
/// <param name="PlacedAt">Only echoed; null: the time of acceptance.</param>
/// <param name="Lines">1 to 100 lines; line n stands at index n - 1.</param>
public sealed record OrderRequest(
    OrderNumber Number, DateTimeOffset? PlacedAt, Customer Customer, bool ShipComplete, IReadOnlyList<OrderLine> Lines);

/// <param name="Locale">A language tag such as <c>en</c>; null: the shop's default.</param>
public sealed record Customer(string? Name, string Email, string? Locale);

/// <param name="Quantity">Units, 1 to 1,000,000.</param>
/// <param name="Deny">Reject the line unless all its units are available now.</param>
public sealed record OrderLine(Sku Sku, int Quantity, bool Deny);

/// <summary>Whole lines, or the last units of a line.</summary>
/// <param name="Lines">Null: all that has not shipped.</param>
/// <param name="Key">The caller's Idempotency-Key; null: every call is a new cancel.</param>
public sealed record CancelRequest(IReadOnlyList<CancelLine>? Lines, string? Reason, string? Key);

/// <param name="Line">From 1.</param>
/// <param name="Quantity">Units to cancel; null: the whole line.</param>
public sealed record CancelLine(int Line, int? Quantity);

/// <param name="Lines">From 1; null: all live lines.</param>
public sealed record ShipRequest(IReadOnlyList<int>? Lines, string? TrackingNumber);

/// <summary>What a customer may choose by the link in a mail.</summary>
public enum CustomerChoice
{
    Keep,
    Cancel,
}

/// <param name="Status">backordered, allocated, shipped, cancelled or rejected; null: any.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record OrderFilter(string? Status, Sku? Sku, string? Email, int Limit, string? After);
