namespace Backorders.Supply;

/// <summary>Prices of lines for which the shop said none: those that the supplier's items have that day.</summary>
public static class PurchasePricing
{
    /// <param name="currency">Of the whole order; null: that of the items.</param>
    /// <param name="items">The supplier's items by SKU; those that are not offered that day give no price.</param>
    /// <returns>
    /// The lines, each with its price where one is known, and the currency; null: the items' prices are in several, and
    /// the shop must say which the order is in.
    /// </returns>
    public static (IReadOnlyList<PurchaseLine> Lines, string? Currency)? Fill(
        IReadOnlyList<PurchaseLine> lines, string? currency, IReadOnlyDictionary<Sku, SupplierItem> items,
        DateOnly today)
    {
        var offered = lines.Where(line => line.Price is null && items.ContainsKey(line.Sku))
            .Select(line => (line.Sku, Item: items[line.Sku]))
            .Where(found => found.Item.IsOfferedOn(today) && found.Item.Price is not null)
            .ToDictionary(found => found.Sku, found => found.Item);
        var currencies = offered.Values.Select(item => item.Currency).Distinct(StringComparer.Ordinal).ToList();
        if (currency is null && currencies.Count > 1)
        {
            return null;
        }

        // A price in another currency than the order's is none of it.
        var inThis = currency ?? currencies.SingleOrDefault();
        return (lines.Select(line => offered.TryGetValue(line.Sku, out var item) && item.Currency == inThis
            ? line with { Price = item.Price }
            : line).ToList(), inThis);
    }
}
