using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;
using Backorders.Supply;

namespace Backorders.Pipeline.Planning;

/// <summary>The last step of a run: the list of what is at risk by value, and the days of the whole shop.</summary>
public sealed class PublishPlan(PlanStore plans, Clocks clocks)
{
    /// <summary>Rows of a stored page of the list: some 150 KB.</summary>
    internal const int PageRows = 100;

    internal async Task<StoredRiskList> Run(
        ShopId shop, PlanRunDocument run, ShopFound found, CancellationToken cancellationToken)
    {
        var rows = new List<PlannedRow>();
        for (var page = 0; page < run.Pages; page++)
        {
            var planned = await plans.Find(
                Keys.PlanOf(shop), Keys.PlannedPage(page), PlanJson.Default.PlannedPageDocument, cancellationToken);
            rows.AddRange(planned?.Rows ?? throw new InvalidDataException($"Page {page} of {shop} was not planned."));
        }

        var list = run.Shown is { List: 0 } ? 1 : 0;
        var atRisk = rows.Where(row => row.AtRisk).OrderByDescending(row => row.ValueAtRisk)
            .ThenBy(row => row.Sku, StringComparer.Ordinal).Chunk(PageRows).ToList();
        for (var page = 0; page < atRisk.Count; page++)
        {
            await plans.Put(
                Keys.PlanOf(shop), Keys.RiskPage(list, page), new(DocumentJson.Schema, run.Date, atRisk[page]),
                PlanJson.Default.RiskPageDocument, cancellationToken);
        }

        foreach (var month in ShopDay.Sum(found.Pages.SelectMany(page => page.Days))
            .GroupBy(day => DemandMonth.Of(day.Day)))
        {
            await plans.Put(
                Keys.PlanOf(shop), Keys.ShopMonth(month.Key), new(DocumentJson.Schema, [.. month]),
                PlanJson.Default.ShopMonthDocument, cancellationToken);
        }

        await plans.Put(
            Keys.PlanOf(shop), Keys.ShopWaiting,
            new(
                DocumentJson.Schema, run.Date,
                WaitingUnits.Sum(found.Pages.SelectMany(page => page.Waiting ?? []))),
            PlanJson.Default.WaitingDocument, cancellationToken);
        return new(
            run.Date, list, atRisk.Count, atRisk.Sum(page => page.Length), rows.Count, found.ByMoney, run.Pages,
            found.IsFirst, clocks.Now);
    }
}
