using Backorders.Api.Door;
using Backorders.Api.Stock;
using Backorders.Supply;

namespace Backorders.Api.Suppliers;

/// <summary>Reads on what terms a supplier delivers a SKU.</summary>
internal static class SupplierItemBody
{
    public const decimal MinPrice = 0.0001m;
    public const decimal MaxPrice = 1_000_000m;
    public const int PriceDecimals = 4;

    public static PutSupplierItemRequest Put(Members body, DayRange days) => new(
        body.AmountChange("price", MinPrice, MaxPrice, PriceDecimals),
        body.TextChange("currency", Texts.Currency),
        body.NumberChange("leadTimeDays", 0, StockBody.MaxLeadTimeDays),
        body.NumberChange("minimum", 1, StockBody.MaxUnits),
        body.NumberChange("pack", 1, StockBody.MaxUnits),
        body.DateChange("validTo", days),
        body.FlagChange("active"));
}
