namespace Backorders.Prevention;

/// <summary>What a SKU stands at when it is planned, in units, and what its suppliers offer.</summary>
/// <param name="Abc">By the value of the last 90 days.</param>
/// <param name="Before">Its class in the plan before; null: there was none.</param>
/// <param name="SimilarPerDay">Units a day of similar items, where its own history is too short; null: unknown.</param>
/// <param name="OnHand">In the building, allocated ones included.</param>
/// <param name="Allocated">Of those, what belongs to customers already.</param>
/// <param name="Waiting">What customers wait for.</param>
/// <param name="Inbound">Announced shipments, by their expected day.</param>
/// <param name="Ordered">At suppliers, not announced as a shipment yet.</param>
/// <param name="Offers">In one currency.</param>
/// <param name="Currency">Of the offers; null: unknown.</param>
public sealed record SkuFigures(
    AbcClass Abc, AbcClass? Before, double? SimilarPerDay, long OnHand, long Allocated, long Waiting,
    IReadOnlyList<InboundOrder> Inbound, long Ordered, IReadOnlyList<SupplierOffer> Offers, string? Currency)
{
    /// <summary>The last time it ran out; null: it did not, or nobody saw.</summary>
    public StockOutCase? RanOut { get; init; }

    /// <summary>Who offers too, without being among the offers, and why; null: nobody.</summary>
    public string? NotCompared { get; init; }

    /// <summary>Units of safety that the plan before kept; 0 without one.</summary>
    public double SafetyStockBefore { get; init; }
}

/// <summary>All that the plan knows and advises of a SKU, so that each number explains itself.</summary>
/// <param name="DemandPerDay">d: units a day that the plan reckons with.</param>
/// <param name="Basis">Whose rate it is.</param>
/// <param name="DemandExplanation">The method and the history, or which rate stands in for want of history.</param>
/// <param name="LeadTimeDemand">M: units asked in lead time + review interval.</param>
/// <param name="Sigma">Its standard deviation, units.</param>
/// <param name="SafetyStock">Units.</param>
/// <param name="Service">Target, k and what was reached.</param>
/// <param name="Options">What 90, 95 and 98 % mean in units.</param>
/// <param name="Position">On hand + on order − waiting − allocated, units.</param>
/// <param name="CoverDays">Days that what is there or comes in time lasts; null: without end.</param>
/// <param name="StockOutOn">The day that asks for more than there is; null: none in sight.</param>
/// <param name="AtRisk">It belongs on the buyer's list of the day.</param>
/// <param name="UnitsAtRisk">Units that a new order would come too late for, and those that customers wait for.</param>
/// <param name="ValueAtRisk">The same in money, or in units where no price is known.</param>
/// <param name="BestSeller">Rates and alert.</param>
/// <param name="SpikeAlert">A sentence when a day of the last week stood out; null: none did.</param>
public sealed record SkuPlan(
    string Sku, DateOnly PlannedOn, AbcClass Abc, SkuAnalysis Analysis, double DemandPerDay, double DemandDeviation,
    RateBasis Basis, string DemandExplanation, double LeadTimeDemand, double Sigma, double SafetyStock,
    ReorderPointFacts ReorderPoint, SkuService Service, IReadOnlyList<ServiceOption> Options, SkuFigures Figures,
    double Position, double? CoverDays, DateOnly? StockOutOn, bool Urgent, string CoverReason, bool AtRisk,
    double UnitsAtRisk, double ValueAtRisk, SkuOrder Order, SupplierAdvice? Suppliers, SurplusFacts Surplus,
    IReadOnlyList<InboundCut> Cuts, BestSellerFacts? BestSeller, string? SpikeAlert)
{
    /// <summary>Why it last ran out; null: it did not, or nobody saw.</summary>
    public SkuStockOut? StockOut { get; init; }

    /// <summary>Money a unit of the supplier that stands first; null: unknown.</summary>
    public double? UnitPrice => PlanSku.Price(Suppliers);
}

/// <summary>Target, factor, and what such factors reached.</summary>
/// <param name="Factor">k, the textbook's z and whose scores it rests on.</param>
/// <param name="Reached">In the last 12 weeks, of the same pool.</param>
/// <param name="Explanation">"target 95 %, reached 94 % in 12 weeks, k 2.8 (textbook 1.64)".</param>
public sealed record SkuService(CalibratedFactor Factor, ReplayedService Reached, string Explanation);

/// <summary>What to order today.</summary>
/// <param name="Advice">Wait, order, or ask a person first.</param>
/// <param name="Units">To order, in whole packs; 0: none.</param>
/// <param name="Usual">q*: units ordered at a time.</param>
/// <param name="UpTo">Units that the position is raised to.</param>
/// <param name="NeededBy">The day by which it should be here.</param>
/// <param name="Supplier">Null: nobody has a valid offer.</param>
/// <param name="Reason">Sentences for the buyer.</param>
public sealed record SkuOrder(
    OrderAdvice Advice, long Units, double Usual, double UpTo, DateOnly NeededBy, string? Supplier, string Reason);

/// <summary>Why it last ran out.</summary>
/// <param name="On">The day.</param>
/// <param name="Facts">The cause with its evidence.</param>
public sealed record SkuStockOut(DateOnly On, StockOutFacts Facts);
