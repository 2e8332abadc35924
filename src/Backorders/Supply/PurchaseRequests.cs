namespace Backorders.Supply;

/// <summary>What becomes an order at a supplier: by hand, or of a proposal.</summary>
public abstract record PurchaseRequest(bool Send);

/// <summary>An order at a supplier, by hand.</summary>
/// <param name="Lines">1 to 100, each SKU once.</param>
/// <param name="Currency">Three letters; null: that of the supplier's items.</param>
/// <param name="Send">Whether the supplier is told by us.</param>
public sealed record PlacePurchase(
    PurchaseId Id, SupplierId Supplier, IReadOnlyList<PurchaseLine> Lines, string? Currency, bool Send)
    : PurchaseRequest(Send)
{
    /// <summary>The day by which it must be here; null: nobody said.</summary>
    public DateOnly? NeededBy { get; init; }
}

/// <summary>A proposal that becomes an order under the proposal's own id, so that it does so once.</summary>
/// <param name="Supplier">Null: the proposal's. Another one is refused.</param>
/// <param name="Lines">Instead of the proposal's; null: as proposed.</param>
public sealed record TakeProposal(
    PurchaseId Proposal, SupplierId? Supplier, IReadOnlyList<PurchaseLine>? Lines, string? Currency, bool Send)
    : PurchaseRequest(Send);

/// <summary>What the plan or a fallback found: so many units of a SKU from a supplier.</summary>
/// <param name="PlannedOn">The day of the plan; SKU, supplier and it name the proposal.</param>
/// <param name="Quantity">Units, 1 to 1,000,000.</param>
/// <param name="Price">Of one unit; null: unknown.</param>
/// <param name="Reason">Why, as a buyer reads it.</param>
public sealed record PurchaseProposal(
    Sku Sku, SupplierId Supplier, DateOnly PlannedOn, int Quantity, decimal? Price, string? Currency, string Reason)
{
    /// <summary>The cause of what the nightly plan proposes.</summary>
    public const string Plan = "plan";

    /// <summary>
    /// What asks for it: the plan, or the id of the purchase order that it replaces a part of. Several causes may share
    /// the one open proposal; each says its own quantity anew, and they add up.
    /// </summary>
    public string Cause { get; init; } = Plan;

    /// <summary>The day by which it must be here; null: unknown.</summary>
    public DateOnly? NeededBy { get; init; }
}

/// <summary>A page of the shop's purchase orders, newest first.</summary>
public sealed record PurchaseFilter(PurchaseState? Status, SupplierId? Supplier, int Limit, string? After);
