using Backorders.Supply;

namespace Backorders.Pipeline.Documents;

/// <summary>On what terms a supplier delivers a SKU: <c>item:{supplier}</c> beside the head.</summary>
internal sealed record SupplierItemDocument(
    int Schema, string Supplier, decimal? Price, string? Currency, int? LeadTimeDays, int Minimum, int Pack,
    DateOnly? ValidTo, bool Active) : StoredDocument(Schema)
{
    public static SupplierItemDocument Of(SupplierId supplier, SupplierItem item) => new(
        DocumentJson.Schema, supplier.Value, item.Price, item.Currency, item.LeadTimeDays, item.Minimum, item.Pack,
        item.ValidTo, item.Active);

    public SupplierItem ToItem() => new(Price, Currency, LeadTimeDays, Minimum, Pack, ValidTo, Active);
}

/// <summary>A SKU for which the supplier has or had an item, to list them by.</summary>
internal sealed record SupplierSkuDocument(int Schema, string Sku) : StoredDocument(Schema);
