namespace Backorders.Server.Replay.Suppliers;

/// <summary>Buys for the shop: what is under way at the opening, and every evening what customers wait for.</summary>
internal sealed class PurchaseDesk(IReadOnlyList<ShelfPlan> shelves)
{
    /// <summary>Suppliers announce what was bought on the same evening.</summary>
    private const int HourOfAnnouncement = 20;

    private const int LotsOfASupplier = 5;

    private readonly Dictionary<string, ShelfPlan> bySku = shelves.ToDictionary(shelf => shelf.Sku);

    /// <summary>
    /// Goods that were bought before the opening, for about two of three SKUs that will run short: from each supplier
    /// some lots, two days apart.
    /// </summary>
    public IReadOnlyList<PurchaseOrder> Opening(DateTimeOffset opening, int seed)
    {
        var day = DateOnly.FromDateTime(opening.UtcDateTime);
        var dice = Dice.For(seed, "lots");
        return
        [
            .. shelves.Where(shelf => shelf.ShortUnits > 0 && dice.Chance(65))
                .Select(shelf => (Shelf: shelf, Lot: dice.Next(LotsOfASupplier)))
                .GroupBy(bought => (bought.Shelf.Supplier, bought.Lot))
                .OrderBy(lot => lot.Key.Supplier, StringComparer.Ordinal).ThenBy(lot => lot.Key.Lot)
                .Select(lot => new PurchaseOrder(
                    $"PO-{lot.Key.Supplier}-0-{lot.Key.Lot}", lot.Key.Supplier, opening,
                    day.AddDays(3 + (lot.Key.Lot * 2)),
                    [.. lot.Select(bought => new GoodsLine(bought.Shelf.Sku, bought.Shelf.ShortUnits))])),
        ];
    }

    /// <summary>When suppliers announce what is bought on an evening.</summary>
    public static DateTimeOffset Announced(DateOnly evening) =>
        new(evening.ToDateTime(new TimeOnly(HourOfAnnouncement, 0)), TimeSpan.Zero);

    /// <summary>What is bought for so many units that wait and nothing covers.</summary>
    public static long UnitsFor(long uncovered) => uncovered == 0 ? 0 : (uncovered * 3 / 2) + 1;

    /// <summary>
    /// Buys, once more than half of it again, what waits and no shipment covers. SKUs without a lead time cannot be
    /// bought: nobody knows when they come.
    /// </summary>
    /// <param name="uncovered">Units that wait beyond what is under way, by SKU.</param>
    public IReadOnlyList<PurchaseOrder> Reorder(DateOnly today, IReadOnlyDictionary<string, long> uncovered)
    {
        var announced = Announced(today);
        return
        [
            .. uncovered.Where(wanted => wanted.Value > 0 && bySku[wanted.Key].LeadTimeDays is not null)
                .OrderBy(wanted => wanted.Key, StringComparer.Ordinal)
                .GroupBy(wanted => (bySku[wanted.Key].Supplier, Days: bySku[wanted.Key].LeadTimeDays!.Value))
                .OrderBy(lot => lot.Key.Supplier, StringComparer.Ordinal).ThenBy(lot => lot.Key.Days)
                .Select(lot => new PurchaseOrder(
                    $"PO-{lot.Key.Supplier}-{today:MMdd}-{lot.Key.Days}", lot.Key.Supplier, announced,
                    today.AddDays(lot.Key.Days),
                    [.. lot.Select(wanted => new GoodsLine(wanted.Key, checked((int)UnitsFor(wanted.Value))))])),
        ];
    }
}
