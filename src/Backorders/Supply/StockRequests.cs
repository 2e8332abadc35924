namespace Backorders.Supply;

/// <summary>A member of a change that may be absent (unchanged), null (cleared) or a value.</summary>
public readonly record struct Change<T>(bool Given, T? Value);

/// <param name="OnHand">A stock count, 0 to 1,000,000; null: no count.</param>
/// <param name="CountId">Makes a repeat of the count recognisable.</param>
/// <param name="Backorder">Null value: back to allow.</param>
public sealed record PutStockRequest(
    int? OnHand, string? CountId, Change<BackorderPolicy> Backorder, Change<int?> LeadTimeDays,
    Change<int?> HandlingDays, Change<string> Name);

/// <summary>What may be sold beyond what is there.</summary>
/// <param name="Limit">With <see cref="BackorderMode.Limit"/>: the most units that may wait, 0 to 1,000,000.</param>
public sealed record BackorderPolicy(BackorderMode Mode, int? Limit)
{
    public static readonly BackorderPolicy Allow = new(BackorderMode.Allow, null);
}

public enum BackorderMode
{
    Allow,
    Deny,
    Limit,
}

/// <param name="Quantity">Units, -1,000,000 to 1,000,000, not 0.</param>
public sealed record AdjustRequest(string Id, int Quantity, string? Reason);

/// <param name="Quantity">Units, 1 to 1,000,000.</param>
public sealed record ReceiptRequest(string Id, int Quantity, ShipmentId? Shipment);
