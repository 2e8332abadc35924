using Backorders.Api.Replenishment;
using Backorders.Pipeline.Planning;
using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>What the document says about the nightly plan and the reports.</summary>
internal static class ReplenishmentOperations
{
    private const string Tag = "Replenishment";

    public static IReadOnlyList<DescribedOperation> All => [List(), Get(), Run(), Report()];

    private static DescribedOperation List() => new(
        "ListReplenishment", Tag, "List what is at risk",
        "What runs out before an order placed now would be here, what has sunk to its reorder point and what customers "
        + "wait for; the most valuable first, as of the last night's plan. What is to be ordered stands beside it as a "
        + "proposal, and among the purchase orders to be approved.")
    {
        Parameters =
        [
            Limit(ReplenishmentRoutes.PageSize),
            After(),
        ],
        Answers = [new DescribedAnswer(200, "A page.", "ReplenishmentPage", ReplenishmentSamples.Page)],
        Refusals = [SampleProblems.MalformedQuery],
    };

    private static DescribedOperation Get() => new(
        "GetReplenishment", Tag, "Explain a SKU",
        "Everything behind its plan: the history with what is extraordinary about it, forecast, lead time, target and "
        + "reached service, what other targets cost, suppliers, surplus, and why it last ran out.")
    {
        Answers = [new DescribedAnswer(200, "The plan.", "SkuReplenishment", ReplenishmentSamples.Sku)],
        Refusals = [SampleProblems.NoSuchSku],
    };

    private static DescribedOperation Run() => new(
        "RunReplenishment", Tag, "Make today's plan",
        "It is made each night by itself. It goes on in the background, once at a time for a shop; asked again, it "
        + "says how far it is.")
    {
        Request = new DescribedBody("ReplenishmentRun", ReplenishmentSamples.Run),
        Answers =
        [
            new DescribedAnswer(202, "It is being made.", "ReplenishmentState", ReplenishmentSamples.Running),
            new DescribedAnswer(
                200, "Today's is done; `again` makes it anew.", "ReplenishmentState", ReplenishmentSamples.Done),
        ],
    };

    private static DescribedOperation Report() => new(
        "GetReport", Tag, "Show a report",
        $"One of {string.Join(", ", Reports.All.Select(name => $"`{name}`"))}, as JSON or, with `Accept: text/csv`, as "
        + "a table for spreadsheets. Every ratio of the total is one of sums, not a mean of ratios.")
    {
        Parameters =
        [
            Query("from", Date("A day."), "The first day; 90 days up to `to` unless given."),
            Query("to", Date("A day."), $"The last day, today unless given; at most {ReadReports.MostDays} days."),
        ],
        Answers =
        [
            new DescribedAnswer(200, "The report.", "Report", ReplenishmentSamples.Report)
            {
                Csv = ReplenishmentSamples.ReportTable,
            },
        ],
        Refusals = [SampleProblems.NotFound, SampleProblems.MalformedQuery],
    };
}
