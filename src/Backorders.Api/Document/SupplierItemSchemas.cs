using Backorders.Api.Stock;
using Backorders.Api.Suppliers;
using Microsoft.OpenApi;
using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>What callers send and get about suppliers' items.</summary>
internal static class SupplierItemSchemas
{
    public static IEnumerable<(string Name, IOpenApiSchema Schema)> All =>
        [("SupplierItemTerms", Terms()), ("SupplierItem", Item()), ("SupplierItemPage", Page())];

    private static OpenApiSchema Terms() => Object(
        "Absent: unchanged (new: no price, the supplier's lead time, minimum 1, pack 1, no end, active). Null: "
        + "cleared, as in a new one.", "",
        ("price", OrNull(Price())),
        ("currency", OrNull(Currency("The price's, ISO 4217; needed with a price."))),
        ("leadTimeDays", OrNull(Whole("Days from ordering to arrival.", 0, StockBody.MaxLeadTimeDays))),
        ("minimum", OrNull(Whole("Units that an order has at least.", 1, StockBody.MaxUnits))),
        ("pack", OrNull(Whole("Units of a pack; an order is a multiple.", 1, StockBody.MaxUnits))),
        ("validTo", OrNull(Date("The last day on which it may be ordered so."))),
        ("active", OrNull(Flag("Whether anything is ordered of it."))));

    private static OpenApiSchema Item() => Object(
        "On what terms a supplier delivers a SKU.",
        "supplier sku price currency leadTimeDays minimum pack validTo active",
        ("supplier", Id("The supplier.")),
        ("sku", Id("The SKU.")),
        ("price", OrNull(Price())),
        ("currency", OrNull(Currency("The price's, ISO 4217; needed with a price."))),
        ("leadTimeDays", OrNull(Whole(
            "Days from ordering to arrival: its own, else the supplier's setting; null: unknown."))),
        ("minimum", Whole("Units that an order has at least.", 1)),
        ("pack", Whole("Units of a pack; an order is a multiple.", 1)),
        ("validTo", OrNull(Date("The last day on which it may be ordered so; null: no end."))),
        ("active", Flag("Whether anything is ordered of it.")));

    private static OpenApiSchema Page() => Object(
        "A page of a supplier's items, by SKU.", "items next",
        ("items", ListOf(Ref("SupplierItem"), "The items.")),
        ("next", OrNull(Text("The cursor of the next page; null: no more."))));

    private static OpenApiSchema Price() => Amount(
        $"Money per unit, at most {SupplierItemBody.PriceDecimals} decimals.", SupplierItemBody.MinPrice,
        SupplierItemBody.MaxPrice);
}
