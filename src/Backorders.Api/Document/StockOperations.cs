using Backorders.Api.Stock;
using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>What the document says about stock.</summary>
internal static class StockOperations
{
    private const string Tag = "Stock";

    public static IReadOnlyList<DescribedOperation> All =>
        [Put(), Get(), List(), Adjust(), Receive(), Promise(), Backorders()];

    private static DescribedOperation Put() => new(
        "PutStock", Tag, "Create or change a SKU",
        "`onHand` is a stock count: the difference to what the ledger holds is booked as an adjustment; with `countId` "
        + "a repeat changes nothing.")
    {
        Request = new DescribedBody("StockSettings", Samples.StockSettings),
        Answers =
        [
            new DescribedAnswer(201, "The SKU is new.", "Stock", Samples.Stock)
            {
                Headers = [("Location", "The SKU's address.")],
            },
            Now("The SKU as it is now."),
        ],
        Refusals = [SampleProblems.IdConflict],
    };

    private static DescribedOperation Get() => new(
        "GetStock", Tag, "Show a SKU", "Units in the building, lines that wait, and what is on its way.")
    {
        Answers = [new DescribedAnswer(200, "The SKU.", "Stock", Samples.Stock)],
        Refusals = [SampleProblems.NoSuchSku],
    };

    private static DescribedOperation List() => new("ListStock", Tag, "List SKUs", "By id.")
    {
        Parameters =
        [
            Query("waiting", Flag("Whether."), "`true`: only SKUs that lines wait for."),
            Limit(),
            After(),
        ],
        Answers = [new DescribedAnswer(200, "A page.", "StockPage", Samples.StockPage)],
        Refusals = [SampleProblems.MalformedQuery],
    };

    private static DescribedOperation Adjust() => new(
        "AdjustStock", Tag, "Book units found or lost",
        "A negative one takes available units first, then the youngest allocations that have not shipped.")
    {
        Request = new DescribedBody("Adjustment", Samples.Adjustment),
        Answers = [Now("The SKU as it is now.")],
        Refusals = [SampleProblems.NoSuchSku, SampleProblems.InsufficientStock, SampleProblems.IdConflict],
    };

    private static DescribedOperation Receive() => new(
        "ReceiveStock", Tag, "Book goods in",
        "Goods are counted once: of what the supplier says has arrived and what is booked in for the same shipment, "
        + "the larger counts. Without a shipment it always adds.")
    {
        Request = new DescribedBody("Receipt", Samples.Receipt),
        Answers = [Now("The SKU as it is now.")],
        Refusals = [SampleProblems.NoSuchSku, SampleProblems.IdConflict],
    };

    private static DescribedOperation Promise() => new(
        "QuotePromise", Tag, "Ask what may be promised", "What a product page may promise now; changes nothing.")
    {
        Parameters = [Query("quantity", Whole("Units.", 1, StockBody.MaxUnits), "Units asked for.", required: true)],
        Answers =
        [
            new DescribedAnswer(200, "`eta` is null when all are available now.", "Promise", Samples.Promise),
        ],
        Refusals = [SampleProblems.NoSuchSku, SampleProblems.MalformedQuery],
    };

    private static DescribedOperation Backorders() => new(
        "ListBackorders", Tag, "List waiting lines", "In the order in which they will be served.")
    {
        Parameters = [Limit(StockRoutes.BackorderPageSize), After()],
        Answers = [new DescribedAnswer(200, "A page.", "BackorderPage", Samples.BackorderPage)],
        Refusals = [SampleProblems.NoSuchSku, SampleProblems.MalformedQuery],
    };

    private static DescribedAnswer Now(string description) => new(200, description, "Stock", Samples.Stock)
    {
        Headers = [("Idempotency-Replayed", "`true`: the same was asked before.")],
    };
}
