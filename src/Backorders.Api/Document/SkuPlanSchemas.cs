using Microsoft.OpenApi;
using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>Everything behind the plan of a SKU.</summary>
internal static class SkuPlanSchemas
{
    public static IEnumerable<(string Name, IOpenApiSchema Schema)> All =>
    [
        ("SkuPlan", Plan()), ("PlannedStock", Stock()), ("DemandHistory", History()), ("DemandDay", Day()),
        ("Forecast", Forecast()), ("PlannedLeadTime", LeadTime()), ("Service", Service()),
        ("ServiceOption", Option()), ("RankedSupplier", Supplier()), ("Surplus", Surplus()), ("SurplusCut", Cut()),
    ];

    private static OpenApiSchema Plan() => Object(
        "All that the last night's plan says of a SKU.",
        "plannedOn summary stock history forecast leadTime service options suppliers surplus alerts",
        ("plannedOn", Date("The day of the plan.")),
        ("summary", Ref("PlannedSku")),
        ("stock", Ref("PlannedStock")),
        ("history", Ref("DemandHistory")),
        ("forecast", Ref("Forecast")),
        ("leadTime", Ref("PlannedLeadTime")),
        ("service", Ref("Service")),
        ("options", ListOf(Ref("ServiceOption"), "What 90, 95 and 98 % mean in units and in the summary's currency.")),
        ("suppliers", ListOf(Ref("RankedSupplier"), "Who has an offer, the best first.")),
        ("surplus", Ref("Surplus")),
        ("alerts", ListOf(Text("A sentence."), "Best seller, spikes.")));

    private static OpenApiSchema Stock() => Object(
        "What it stood at, in units.", "onHand allocated waiting announced ordered position coverReason",
        ("onHand", Whole("In the building.")),
        ("allocated", Whole("Of those, what belongs to customers already.")),
        ("waiting", Whole("What customers wait for.")),
        ("announced", Whole("Still to come by announced shipments.")),
        ("ordered", Whole("Ordered, not announced yet.")),
        ("position", Number("On hand + announced + ordered − waiting − allocated.")),
        ("coverReason", Text("How long it lasts.")));

    private static OpenApiSchema History() => Object(
        "What was asked.",
        "from to knownDays lines units bulkUnits bulkAbove spikeDays spikeAbove pattern steadiness",
        ("from", OrNull(Date("The first day looked at; null: nothing is known."))),
        ("to", OrNull(Date("The last day."))),
        ("knownDays", Whole("Days of which the demand is known.")),
        ("lines", Whole("Order lines.")),
        ("units", Amount("Units.")),
        ("bulkUnits", Amount("Of those, in bulk lines: promised, not buffered.")),
        ("bulkAbove", OrNull(Amount("Lines with more units are bulk; null: too few lines to tell."))),
        ("spikeDays", ListOf(Date("A day."), "Days that stand out: shown, not removed.")),
        ("spikeAbove", OrNull(Amount("Days with more units stand out; null: nothing was asked."))),
        ("pattern", Word("By weeks.", "none", "smooth", "erratic", "intermittent", "lumpy")),
        ("steadiness", OrNull(Word("By weeks; null: no whole week is known.", "x", "y", "z"))),
        ("days", ListOf(Ref("DemandDay"), "The last 12 weeks.")));

    private static OpenApiSchema Day() => Object(
        "A day's demand.", "day units lines bulkUnits backordered rejected spike",
        ("day", Date("The day.")),
        ("units", Number("Units asked, less those cancelled within 3 days.")),
        ("lines", Number("Order lines.")),
        ("bulkUnits", Whole("Units in bulk lines.")),
        ("backordered", Whole("Units that had to wait.")),
        ("rejected", Whole("Units that were refused.")),
        ("spike", Flag("Whether it stands out.")));

    private static OpenApiSchema Forecast() => Object(
        "What is expected.", "method perDay deviation basis explanation leadTimeDemand sigma wape bias",
        ("method", OrNull(Text("Null: there is too little history."))),
        ("perDay", Amount("Units a day.")),
        ("deviation", Amount("Standard deviation, units a day.")),
        ("basis", Word("Whose rate it is.", "history", "similarItems", "manual", "none")),
        ("explanation", Text("Such as \"not enough history: 9 of 14 days; 3 a day as similar items\".")),
        ("leadTimeDemand", Amount("Units asked in lead time and review interval.")),
        ("sigma", Amount("Its standard deviation, units.")),
        ("wape", OrNull(Amount("Absolute error / demand, of forecasts over the lead time; null: not known."))),
        ("bias", OrNull(Number("(Forecast − demand) / demand of the same; null: not known."))));

    private static OpenApiSchema LeadTime() => Object(
        "How long an order takes, in days.", "days deviation reviewDays lateDaysP80 basis",
        ("days", Amount("Mean, the usual lateness included.")),
        ("deviation", Amount("Standard deviation.")),
        ("reviewDays", Amount("From one look to the next.")),
        ("lateDaysP80", Amount("Four of five deliveries are no later.")),
        ("basis", Text("Where it comes from.")));

    private static OpenApiSchema Service() => Object(
        "How safe it is.",
        "counts target reached weeks k textbook calibrated pool safetyStock explanation",
        ("counts", Word("What the target is a share of: units served at once, or cycles.", "units", "cycles")),
        ("target", Amount("0.95 is 95 %.", 0, 1)),
        ("reached", OrNull(Amount("By like items in the last weeks; null: not known yet.", 0, 1))),
        ("weeks", Whole("So many weeks.")),
        ("k", Number("The safety factor, in standard deviations.")),
        ("textbook", Number("What the textbook would say.")),
        ("calibrated", Flag("Whether it comes from the shop's own past.")),
        ("pool", Text("Whose past.")),
        ("safetyStock", Amount("Units.")),
        ("explanation", Text("Such as \"target 95 %, reached 94 % in 12 weeks, k 2.8 (textbook 1.64)\".")));

    private static OpenApiSchema Option() => Object(
        "What a target costs.", "target safetyStock reorderPoint safetyValue costPerYear explanation",
        ("target", Amount("0.95 is 95 %.", 0, 1)),
        ("safetyStock", Amount("Units.")),
        ("reorderPoint", Whole("Units.")),
        ("safetyValue", OrNull(Amount("Money that lies in the safety stock; null: no price is known."))),
        ("costPerYear", OrNull(Amount("Money a year to keep it; null: no price is known."))),
        ("explanation", Text("In words.")));

    private static OpenApiSchema Supplier() => Object(
        "A supplier and why it stands where it stands.", "supplier unitPrice arrives daysLate total reason",
        ("supplier", Id("The supplier.")),
        ("unitPrice", OrNull(Amount("Money; null: unknown."))),
        ("arrives", Date("Lead time and P80 lateness from the day of the plan.")),
        ("daysLate", Whole("After the day by which it is needed.")),
        ("total", Amount("What the needed units cost when they lie in the shop.")),
        ("reason", Text("In words.")));

    private static OpenApiSchema Surplus() => Object(
        "What there is, or comes, beyond the need.", "units value reason cuts",
        ("units", Amount("Units.")),
        ("value", Amount("Money; 0 where no price is known.")),
        ("reason", Text("The sum.")),
        ("cuts", ListOf(Ref("SurplusCut"), "What to stop, the latest first.")));

    private static OpenApiSchema Cut() => Object(
        "Units of a shipment to stop.", "shipment due units kind",
        ("shipment", Id("Which.")),
        ("due", Date("When it is expected.")),
        ("units", Whole("How many.")),
        ("kind", Word("What to ask for.", "cancel", "defer")));
}
