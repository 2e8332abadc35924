using Backorders.Ledger;
using Backorders.Prevention;

namespace Backorders.Server.Replay.Planning;

/// <summary>What a buyer wants to know of a way to buy. Rates are ratios of sums, 0 to 1; null: nothing to count.
/// </summary>
/// <param name="Lines">Lines placed while it was measured; what was cancelled within 3 days is left out.</param>
/// <param name="UnitFillRate">Units there at once / units asked.</param>
/// <param name="UsualUnitFillRate">The same without bulk lines.</param>
/// <param name="LinesBackordered">Lines of which a unit had to wait.</param>
/// <param name="MedianWaitDays">Of those, to the last unit; who waits still counts with the days so far.</param>
/// <param name="AverageStockValue">GBP, at the prices that customers pay.</param>
/// <param name="SurplusUnits">On hand and on order at the end beyond lead-time demand, safety stock, an order and those
/// who wait, as the plan reckons them.</param>
/// <param name="PromisesKept">First promises by a supplier's date, had it been told as named.</param>
/// <param name="PromisesKeptLearned">The same as they were told: with the learned P80 lateness.</param>
/// <param name="PromisesKeptByLeadTime">First promises before a supplier gave a date.</param>
/// <param name="DeliveriesInTime">Deliveries before which nobody had to wait since they were ordered / all.</param>
internal sealed record ShopFigures(
    string Name, long Lines, long Units, double? UnitFillRate, double? UsualUnitFillRate, double? LineFillRate,
    long LinesBackordered, long BulkLinesBackordered, long LinesStillWaiting, double? MedianWaitDays,
    double AverageStockUnits, decimal AverageStockValue, double SurplusUnits, decimal SurplusValue,
    double? PromisesKept, double? PromisesKeptLearned, double? PromisesKeptByLeadTime, double? DeliveriesInTime,
    long Deliveries)
{
    public static ShopFigures Of(
        Buying buying, PlayedShop shop, ShopMeasures measures, IReadOnlyDictionary<string, SkuPlan> plans,
        ShopYear year)
    {
        var today = year.Days[^1].Date;
        var lines = measures.Lines.Where(line => line.Asked > 0).ToList();
        var all = ServiceReport.Of([.. lines.Select(Served)]);
        var usual = ServiceReport.Of([.. lines.Where(line => !line.Bulk).Select(Served)]);
        var waited = lines.Where(line => line.AtOnce < line.Asked && (line.There is not null || line.Line.Live > 0))
            .ToList();
        var surplus = Surpluses(shop, plans).ToList();
        var (inTime, deliveries) = measures.Deliveries;
        return new(
            buying.Name, all.Lines, all.Asked, all.UnitFillRate, usual.UnitFillRate, all.LineFillRate,
            all.LinesBackordered, all.LinesBackordered - usual.LinesBackordered,
            shop.Shelves.Values.Sum(shelf => shelf.Waiting.Count()),
            waited.Count == 0 ? null : Percentile.Of([.. waited.Select(line => Days(line, today))], 0.50),
            measures.AverageUnits, measures.AverageValue, surplus.Sum(sku => sku.Units),
            surplus.Sum(sku => (decimal)sku.Units * year.Prices.GetValueOrDefault(sku.Sku)),
            Kept(waited, EtaBasis.Shipment, today, line => line.PromisedAsNamed),
            Kept(waited, EtaBasis.Shipment, today, line => line.Promised),
            Kept(waited, EtaBasis.LeadTime, today, line => line.Promised),
            deliveries == 0 ? null : (double)inTime / deliveries, deliveries);
    }

    private static ServedLine Served(ShelfLine line) =>
        new(line.Line.Order.Value, line.Asked, line.AtOnce, line.Asked - line.AtOnce);

    private static double Days(ShelfLine line, DateOnly today) =>
        (line.There ?? today).DayNumber - line.Day.DayNumber;

    private static double? Kept(
        List<ShelfLine> waited, EtaBasis basis, DateOnly today, Func<ShelfLine, DateOnly?> promised)
    {
        var promises = waited.Where(line => line.Line.FirstEta?.Basis == basis)
            .Select(line => promised(line) is { } date ? new Promise(date, date, line.There) : null);
        return Prevention.PromisesKept.Of([.. promises.OfType<Promise>()], today).FirstKeptRate;
    }

    private static IEnumerable<(string Sku, double Units)> Surpluses(
        PlayedShop shop, IReadOnlyDictionary<string, SkuPlan> plans) =>
        shop.Shelves.Values.GroupBy(shelf => shelf.Sku).Where(sku => plans.ContainsKey(sku.Key))
            .Select(sku => (sku.Key, Surplus.Of(
                sku.Sum(shelf => shelf.Pool.OnHand), sku.Sum(shelf => shelf.OnOrder), plans[sku.Key].LeadTimeDemand,
                plans[sku.Key].SafetyStock, plans[sku.Key].Order.Usual,
                sku.Sum(shelf => shelf.Pool.Held + shelf.Pool.Waiting)).Units));
}
