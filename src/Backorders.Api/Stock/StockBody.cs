using Backorders.Api.Door;
using Backorders.Supply;

namespace Backorders.Api.Stock;

/// <summary>Reads what changes a SKU: settings and counts, adjustments, receipts.</summary>
internal static class StockBody
{
    public const int MaxUnits = 1_000_000;
    public const int MaxLeadTimeDays = 730;
    public const int MaxHandlingDays = 90;

    private static readonly TextRule Mode = Texts.OneOf("allow", "deny", "limit");

    /// <param name="sku">From the address: it may become a SKU, so a bad one is named like a bad member.</param>
    public static PutStockRequest Put(Members body, string sku, Errors errors)
    {
        if (Texts.Id(sku) is { } wrong)
            errors.Add("sku", wrong);
        return new PutStockRequest(
            body.OptionalNumber("onHand", 0, MaxUnits),
            body.Text("countId", Texts.Id),
            new Change<BackorderPolicy>(body.Has("backorder"), Policy(body, errors)),
            body.NumberChange("leadTimeDays", 0, MaxLeadTimeDays),
            body.NumberChange("handlingDays", 0, MaxHandlingDays),
            new Change<string>(body.Has("name"), body.Text("name", Texts.Name)));
    }

    public static AdjustRequest Adjust(Members body, Errors errors)
    {
        var quantity = body.Number("quantity", -MaxUnits, MaxUnits);
        if (quantity == 0)
            errors.Add("quantity", "must not be 0");
        return new AdjustRequest(body.Id("id"), quantity, body.Text("reason", Texts.Name));
    }

    public static ReceiptRequest Receipt(Members body, Errors errors) => new(
        body.Id("id"),
        body.Number("quantity", 1, MaxUnits),
        body.Text("shipment", Texts.Id) is { } shipment ? new ShipmentId(shipment) : null);

    /// <summary>Null where it is absent, cleared or not allowed.</summary>
    private static BackorderPolicy? Policy(Members body, Errors errors)
    {
        if (!body.Has("backorder") || body.IsNull("backorder") || body.Object("backorder") is not { } policy)
            return null;
        var mode = policy.Word("mode", Mode);
        var limit = policy.IsNull("limit") ? null : policy.OptionalNumber("limit", 0, MaxUnits);
        if (mode == "limit" && (!policy.Has("limit") || policy.IsNull("limit")))
            errors.Add(policy.Path("limit"), "is required with the mode limit");
        return mode switch
        {
            "limit" => new BackorderPolicy(BackorderMode.Limit, limit),
            "deny" => new BackorderPolicy(BackorderMode.Deny, null),
            _ => BackorderPolicy.Allow,
        };
    }
}
