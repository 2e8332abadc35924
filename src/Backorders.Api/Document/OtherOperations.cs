using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>What the document says about suppliers and operations.</summary>
internal static class OtherOperations
{
    public static IReadOnlyList<DescribedOperation> All => [News(), Dashboard(), Health(), OpenApi()];

    private static DescribedOperation News() => new(
        "ReceiveShipmentNews", "Suppliers", "Take a supplier's news",
        "A Standard Webhook, signed over `{webhook-id}.{webhook-timestamp}.{body}`. News may come late, out of order "
        + "and more than once: for the date, the quantities and the end each, the newest `timestamp` counts; arrived "
        + "totals only grow. `shipment.announced`: these quantities in total at `eta`. `shipment.delayed`: a new "
        + "`eta`. "
        + "`shipment.arrived`: the totals that have arrived so far. `shipment.closed`: nothing more will come. "
        + "`shipment.cancelled`: none of what has not arrived will come.")
    {
        Parameters =
        [
            Header("webhook-id", Text("The message's id.", 255), "The same id again: nothing happens twice.", true),
            Header("webhook-timestamp", Text("Unix seconds."), "Within 5 minutes of now.", true),
            Header("webhook-signature", Text("`v1,…`"), "One or more signatures, separated by spaces.", true),
        ],
        Request = new DescribedBody("ShipmentNews", Samples.ShipmentNews),
        Answers = [new DescribedAnswer(202, "Stored for processing, or stored before.")],
        Refusals =
        [
            SampleProblems.UnsignedNews, SampleProblems.ShipmentOfAnother, SampleProblems.IdConflict,
            SampleProblems.UnknownSku, SampleProblems.PoolFull,
        ],
    };

    private static DescribedOperation Dashboard() => new(
        "Dashboard", "Operations", "Look at a shop",
        "A page for an operator: what is well, what is still to be done, and the first SKUs that lines wait for.")
    {
        Answers = [new DescribedAnswer(200, "The page.", "Page") { MediaType = "text/html" }],
    };

    private static DescribedOperation Health() => new(
        "Health", "Operations", "Ask whether all is well",
        "For everybody. With an operator's key also what is still to be done for its shop. A 503 names what is away.")
    {
        Answers = [new DescribedAnswer(200, "All is well.", "Health", Samples.Health)],
    };

    private static DescribedOperation OpenApi() => new(
        "OpenApi", "Operations", "Read this document", "OpenAPI 3.1.")
    {
        Answers = [new DescribedAnswer(200, "The document.", "Document", """{ "openapi": "3.1.1" }""")],
    };
}
