using System.Text.Json.Serialization;
using Backorders.Prevention;

namespace Backorders.Supply;

/// <summary>A SKU on the buyer's list, and in the reports.</summary>
/// <param name="Class">By the value of 90 days.</param>
/// <param name="CoverDays">Null: it lasts without end.</param>
/// <param name="Value">Of 90 days: money where the shop's classes go by money, else units.</param>
public sealed record PlannedRow(
    string Sku, string? Name, AbcClass Class, long OnHand, long OnOrder, long Waiting, double? CoverDays,
    DateOnly? StockOutOn, ReorderPointView ReorderPoint, ProposalView Proposal, string? Suppliers, bool AtRisk,
    double UnitsAtRisk, double ValueAtRisk, double Value, double Units90, double Rate14, double Rate56,
    string? BestSeller, double SurplusUnits, double SurplusValue, string? Currency, StockOutView? StockOut)
{
    /// <summary>Of the units on hand, what belongs to customers already.</summary>
    public long Allocated { get; init; }

    /// <summary>On hand + on order − allocated − waiting: the proposal goes by it.</summary>
    public double Position { get; init; }

    /// <summary>Who could deliver, the best first; null: planned before it was kept here.</summary>
    public IReadOnlyList<RankedSupplierView>? Ranking { get; init; }
}

/// <param name="Explanation">"162 = 12.5 a day × 12 days (150) + safety 12".</param>
public sealed record ReorderPointView(long Units, string Explanation);

/// <param name="Advice">wait, order or askAPerson.</param>
/// <param name="PurchaseOrder">The proposal that stands for it; null: none.</param>
/// <param name="UnitPrice">Null: unknown.</param>
public sealed record ProposalView(
    string Advice, long Units, string? Supplier, DateOnly NeededBy, double? UnitPrice, string? Currency, string Reason,
    string? PurchaseOrder);

/// <param name="Cause">supplier, demand, safetyStock or combined.</param>
public sealed record StockOutView(
    DateOnly On, string Cause, string Sentence, IReadOnlyList<string> Evidence, IReadOnlyList<string> Tags);

/// <summary>All that the last night's plan says of a SKU.</summary>
public sealed record SkuPlanView(
    DateOnly PlannedOn, PlannedRow Summary, PlannedStockView Stock, HistoryView History, ForecastView Forecast,
    LeadTimeView LeadTime, ServiceView Service, IReadOnlyList<OptionView> Options,
    IReadOnlyList<RankedSupplierView> Suppliers, SurplusView Surplus, IReadOnlyList<string> Alerts);

public sealed record PlannedStockView(
    long OnHand, long Allocated, long Waiting, long Announced, long Ordered, double Position, string CoverReason);

/// <param name="SpikeDays">Tagged and shown, not removed.</param>
/// <param name="BulkAbove">Lines with more units are promised, not buffered; null: too few lines to tell.</param>
/// <param name="Pattern">none, smooth, erratic, intermittent or lumpy.</param>
/// <param name="Steadiness">x, y or z; null: no whole week is known.</param>
public sealed record HistoryView(
    DateOnly? From, DateOnly? To, int KnownDays, long Lines, double Units, double BulkUnits, double? BulkAbove,
    IReadOnlyList<DateOnly> SpikeDays, double? SpikeAbove, string Pattern, string? Steadiness)
{
    /// <summary>The last 12 weeks, filled in when they are asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HistoryDay>? Days { get; init; }
}

public sealed record HistoryDay(
    DateOnly Day, long Units, int Lines, long BulkUnits, long Backordered, long Rejected, bool Spike);

/// <param name="Basis">history, similarItems, manual or none.</param>
/// <param name="Wape">Of forecasts over the lead time in the last 24 weeks; null: not known.</param>
/// <param name="Bias">Forecast − actual, as a share of what was asked; null: not known.</param>
public sealed record ForecastView(
    string? Method, double PerDay, double Deviation, string Basis, string Explanation, double LeadTimeDemand,
    double Sigma, double? Wape, double? Bias);

public sealed record LeadTimeView(
    double Days, double Deviation, double ReviewDays, double LateDaysP80, string Basis);

/// <param name="Counts">units (fill rate) or cycles.</param>
/// <param name="Reached">In the last 12 weeks by like items; null: not known yet.</param>
public sealed record ServiceView(
    string Counts, double Target, double? Reached, int Weeks, double K, double Textbook, bool Calibrated, string Pool,
    double SafetyStock, string Explanation);

/// <param name="SafetyValue">Money that lies in the safety stock; null: no price is known.</param>
/// <param name="CostPerYear">Money a year to keep it; null: no price is known.</param>
public sealed record OptionView(
    double Target, double SafetyStock, long ReorderPoint, double? SafetyValue, double? CostPerYear,
    string Explanation);

public sealed record RankedSupplierView(
    string Supplier, double? UnitPrice, DateOnly Arrives, int DaysLate, double Total, string Reason);

public sealed record SurplusView(double Units, double Value, string Reason, IReadOnlyList<CutView> Cuts);

/// <param name="Kind">cancel or defer.</param>
public sealed record CutView(string Shipment, DateOnly Due, long Units, string Kind);
