namespace Backorders.Prevention;

/// <summary>
/// The second half of a plan: what to keep and to order of a SKU, from its own past (<see cref="AnalyseSku"/>), the
/// scores of the whole shop and its stock of this moment. The nightly plan and the replay ask this same function.
/// </summary>
public static class PlanSku
{
    /// <summary>Fewer known days, with spikes among them: nobody knows yet whether it lasts.</summary>
    private const int NewDays = BestSellerAlert.LongDays;

    /// <param name="calibration">Of the shop's scores, this SKU's among them.</param>
    /// <param name="today">The day of the plan; the past ends the day before.</param>
    public static SkuPlan Of(
        SkuAnalysis analysis, SkuFigures figures, ShopCalibration calibration, DateOnly today, PlanSettings settings)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(calibration);
        ArgumentNullException.ThrowIfNull(settings);
        var kept = Keep(analysis, figures, calibration, settings);
        var lead = analysis.Lead;
        var (demand, moments) = (kept.Demand, kept.Moments);
        var stock = Stock(figures, demand.PerDay, lead, today, kept.Point.Units);
        var (order, suppliers) = Order(figures, stock, kept, today, settings);
        var surplus = Surplus.Of(
            figures.OnHand, stock.OnOrder, moments.Mean, kept.SafetyStock, kept.Usual,
            figures.Allocated + figures.Waiting, Price(suppliers) ?? 0);
        var reach = demand.PerDay * (moments.ProtectionDays + Math.Max(0, lead.LateDaysP80));
        var missing = stock.AtRisk
            ? Math.Max(figures.Waiting, reach - stock.Urgency.Available - stock.Urgency.InboundInTime)
            : 0;
        return new(
            analysis.Sku, today, figures.Abc, analysis, demand.PerDay, demand.Deviation, demand.Basis,
            demand.Explanation, moments.Mean, moments.Deviation, kept.SafetyStock, kept.Point, kept.Service,
            kept.Options, figures, stock.Position,
            double.IsFinite(stock.Urgency.CoverDays) ? stock.Urgency.CoverDays : null,
            stock.Urgency.RunsOutInDays is { } days ? today.AddDays(days) : null, stock.Urgency.Urgent,
            stock.Urgency.Reason, stock.AtRisk, missing, missing * (Price(suppliers) ?? 1), order, suppliers, surplus,
            Surplus.CancelFirst(surplus.Stoppable, figures.Inbound), BestSeller(analysis, figures),
            SpikeAlert(analysis, today))
        {
            StockOut = figures.RanOut is { } ranOut
                ? LastStockOut.Explain(
                    ranOut, demand.PerDay, figures.SafetyStockBefore, kept.SafetyStock, demand.Deviation)
                : null,
        };
    }

    /// <summary>What to keep: demand of the lead time, safety, reorder point; and how much to order at a time.
    /// </summary>
    private static SkuKept Keep(
        SkuAnalysis analysis, SkuFigures figures, ShopCalibration calibration, PlanSettings settings)
    {
        var demand = Demand(analysis, figures.SimilarPerDay);
        var (lead, pattern) = (analysis.Lead, analysis.Demand.Pattern.Class);
        var moments = LeadTimeDemand.Moments(
            demand.PerDay, demand.Deviation, lead.Days, lead.Deviation, settings.ReviewDays);
        var maxCover = OrderQuantity.MaxCoverDays(
            figures.Abc, analysis.Rate.KnownDays < NewDays && analysis.Demand.SpikeDays.Count > 0);
        var usual = OrderQuantity.Target(
            Economic(demand.PerDay, figures, settings), demand.PerDay, settings.ReviewDays, maxCover);

        CalibratedFactor Factor(double target) => calibration.Factor(
            pattern, figures.Abc, target, asked => TextbookFactor(asked, usual, demand.PerDay, moments, settings));
        var factor = Factor(settings.Target(figures.Abc));
        var safety = SafetyStock.Of(factor.K, moments.Deviation);
        var reached = calibration.Reached(pattern, figures.Abc);
        return new(
            demand, moments, maxCover, usual, safety,
            ReorderPoint.Of(demand.PerDay, lead.Days, safety, settings.ReviewDays),
            new(factor, reached, Calibration.Explain(factor, reached)),
            ServiceOptions.Of(moments.Mean, moments.Deviation, target => Factor(target).K));
    }

    /// <summary>Money a unit; an offer of 0 is one whose price is not known.</summary>
    internal static double? Price(SupplierAdvice? suppliers) =>
        suppliers?.Chosen?.Offer.Price is > 0 and var price ? price : null;

    private static ReckonedDemand Demand(SkuAnalysis analysis, double? similarPerDay)
    {
        if (analysis.Rate.Basis == RateBasis.History)
        {
            return new(
                analysis.Demand.PerDay, analysis.Demand.Deviation, RateBasis.History, analysis.Demand.Explanation);
        }

        // A rate without a history of its own: as varied as demand that comes one by one (Poisson).
        var missing = analysis.Rate.Explanation;
        return similarPerDay is { } similar
            ? new(similar, Math.Sqrt(similar), RateBasis.SimilarItems,
                $"{missing}; {Shown.Number(similar)} a day as similar items")
            : new(0, 0, RateBasis.None, $"{missing}; no rate of similar items is known, so nothing is reckoned with");
    }

    /// <summary>The economic quantity, or so many days' demand where no price is known.</summary>
    private static double Economic(double perDay, SkuFigures figures, PlanSettings settings)
    {
        var price = figures.Offers.Where(offer => offer.Active && offer.Price > 0)
            .Select(offer => offer.Price).DefaultIfEmpty(0).Min();
        return price > 0
            ? EconomicOrderQuantity.OfDailyDemand(perDay, settings.OrderCost, price, settings.CarryingRatePerYear)
                .Quantity
            : perDay * settings.DaysWithoutPrice;
    }

    private static double TextbookFactor(
        double target, double usual, double perDay, LeadTimeMoments moments, PlanSettings settings)
    {
        if (moments.Deviation == 0)
        {
            return 0;
        }

        if (settings.Counts == ServiceKind.Units)
        {
            return Math.Max(usual, perDay) > 0
                ? FillRate.Factor(target, usual, moments.Deviation, perDay, settings.ReviewDays).K
                : 0;
        }

        // Where the normal distribution does not fit, the factor is the one that gives the fitting quantile.
        return moments.Mean >= LeadTimeDemand.NormalFrom
            ? SafetyFactor.Of(target)
            : (LeadTimeDemand.Quantile(moments.Mean, moments.Variance, target) - moments.Mean) / moments.Deviation;
    }

    private static SkuStock Stock(
        SkuFigures figures, double perDay, PlannedLeadTime lead, DateOnly today, long reorderPoint)
    {
        var onOrder = figures.Inbound.Sum(inbound => inbound.Units) + figures.Ordered;
        var position = InventoryPosition.Of(figures.OnHand, onOrder, figures.Waiting, figures.Allocated);
        var urgency = Urgency.Of(
            figures.OnHand, figures.Waiting, figures.Allocated,
            [.. figures.Inbound.Select(inbound =>
                new InboundUnits(inbound.Due.DayNumber - today.DayNumber, inbound.Units))],
            perDay, lead.Days, lead.LateDaysP80);
        var needed = perDay > 0 || figures.Waiting > 0;
        return new(
            onOrder, position, urgency, needed && (urgency.Urgent || position <= reorderPoint || figures.Waiting > 0));
    }

    private static (SkuOrder Order, SupplierAdvice? Suppliers) Order(
        SkuFigures figures, SkuStock stock, SkuKept kept, DateOnly today, PlanSettings settings)
    {
        var (perDay, usual) = (kept.Demand.PerDay, kept.Usual);
        OrderDecision Decide(long minimum, long pack) => OrderQuantity.Decide(
            stock.Position, kept.Point.Units, usual, perDay, minimum, pack, kept.MaxCoverDays,
            kept.Moments.ProtectionDays);

        var plain = Decide(0, 1);
        var neededBy = today.AddDays(stock.Urgency.RunsOutInDays ?? kept.MaxCoverDays);
        var suppliers = figures.Offers.Count == 0
            ? null
            : SupplierChoice.Of(
                figures.Offers, Math.Max(1, plain.Needed > 0 ? plain.Needed : (long)Math.Ceiling(usual)), today,
                neededBy, perDay, settings.CarryingRatePerYear);
        var chosen = suppliers?.Chosen?.Offer;
        var decision = chosen is null ? plain : Decide(chosen.Minimum, chosen.Pack);
        var reason = decision.Quantity == 0 ? decision.Reason
            : suppliers is null ? $"{decision.Reason}. No supplier has an offer: enter one"
            : figures.NotCompared is null ? $"{decision.Reason}. {suppliers.Reason}"
            : $"{decision.Reason}. {suppliers.Reason}. Not compared: {figures.NotCompared}";
        return (
            new(decision.Advice, decision.Quantity, usual, decision.OrderUpTo, neededBy, chosen?.Supplier, reason),
            suppliers);
    }

    private static BestSellerFacts? BestSeller(SkuAnalysis analysis, SkuFigures figures) => analysis.From is null
        ? null
        : BestSellerAlert.Of(
            analysis.Sums.Rate14, analysis.Sums.Rate56, analysis.Sums.LinesIn14Days, figures.Before, figures.Abc);

    private static string? SpikeAlert(SkuAnalysis analysis, DateOnly today)
    {
        var recent = analysis.Demand.SpikeDays.Where(day => day >= today.AddDays(-AnalyseSku.NewsDays)).ToList();
        return recent.Count == 0
            ? null
            : $"{string.Join(", ", recent.Select(day => $"{day:yyyy-MM-dd}"))} asked for more than "
                + $"{Shown.Number(analysis.Demand.SpikeAbove!.Value)} units: a spike";
    }

    private sealed record SkuStock(double OnOrder, double Position, UrgencyFacts Urgency, bool AtRisk);

    private sealed record ReckonedDemand(double PerDay, double Deviation, RateBasis Basis, string Explanation);

    private sealed record SkuKept(
        ReckonedDemand Demand, LeadTimeMoments Moments, int MaxCoverDays, double Usual, double SafetyStock,
        ReorderPointFacts Point, SkuService Service, IReadOnlyList<ServiceOption> Options);
}
