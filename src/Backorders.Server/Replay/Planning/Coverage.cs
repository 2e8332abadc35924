using Backorders.Prevention;

namespace Backorders.Server.Replay.Planning;

/// <summary>
/// Holds each reorder point of the plan against what was asked in the lead time and review after it: would an order
/// placed at the point have come before the shelf was empty?
/// </summary>
internal sealed class Coverage
{
    private readonly List<(string Sku, int Origin, int Days, SkuPlan Plan)> open = [];
    private long cycles, covered, coveredByTextbook, withDemand, coveredWithDemand;
    private double safety, textbookSafety, leadTimeDemand;

    public void Add(TradingDay day, SkuPlan plan)
    {
        if (plan.Basis == RateBasis.History)
        {
            var days = OriginScores.Window(plan.Analysis.Lead.Days + NightPlanner.Settings.ReviewDays);
            open.Add((plan.Sku, day.Number, days, plan));
        }
    }

    /// <summary>Judges those whose days are over.</summary>
    public void Judge(TradingDay day, Func<string, DemandBook> bookOf)
    {
        foreach (var (sku, origin, days, plan) in open.Where(one => one.Origin + one.Days <= day.Number))
        {
            var asked = bookOf(sku).Asked(origin + 1, days, plan.Analysis.Sums.BulkAbove, day.Date);
            var textbook = SafetyStock.Of(SafetyFactor.Of(plan.Service.Factor.Target), plan.Sigma);
            var holds = asked <= plan.ReorderPoint.Units;
            cycles++;
            covered += holds ? 1 : 0;
            coveredByTextbook += asked <= Math.Ceiling(plan.LeadTimeDemand + textbook) ? 1 : 0;
            withDemand += asked > 0 ? 1 : 0;
            coveredWithDemand += asked > 0 && holds ? 1 : 0;
            safety += plan.SafetyStock;
            textbookSafety += textbook;
            leadTimeDemand += plan.LeadTimeDemand;
        }

        open.RemoveAll(one => one.Origin + one.Days <= day.Number);
    }

    public CoverageFigures Figures() => new(
        cycles, Ratio(covered, cycles), Ratio(coveredWithDemand, withDemand), Ratio(coveredByTextbook, cycles),
        Ratio(safety, leadTimeDemand), Ratio(textbookSafety, leadTimeDemand));

    private static double? Ratio(double part, double whole) => whole == 0 ? null : part / whole;
}

/// <summary>Shares of cycles, and safety stock as a multiple of the demand of lead time and review.</summary>
/// <param name="Cycles">Reorder points judged: one a SKU and week.</param>
/// <param name="Reached">Covered / all; null: none was judged.</param>
/// <param name="ReachedWithDemand">The same of those in which anything was asked.</param>
/// <param name="ReachedByTextbook">What the textbook's factor would have reached.</param>
/// <param name="SafetyTimesDemand">Sum of safety stocks / sum of lead-time demands.</param>
/// <param name="TextbookTimesDemand">The same of the textbook's.</param>
internal sealed record CoverageFigures(
    long Cycles, double? Reached, double? ReachedWithDemand, double? ReachedByTextbook, double? SafetyTimesDemand,
    double? TextbookTimesDemand);
