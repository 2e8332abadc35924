using Backorders.Prevention;

namespace Backorders.Supply;

/// <summary>A supplier of a SKU as the plan looks at it.</summary>
/// <param name="Item">Its terms, the lead time of its setting filled in.</param>
/// <param name="Figures">What was learned of it, for the SKU or else for all; null: nothing.</param>
public sealed record PlannedSupplier(SupplierId Id, SupplierItem Item, SupplierFigures? Figures);

/// <summary>What the suppliers' items come to in a plan: one currency, a lead time, offers to rank.</summary>
/// <param name="Offers">In the currency that most of the items have.</param>
/// <param name="Currency">Null: no price is known.</param>
/// <param name="Price">The least of the offers, money a unit; null: unknown.</param>
public sealed record PlannedOffers(
    IReadOnlyList<SupplierOffer> Offers, string? Currency, double? Price, PlannedLeadTime Lead)
{
    /// <summary>Who offers too, but at no price or in another currency, such as "globex (USD)"; null: nobody.</summary>
    public string? NotCompared { get; init; }

    /// <param name="ownLeadTimeDays">The SKU's own setting; null: none.</param>
    /// <param name="today">Offers that have ended by then do not count.</param>
    public static PlannedOffers Of(
        IReadOnlyList<PlannedSupplier> suppliers, int? ownLeadTimeDays, DateOnly today)
    {
        var able = suppliers.Where(supplier => supplier.Item.IsOfferedOn(today))
            .OrderBy(supplier => supplier.Id.Value, StringComparer.Ordinal).ToList();
        var currency = able.Where(supplier => supplier.Item.Price is not null)
            .GroupBy(supplier => supplier.Item.Currency, StringComparer.Ordinal)
            .OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal)
            .FirstOrDefault()?.Key;
        var compared = currency is null
            ? able
            : able.Where(supplier => supplier.Item.Price is not null && supplier.Item.Currency == currency).ToList();
        var offers = compared.Select(supplier => Offer(supplier, ownLeadTimeDays)).ToList();
        var first = compared.OrderBy(supplier => supplier.Item.Price ?? 0)
            .ThenBy(supplier => Stated(supplier, ownLeadTimeDays) ?? int.MaxValue).FirstOrDefault();
        return new(
            offers, currency, currency is null ? null : offers.Min(offer => offer.Price),
            first is null ? OfShop(ownLeadTimeDays) : LeadOf(first, ownLeadTimeDays))
        {
            NotCompared = compared.Count == able.Count ? null : string.Join(", ", able.Except(compared)
                .Select(supplier =>
                    $"{supplier.Id} ({(supplier.Item.Price is null ? "no price" : supplier.Item.Currency)})")),
        };
    }

    private static SupplierOffer Offer(PlannedSupplier supplier, int? ownLeadTimeDays) => new(
        supplier.Id.Value, (double)(supplier.Item.Price ?? 0), 0,
        Stated(supplier, ownLeadTimeDays) ?? (int)PlannedLeadTime.AssumedDays, supplier.Figures?.PromiseDays ?? 0,
        supplier.Item.Minimum, supplier.Item.Pack, supplier.Item.ValidTo, supplier.Item.Active)
    {
        Currency = supplier.Item.Currency,
    };

    /// <summary>What it says; else what it has taken; else what the SKU's setting says.</summary>
    private static int? Stated(PlannedSupplier supplier, int? ownLeadTimeDays) =>
        supplier.Item.LeadTimeDays
        ?? (supplier.Figures?.LeadTimeDays is { } learned ? (int)Math.Round(learned) : ownLeadTimeDays);

    /// <summary>The usual lateness on top, which is planned with; s_L as it was learned.</summary>
    private static PlannedLeadTime LeadOf(PlannedSupplier supplier, int? ownLeadTimeDays)
    {
        if (Stated(supplier, ownLeadTimeDays) is not { } days)
        {
            return PlannedLeadTime.Assumed;
        }

        var usual = Math.Max(0, supplier.Figures?.P50Days ?? 0);
        var from = supplier.Item.LeadTimeDays is not null ? $"{days} days as {supplier.Id} says"
            : supplier.Figures?.LeadTimeDays is not null ? $"{days} days as {supplier.Id} has taken"
            : $"{days} days as set for the SKU";
        return new(
            days + usual, supplier.Figures?.LeadTimeSpreadDays ?? 0, supplier.Figures?.PromiseDays ?? 0,
            usual == 0 ? from : $"{from}, and {usual} more as usual");
    }

    private static PlannedLeadTime OfShop(int? ownLeadTimeDays) => ownLeadTimeDays is { } days
        ? new(days, 0, 0, $"{days} days as set for the SKU")
        : PlannedLeadTime.Assumed;
}
