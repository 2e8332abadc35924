using Backorders.Prevention;

namespace Backorders.Supply;

/// <summary>A plan in the words of the contract.</summary>
public static class PlanWording
{
    /// <summary>Suppliers that the list names of a SKU; all of them stand with the SKU.</summary>
    private const int MostRanked = 3;

    /// <param name="purchase">The proposal that stands for what it orders; null: none.</param>
    /// <param name="value">Of 90 days, by which the shop's classes go.</param>
    public static PlannedRow Row(SkuPlan plan, string? name, double value, string? purchase)
    {
        var figures = plan.Figures;
        var order = plan.Order;
        return new(
            plan.Sku, name, plan.Abc, figures.OnHand, figures.Inbound.Sum(inbound => inbound.Units) + figures.Ordered,
            figures.Waiting, Round(plan.CoverDays), plan.StockOutOn,
            new(plan.ReorderPoint.Units, Explained(plan)),
            new(
                Word(order.Advice), order.Units, order.Supplier, order.NeededBy, plan.UnitPrice, figures.Currency,
                order.Reason, purchase),
            plan.Suppliers?.Reason, plan.AtRisk, Round(plan.UnitsAtRisk), Round(plan.ValueAtRisk), Round(value),
            Round(plan.Analysis.Sums.ValueUnits), Round(plan.Analysis.Sums.Rate14), Round(plan.Analysis.Sums.Rate56),
            plan.BestSeller is { Alert: true } best ? best.Reason : null, Round(plan.Surplus.Units),
            Round(plan.Surplus.Value), figures.Currency, StockOut(plan.StockOut))
        {
            Allocated = figures.Allocated,
            Position = plan.Position,
            Ranking = [.. Ranking(plan).Take(MostRanked)],
        };
    }

    /// <summary>With what is only assumed: a rate that is not its own, a lead time that nobody has stated.</summary>
    private static string Explained(SkuPlan plan) => string.Join("; ", new[]
    {
        plan.ReorderPoint.Explanation,
        plan.Basis == RateBasis.History ? null : plan.DemandExplanation,
        plan.Analysis.Lead == PlannedLeadTime.Assumed ? plan.Analysis.Lead.Basis : null,
    }.OfType<string>());

    private static IEnumerable<RankedSupplierView> Ranking(SkuPlan plan) =>
        (plan.Suppliers?.Ranking ?? []).Select(ranked => new RankedSupplierView(
            ranked.Offer.Supplier, ranked.Offer.Price > 0 ? ranked.Offer.Price : null, ranked.Arrives,
            ranked.DaysLate, Round(ranked.Cost.Total), ranked.Reason));

    private static OptionView Option(SkuPlan plan, ServiceOption option, PlanSettings settings)
    {
        var money = option.SafetyStock * plan.UnitPrice;
        var costs = money is not { } known ? "" : $", {known:0.00} {plan.Figures.Currency} in the safety stock, "
            + $"{known * settings.CarryingRatePerYear:0.00} a year to keep it";
        return new(
            option.Target, Round(option.SafetyStock), option.ReorderPoint, Round(money),
            Round(money * settings.CarryingRatePerYear), option.Explanation + costs);
    }

    public static SkuPlanView View(SkuPlan plan, PlannedRow row, PlanSettings settings)
    {
        var (analysis, figures, service) = (plan.Analysis, plan.Figures, plan.Service);
        return new(
            plan.PlannedOn, row,
            new(
                figures.OnHand, figures.Allocated, figures.Waiting, figures.Inbound.Sum(inbound => inbound.Units),
                figures.Ordered, plan.Position, plan.CoverReason),
            new(
                analysis.From, analysis.To, analysis.Rate.KnownDays, analysis.Sums.Lines, Round(analysis.Sums.Units),
                Round(analysis.Sums.BulkUnits), analysis.Sums.BulkAbove, analysis.Demand.SpikeDays,
                analysis.Demand.SpikeAbove, Word(analysis.Demand.Pattern.Class),
                analysis.Demand.Steady is { } steady ? Word(steady) : null),
            Forecast(plan),
            new(
                Round(analysis.Lead.Days), Round(analysis.Lead.Deviation), settings.ReviewDays,
                analysis.Lead.LateDaysP80, analysis.Lead.Basis),
            new(
                Word(service.Factor.Counts), service.Factor.Target,
                Round(service.Factor.Counts == ServiceKind.Units ? service.Reached.Units : service.Reached.Cycles),
                service.Reached.Weeks, Round(service.Factor.K), Round(service.Factor.Textbook),
                service.Factor.Calibrated, service.Factor.Pool, Round(plan.SafetyStock), service.Explanation),
            [.. plan.Options.Select(option => Option(plan, option, settings))], [.. Ranking(plan)],
            new(
                Round(plan.Surplus.Units), Round(plan.Surplus.Value), plan.Surplus.Reason,
                [.. plan.Cuts.Select(cut => new CutView(cut.Reference, cut.Due, cut.Units, Word(cut.Kind)))]),
            Alerts(plan));
    }

    private static ForecastView Forecast(SkuPlan plan)
    {
        double[] actual = [.. plan.Analysis.Scores.Select(score => score.ActualUnits)];
        double[] forecast = [.. plan.Analysis.Scores.Select(score => score.ForecastUnits)];
        return new(
            plan.Analysis.Demand.Method, Round(plan.DemandPerDay), Round(plan.DemandDeviation), Word(plan.Basis),
            plan.DemandExplanation, Round(plan.LeadTimeDemand), Round(plan.Sigma),
            actual.Length == 0 ? null : Round(Accuracy.Wape(actual, forecast)),
            actual.Length == 0 ? null : Round(Accuracy.Bias(actual, forecast).Share));
    }

    private static List<string> Alerts(SkuPlan plan)
    {
        var alerts = new List<string>();
        if (plan.BestSeller is { Alert: true } best)
        {
            alerts.Add($"Best seller: {best.Reason}");
        }

        if (plan.SpikeAlert is { } spike)
        {
            alerts.Add(spike);
        }

        return alerts;
    }

    private static StockOutView? StockOut(SkuStockOut? stockOut) => stockOut is null ? null : new(
        stockOut.On, Word(stockOut.Facts.Reason), stockOut.Facts.Sentence, stockOut.Facts.Evidence,
        [.. stockOut.Facts.Tags.Select(tag => Word(tag))]);

    /// <summary>The words of the contract begin small.</summary>
    private static string Word<T>(T word)
        where T : struct, Enum
    {
        var text = word.ToString();
        return char.ToLowerInvariant(text[0]) + text[1..];
    }

    /// <summary>Nobody orders by the fifth decimal, and 0.30000000000000004 explains nothing.</summary>
    private static double Round(double value) => Math.Round(value, 4);

    private static double? Round(double? value) => value is { } known ? Round(known) : null;
}
