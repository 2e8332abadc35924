namespace Backorders.Supply;

/// <summary>On what terms a supplier delivers a SKU, as the shop's buyers keep it.</summary>
/// <param name="Price">Money per unit, 0.0001 to 1,000,000 with at most 4 decimals; null: unknown.</param>
/// <param name="Currency">The price's, ISO 4217; there whenever a price is.</param>
/// <param name="LeadTimeDays">Days from ordering to arrival, 0 to 730; null: what the supplier's setting says.</param>
/// <param name="Minimum">Units that an order has at least, 1 to 1,000,000.</param>
/// <param name="Pack">Units that come in one pack: an order is a multiple, 1 to 1,000,000.</param>
/// <param name="ValidTo">The last day on which it may be ordered so; null: no end.</param>
/// <param name="Active">Whether anything is ordered of it.</param>
public sealed record SupplierItem(
    decimal? Price, string? Currency, int? LeadTimeDays, int Minimum, int Pack, DateOnly? ValidTo, bool Active)
{
    public static readonly SupplierItem New = new(null, null, null, 1, 1, null, Active: true);

    /// <summary>Whether it says what its price is in.</summary>
    public bool IsPriced => Price is null || Currency is not null;

    public bool IsOfferedOn(DateOnly day) => Active && !(ValidTo < day);

    public SupplierItem With(PutSupplierItemRequest put) => new(
        put.Price.Given ? put.Price.Value : Price,
        put.Currency.Given ? put.Currency.Value : Currency,
        put.LeadTimeDays.Given ? put.LeadTimeDays.Value : LeadTimeDays,
        put.Minimum.Given ? put.Minimum.Value ?? New.Minimum : Minimum,
        put.Pack.Given ? put.Pack.Value ?? New.Pack : Pack,
        put.ValidTo.Given ? put.ValidTo.Value : ValidTo,
        put.Active.Given ? put.Active.Value ?? New.Active : Active);
}

/// <summary>Changes of an item; what is cleared is as in a new one.</summary>
public sealed record PutSupplierItemRequest(
    Change<decimal?> Price, Change<string> Currency, Change<int?> LeadTimeDays, Change<int?> Minimum,
    Change<int?> Pack, Change<DateOnly?> ValidTo, Change<bool?> Active);

/// <param name="LeadTimeDays">The item's own, or the supplier's setting.</param>
public sealed record SupplierItemView(
    string Supplier, string Sku, decimal? Price, string? Currency, int? LeadTimeDays, int Minimum, int Pack,
    DateOnly? ValidTo, bool Active);

public sealed record SupplierItemPage(IReadOnlyList<SupplierItemView> Items, string? Next);
