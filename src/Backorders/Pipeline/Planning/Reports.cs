using Backorders.Pipeline.Documents;
using Backorders.Prevention;
using Backorders.Supply;

namespace Backorders.Pipeline.Planning;

/// <summary>
/// A report as a table. A cell is a text, a whole number, a number, a date or null; every ratio of the total is one of
/// sums.
/// </summary>
/// <param name="Basis">What the figures rest on, or why there are none.</param>
/// <param name="Total">A cell for each column; empty: there is none.</param>
public sealed record ReportTable(
    string Report, DateOnly From, DateOnly To, string Basis, IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows, IReadOnlyList<object?> Total)
{
    public static ReportTable Empty(string report, DateOnly from, DateOnly to, string basis) =>
        new(report, from, to, basis, [], [], []);
}

/// <summary>The reports of the contract, made of what the nights wrote down.</summary>
public static class Reports
{
    public const string StockOuts = "stock-outs", Service = "service", Suppliers = "suppliers",
        BestSellers = "best-sellers", Surplus = "surplus", Promises = "promises";

    public static readonly IReadOnlyList<string> All = [StockOuts, Service, Suppliers, BestSellers, Surplus, Promises];

    /// <summary>Rows of SKUs in one report, the most important ones; the total counts all.</summary>
    public const int MostRows = 1_000;

    internal static ReportTable OfService(
        DateOnly from, DateOnly to, IReadOnlyList<ShopDay> days, WaitingDocument now)
    {
        var (p50, p90, oldest) = WaitingUnits.Age(now.Waiting, now.Date);
        return new(
            Service, from, to,
            "units asked each day by orders taken here, as far as nights have counted them; how imported demand was "
            + "served nobody knows, so it counts 0; waiting are the units that customers wait for on "
            + $"{now.Date:yyyy-MM-dd}, and for how many days, whatever from and to say",
            [
                "day", "asked", "atOnce", "backordered", "rejected", "lines", "linesAtOnce", "bulkUnits", "fillRate",
                "lineFillRate", "backorderRate", "waiting", "waitingP50Days", "waitingP90Days", "waitingOldestDays",
            ],
            [.. days.Select(IReadOnlyList<object?> (day) => [day.Day, .. Figures(day), null, null, null, null])],
            ["total", .. Figures(Total(days)), now.Waiting.Sum(since => since.Units), p50, p90, oldest]);

        static IReadOnlyList<object?> Figures(ShopDay day) =>
        [
            day.Asked, day.AtOnce, day.Backordered, day.Rejected, day.Lines, day.LinesAtOnce, day.BulkUnits,
            Ratio(day.AtOnce, day.Asked), Ratio(day.LinesAtOnce, day.Lines), Ratio(day.Backordered, day.Asked),
        ];
    }

    internal static ReportTable OfPromises(DateOnly from, DateOnly to, IReadOnlyList<ShopDay> days)
    {
        return new(
            Promises, from, to,
            "units of shipments that are through, by the day of the last ones: here by the date promised by at first, "
            + "and by the last one, P80 lateness included",
            ["day", "promised", "keptFirst", "keptLast", "keptFirstRate", "keptLastRate"],
            [.. days.Where(day => day.PromisedUnits > 0).Select(day => Row(day.Day, day))], Row("total", Total(days)));

        static IReadOnlyList<object?> Row(object name, ShopDay day) =>
        [
            name, day.PromisedUnits, day.KeptFirst, day.KeptLast, Ratio(day.KeptFirst, day.PromisedUnits),
            Ratio(day.KeptLast, day.PromisedUnits),
        ];
    }

    internal static ReportTable OfStockOuts(
        DateOnly from, DateOnly to, IReadOnlyList<PlannedRow> rows, IReadOnlyList<ShopDay> days)
    {
        var ranOut = rows.Where(row => row.StockOut is { } stockOut && stockOut.On >= from && stockOut.On <= to)
            .OrderByDescending(row => row.StockOut!.On).ThenBy(row => row.Sku, StringComparer.Ordinal).ToList();
        var total = Total(days);
        return new(
            StockOuts, from, to, "the last stock-out of each SKU; skuDays are nights in which a stock was looked at",
            ["sku", "name", "class", "on", "cause", "sentence", "evidence", "skuDaysOut", "skuDays", "outRate"],
            [.. ranOut.Take(MostRows).Select(IReadOnlyList<object?> (row) =>
            [
                row.Sku, row.Name, row.Class.ToString(), row.StockOut!.On, row.StockOut.Cause, row.StockOut.Sentence,
                string.Join("; ", row.StockOut.Evidence), null, null, null,
            ])],
            [
                "total", $"{ranOut.Count} SKUs", null, null, null, null, null, (long)total.SkusOut,
                (long)total.SkusLookedAt, Ratio(total.SkusOut, total.SkusLookedAt),
            ]);
    }

    internal static ReportTable OfBestSellers(
        DateOnly from, DateOnly to, StoredRiskList shown, IReadOnlyList<PlannedRow> rows)
    {
        var all = rows.Sum(row => row.Value);
        var best = rows.Where(row => row.Class == AbcClass.A || row.BestSeller is not null)
            .OrderByDescending(row => row.Value).ThenBy(row => row.Sku, StringComparer.Ordinal).ToList();
        return new(
            BestSellers, from, to, $"90 days before {shown.Date:yyyy-MM-dd}, classes by {By(shown)}",
            ["sku", "name", "class", "value", "currency", "share", "units", "rate14", "rate56", "alert"],
            [.. best.Take(MostRows).Select(IReadOnlyList<object?> (row) =>
            [
                row.Sku, row.Name, row.Class.ToString(), row.Value, shown.ByMoney ? row.Currency : null,
                Ratio(row.Value, all), row.Units90, row.Rate14, row.Rate56, row.BestSeller,
            ])],
            [
                "total", $"{best.Count} of {rows.Count} SKUs", null, Sum(best, row => row.Value), null,
                Ratio(best.Sum(row => row.Value), all), Sum(best, row => row.Units90), Sum(best, row => row.Rate14),
                Sum(best, row => row.Rate56), null,
            ]);
    }

    internal static ReportTable OfSurplus(
        DateOnly from, DateOnly to, StoredRiskList shown, IReadOnlyList<PlannedRow> rows)
    {
        var surplus = rows.Where(row => row.SurplusUnits > 0).OrderByDescending(row => row.SurplusValue)
            .ThenByDescending(row => row.SurplusUnits).ThenBy(row => row.Sku, StringComparer.Ordinal).ToList();
        var units = surplus.Sum(row => row.SurplusUnits);
        var held = rows.Sum(row => row.OnHand + row.OnOrder);
        return new(
            Surplus, from, to,
            $"as of {shown.Date:yyyy-MM-dd}; the total's onHand, onOrder and share are of all SKUs, its value adds up "
            + "currencies as they are",
            ["sku", "name", "class", "onHand", "onOrder", "units", "value", "currency", "share"],
            [.. surplus.Take(MostRows).Select(IReadOnlyList<object?> (row) =>
            [
                row.Sku, row.Name, row.Class.ToString(), row.OnHand, row.OnOrder, row.SurplusUnits, row.SurplusValue,
                row.Currency, Ratio(row.SurplusUnits, row.OnHand + row.OnOrder),
            ])],
            [
                "total", $"{surplus.Count} of {rows.Count} SKUs", null, rows.Sum(row => row.OnHand),
                rows.Sum(row => row.OnOrder), Sum(surplus, row => row.SurplusUnits),
                Sum(surplus, row => row.SurplusValue), null, Ratio(units, held),
            ]);
    }

    internal static ReportTable OfSuppliers(
        DateOnly from, DateOnly to, DateOnly plannedOn, IReadOnlyDictionary<SupplierId, SupplierTally> pooled)
    {
        var known = pooled.OrderBy(supplier => supplier.Key.Value, StringComparer.Ordinal).ToList();
        var all = new SupplierFacts(
            known.Sum(one => one.Value.Record.Lines), known.Sum(one => one.Value.Record.LinesOnTimeInFull),
            known.Sum(one => one.Value.Record.Ordered), known.Sum(one => one.Value.Record.OnTime),
            known.Sum(one => one.Value.Record.Confirmed), known.Sum(one => one.Value.Record.Received));
        return new(
            Suppliers, from, to,
            $"deliveries of the {Lateness.MostDays} days before {plannedOn:yyyy-MM-dd}, whatever from and to say; "
            + "lateness and lead times in days, null until enough is known; quantities in units",
            [
                "supplier", "deliveries", "p50Days", "p80Days", "p95Days", "leadTimeDays", "lines", "onTimeInFull",
                "ordered", "onTime", "confirmed", "received", "onTimeInFullRate", "onTimeRate", "confirmedRate",
                "receivedRate",
            ],
            [.. known.Select(one => Row(
                one.Key.Value, one.Value.Receipts, SupplierLearning.Learn(SupplierTally.None, one.Value),
                one.Value.Record))],
            Row("total", known.Sum(one => one.Value.Receipts), null, all));

        static IReadOnlyList<object?> Row(string name, int receipts, SupplierFigures? figures, SupplierFacts sums) =>
        [
            name, (long)receipts, (long?)figures?.P50Days, (long?)figures?.P80Days, (long?)figures?.P95Days,
            figures?.LeadTimeDays, sums.Lines, sums.LinesOnTimeInFull, sums.Ordered, sums.OnTime, sums.Confirmed,
            sums.Received, Ratio(sums.LinesOnTimeInFull, sums.Lines), Ratio(sums.OnTime, sums.Ordered),
            Ratio(sums.Confirmed, sums.Ordered), Ratio(sums.Received, sums.Ordered),
        ];
    }

    private static string By(StoredRiskList shown) => shown.ByMoney
        ? "money at the least price (the mean one where none is known; currencies are added up as they are)"
        : "units";

    /// <summary>Without what binary fractions leave behind.</summary>
    private static double Sum(IEnumerable<PlannedRow> rows, Func<PlannedRow, double> figure) =>
        Math.Round(rows.Sum(figure), 4);

    private static ShopDay Total(IReadOnlyList<ShopDay> days) =>
        days.Aggregate(ShopDay.Nothing(default), (sum, day) => sum.Plus(day));

    private static double? Ratio(double part, double whole) => whole == 0 ? null : Math.Round(part / whole, 4);
}
