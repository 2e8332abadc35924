using System.Globalization;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;
using Backorders.Supply;

namespace Backorders.Pipeline.Planning;

/// <summary>Shows the plan that is done, while the next one is made beside it.</summary>
public sealed class ReadReplenishment(IStore store, PlanStore plans, ReadDemand demand, Clocks clocks)
{
    /// <summary>What is said where there is no plan.</summary>
    public const string NoPlan = "no plan yet: POST /api/replenishment/run";

    /// <summary>Days of history that are shown with a SKU: 12 weeks.</summary>
    private const int ShownDays = 84;

    /// <summary>The SKUs at risk, the most valuable first.</summary>
    public async Task<ReplenishmentPage> List(
        ShopId shop, string? after, int limit, CancellationToken cancellationToken)
    {
        var run = (await plans.Run(shop, cancellationToken))?.Value;
        if (run?.Shown is not { } shown)
        {
            return new("none", run is null ? NoPlan : "the first plan is being made", null, null, 0, 0, [], null);
        }

        var (list, from) = At(after, shown);
        var rows = new List<PlannedRow>(limit);
        while (rows.Count < limit && from < shown.AtRisk)
        {
            var page = await plans.Find(
                Keys.PlanOf(shop), Keys.RiskPage(list, from / PublishPlan.PageRows),
                PlanJson.Default.RiskPageDocument, cancellationToken);
            var some = (page?.Rows ?? []).Skip(from % PublishPlan.PageRows).Take(limit - rows.Count).ToList();
            if (some.Count == 0)
            {
                break;
            }

            rows.AddRange(some);
            from += some.Count;
        }

        return new(
            "ready",
            shown.Date < clocks.Today && run.Phase != PlanPhase.Done ? "today's plan is being made" : null,
            shown.Date, shown.ByMoney ? "money" : "units", shown.Skus, shown.AtRisk, rows,
            from < shown.AtRisk ? string.Create(CultureInfo.InvariantCulture, $"{list}|{from}") : null);
    }

    /// <summary>All that the plan says of a SKU; null: there is no such SKU.</summary>
    public async Task<SkuReplenishment?> Sku(PoolId pool, CancellationToken cancellationToken)
    {
        var found = await store.ReadTogether(Keys.Of(pool), [Keys.Head, Keys.Plan], cancellationToken);
        if (found[0] is null)
        {
            return null;
        }

        if (found[1] is null)
        {
            return new(pool.Sku.Value, NoPlan, null);
        }

        var plan = DocumentJson.Read(found[1]!.Body, PlanJson.Default.SkuPlanDocument).View;
        var until = plan.PlannedOn.AddDays(-1);
        var view = await demand.Days(pool, until.AddDays(1 - ShownDays), until, cancellationToken);
        var spikes = plan.History.SpikeDays.ToHashSet();
        return new(pool.Sku.Value, null, plan with
        {
            History = plan.History with
            {
                Days = view?.Days.Where(day => day.Day >= view.Since).Select(day => new HistoryDay(
                    day.Day, day.Units, day.Lines, day.BulkUnits, day.Backordered, day.Rejected,
                    spikes.Contains(day.Day))).ToList(),
            },
        });
    }

    /// <summary>A list that was begun is gone on with: it stands until the plan after the next one.</summary>
    private static (int List, int From) At(string? after, StoredRiskList shown) =>
        after?.Split('|') is [var list, var from]
        && int.TryParse(list, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? (number, place)
            : (shown.List, 0);
}

/// <param name="Status">ready, or none as long as no plan is done.</param>
/// <param name="Detail">What else is to be known; null: nothing.</param>
/// <param name="ClassesBy">money or units, of 90 days.</param>
/// <param name="Skus">Planned.</param>
public sealed record ReplenishmentPage(
    string Status, string? Detail, DateOnly? PlannedOn, string? ClassesBy, int Skus, int AtRisk,
    IReadOnlyList<PlannedRow> Rows, string? Next);

/// <param name="Detail">Why there is no plan; null: there is one.</param>
public sealed record SkuReplenishment(string Sku, string? Detail, SkuPlanView? Plan);
