namespace Backorders.Server.Replay.Sales;

/// <summary>Tells the shop's products from what else its invoices charge for.</summary>
internal static class ProductCodes
{
    /// <summary>
    /// A product's code begins with five digits, or with DCGS (the party bags). All other codes are postage (POST, DOT,
    /// C2), hand-written entries (M), discounts (D), samples (S), fees (BANK CHARGES, AMAZONFEE), a charity (CRUK),
    /// padding (PADS), bad debt (B) and gift vouchers (GIFT_0001_20): nothing that a shelf could run out of.
    /// </summary>
    public static bool IsProduct(string code) =>
        (code.Length >= 5 && code.AsSpan(0, 5).IndexOfAnyExceptInRange('0', '9') < 0)
        || code.StartsWith("DCGS", StringComparison.Ordinal);
}
