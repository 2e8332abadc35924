using Backorders.Pipeline.Planning;
using Microsoft.OpenApi;
using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>What is got of the nightly plan and the reports; tests hold these to views.</summary>
internal static class ReplenishmentSchemas
{
    public static IEnumerable<(string Name, IOpenApiSchema Schema)> All =>
    [
        ("ReplenishmentPage", Page()), ("PlannedSku", Planned()), ("ReorderPoint", Point()),
        ("OrderProposal", Proposal()), ("StockOut", StockOut()), ("SkuReplenishment", Sku()),
        ("ReplenishmentRun", Run()), ("ReplenishmentState", State()), ("Report", Report()),
        .. SkuPlanSchemas.All,
    ];

    private static OpenApiSchema Page() => Object(
        "A page of what is at risk.", "status detail plannedOn classesBy skus atRisk rows next",
        ("status", Word("`none` as long as no plan is done.", "none", "ready")),
        ("detail", OrNull(Text($"What else is to be known, such as \"{ReadReplenishment.NoPlan}\"."))),
        ("plannedOn", OrNull(Date("The day of the plan."))),
        ("classesBy", OrNull(Word("What the classes go by, of 90 days.", "money", "units"))),
        ("skus", Whole("SKUs that were planned.")),
        ("atRisk", Whole("SKUs on the list.")),
        ("rows", ListOf(Ref("PlannedSku"), "The most valuable first.")),
        ("next", OrNull(Text("The cursor of the next page; null: no more."))));

    private static OpenApiSchema Planned() => Object(
        "A SKU as it was planned.",
        "sku name class onHand onOrder waiting coverDays stockOutOn reorderPoint proposal suppliers atRisk unitsAtRisk "
        + "valueAtRisk value units90 rate14 rate56 bestSeller surplusUnits surplusValue currency stockOut "
        + "allocated position ranking",
        ("sku", Id("The SKU.")),
        ("name", OrNull(Text("What it is called."))),
        ("class", Word("By the value of 90 days.", "A", "B", "C")),
        ("onHand", Whole("Units in the building.")),
        ("onOrder", Whole("Units announced, or ordered and not announced yet.")),
        ("waiting", Whole("Units that customers wait for.")),
        ("allocated", Whole("Of the units on hand, what belongs to customers already.")),
        ("position", Number("On hand + on order − allocated − waiting: the proposal goes by it.")),
        ("coverDays", OrNull(Amount(
            "Days that what is free, and what comes within the lead time, lasts; null: without end."))),
        ("stockOutOn", OrNull(Date(
            "The day that asks for more than is there by then, today where customers wait already; "
            + "null: none in sight."))),
        ("reorderPoint", Ref("ReorderPoint")),
        ("proposal", Ref("OrderProposal")),
        ("suppliers", OrNull(Text("Whom to order from, and why; null: nobody has an offer."))),
        ("ranking", OrNull(ListOf(
            Ref("RankedSupplier"), "The first three who could deliver, the best first; null: an older plan."))),
        ("atRisk", Flag("Whether it is on the list.")),
        ("unitsAtRisk", Amount("Units that an order placed now comes too late for, or that customers wait for.")),
        ("valueAtRisk", Amount("The same in money, in units where no price is known.")),
        ("value", Amount("Of 90 days, in money or units.")),
        ("units90", Amount("Units asked in 90 days.")),
        ("rate14", Amount("Units a day in 14 days, without bulk lines.")),
        ("rate56", Amount("Units a day in 56 days, without bulk lines.")),
        ("bestSeller", OrNull(Text("Why it becomes a best seller; null: it does not."))),
        ("surplusUnits", Amount("Units beyond the need.")),
        ("surplusValue", Amount("What they cost; 0 where no price is known.")),
        ("currency", OrNull(Currency("Of its prices; null: none is known."))),
        ("stockOut", OrNull(Ref("StockOut"))));

    private static OpenApiSchema Point() => Object(
        "When to order.", "units explanation",
        ("units", Whole("Order when what is there or coming, less what is spoken for, has sunk to it.")),
        ("explanation", Text("How it comes about: \"162 = 12.5 a day × 12 days (150) + safety 12\".")));

    private static OpenApiSchema Proposal() => Object(
        "What to order.", "advice units supplier neededBy unitPrice currency reason purchaseOrder",
        ("advice", Word("`askAPerson`: minimum or packs would fill the shelves.", "wait", "order", "askAPerson")),
        ("units", Whole("Units, in whole packs; 0: none.")),
        ("supplier", OrNull(Id("From whom; null: nobody has an offer."))),
        ("neededBy", Date("The day by which it should be here.")),
        ("unitPrice", OrNull(Amount("Of one unit."))),
        ("currency", OrNull(Currency("Of the price."))),
        ("reason", Text("Why, for the buyer.")),
        ("purchaseOrder", OrNull(Id("The proposed purchase order that stands for it, to be approved; null: none."))));

    private static OpenApiSchema StockOut() => Object(
        "Why it last ran out.", "on cause sentence evidence tags",
        ("on", Date("The day.")),
        ("cause", Word(
            "What would have held alone; `combined`: nothing alone.", "supplier", "demand", "safetyStock", "combined")),
        ("sentence", Text("The whole in one or two sentences.")),
        ("evidence", ListOf(Text("A sentence."), "Of each change and tag.")),
        ("tags", ListOf(
            Word("A tag.", "nothingOrdered", "shortDelivery", "bulkLine"), "What else is to be known.")));

    private static OpenApiSchema Sku() => Object(
        "All about a SKU's plan.", "sku detail plan",
        ("sku", Id("The SKU.")),
        ("detail", OrNull(Text($"Why there is no plan: \"{ReadReplenishment.NoPlan}\"."))),
        ("plan", OrNull(Ref("SkuPlan"))));

    private static OpenApiSchema Run() => Object(
        "A wish for today's plan.", "",
        ("again", Flag("Anew although today's is done: prices, suppliers or counts have changed.")));

    private static OpenApiSchema State() => Object(
        "How far the day's plan is.", "date status phase skus begunAt detail",
        ("date", Date("The day of the plan.")),
        ("status", Word("Whether it is through.", "running", "done")),
        ("phase", Word("What it is at.", "learn", "analyse", "plan", "publish", "done")),
        ("skus", Whole("SKUs looked at so far.")),
        ("begunAt", Time("When it was begun.")),
        ("detail", OrNull(Text("What else is to be known."))));

    private static OpenApiSchema Report() => Object(
        "A report.", "report from to basis columns rows total",
        ("report", Word("Which.", [.. Reports.All])),
        ("from", Date("The first day.")),
        ("to", Date("The last day.")),
        ("basis", Text("What the figures rest on, or why there are none.")),
        ("columns", ListOf(Text("A name."), "In the order of the CSV.")),
        ("rows", ListOf(Cells("By the names of the columns."), "At most 1,000.")),
        ("total", OrNull(Cells("Sums, and ratios of sums; null: there is none."))));

    private static OpenApiSchema Cells(string description) =>
        MapOf(new OpenApiSchema { Description = "A text, a number or null." }, description);
}
