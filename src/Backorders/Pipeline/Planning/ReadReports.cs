using Backorders.Pipeline.Documents;
using Backorders.Prevention;
using Backorders.Supply;

namespace Backorders.Pipeline.Planning;

/// <summary>Reports over a time, from what the nights have written down: no report reads a SKU.</summary>
public sealed class ReadReports(PlanStore plans, PlannedSuppliers suppliers)
{
    /// <summary>Days of one report: a year and a day.</summary>
    public const int MostDays = 367;

    /// <returns>With a note where there is no plan yet.</returns>
    public async Task<ReportTable> Run(
        ShopId shop, string report, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var shown = (await plans.Run(shop, cancellationToken))?.Value.Shown;
        if (shown is null)
        {
            return ReportTable.Empty(report, from, to, ReadReplenishment.NoPlan);
        }

        switch (report)
        {
            case Reports.Service:
                return Reports.OfService(
                    from, to, await Days(shop, from, to, cancellationToken),
                    await plans.Find(
                        Keys.PlanOf(shop), Keys.ShopWaiting, PlanJson.Default.WaitingDocument, cancellationToken)
                    ?? new(DocumentJson.Schema, shown.Date, []));
            case Reports.Promises:
                return Reports.OfPromises(from, to, await Days(shop, from, to, cancellationToken));
            case Reports.StockOuts:
                return Reports.OfStockOuts(
                    from, to, await Rows(shop, shown, cancellationToken),
                    await Days(shop, from, to, cancellationToken));
            case Reports.BestSellers:
                return Reports.OfBestSellers(from, to, shown, await Rows(shop, shown, cancellationToken));
            case Reports.Surplus:
                return Reports.OfSurplus(from, to, shown, await Rows(shop, shown, cancellationToken));
            case Reports.Suppliers:
                var learned = await suppliers.Learned(shop, cancellationToken);
                return Reports.OfSuppliers(from, to, shown.Date, learned.Pooled);
            default:
                throw new ArgumentOutOfRangeException(nameof(report), report, "There is no such report.");
        }
    }

    private async Task<IReadOnlyList<ShopDay>> Days(
        ShopId shop, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var days = new List<ShopDay>();
        for (var month = DemandMonth.Of(from); month <= to; month = month.AddMonths(1))
        {
            var found = await plans.Find(
                Keys.PlanOf(shop), Keys.ShopMonth(month), PlanJson.Default.ShopMonthDocument, cancellationToken);
            days.AddRange((found?.Days ?? []).Where(day => day.Day >= from && day.Day <= to));
        }

        return days;
    }

    private async Task<IReadOnlyList<PlannedRow>> Rows(
        ShopId shop, StoredRiskList shown, CancellationToken cancellationToken)
    {
        var rows = new List<PlannedRow>();
        for (var page = 0; page < shown.PlannedPages; page++)
        {
            var found = await plans.Find(
                Keys.PlanOf(shop), Keys.PlannedPage(page), PlanJson.Default.PlannedPageDocument, cancellationToken);
            rows.AddRange(found?.Rows ?? []);
        }

        return rows;
    }
}
