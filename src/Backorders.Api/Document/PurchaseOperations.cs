using Backorders.Api.Orders;
using Backorders.Supply;
using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>What the document says about orders at suppliers.</summary>
internal static class PurchaseOperations
{
    private const string Tag = "Purchase orders";

    public static IReadOnlyList<DescribedOperation> All => [Place(), Get(), List(), Approve(), Cancel()];

    private static DescribedOperation Place() => new(
        "PlacePurchaseOrder", Tag, "Order at a supplier",
        "By hand, or of a proposal. With `send` the supplier is told by a signed webhook `purchaseOrder.placed`, "
        + "again and again for three days until it takes it, or by a mail with the order as CSV.")
    {
        Parameters = [Header(OrderBody.KeyHeader, Id("An id."), "The order's id where the body has none.")],
        Request = new DescribedBody("NewPurchaseOrder", PurchaseSamples.NewOrder),
        Answers =
        [
            new DescribedAnswer(201, "It is an order now.", "PurchaseOrder", PurchaseSamples.Order)
            {
                Headers = [("Location", "The order's address.")],
            },
            new DescribedAnswer(200, "The same was asked before.", "PurchaseOrder", PurchaseSamples.Order)
            {
                Headers = [("Idempotency-Replayed", "`true`.")],
            },
        ],
        Refusals = [SampleProblems.IdConflict, SampleProblems.UnknownSku, SampleProblems.WrongState],
    };

    private static DescribedOperation Get() => new(
        "GetPurchaseOrder", Tag, "Show a purchase order",
        "What is ordered, confirmed and received, and how telling the supplier goes.")
    {
        Answers = [Now()],
        Refusals = [SampleProblems.NotFound],
    };

    private static DescribedOperation List() => new(
        "ListPurchaseOrders", Tag, "List purchase orders", "Newest first, proposals among them.")
    {
        Parameters =
        [
            Query("status", Word("A status.", [.. PurchaseWords.States]), "Only orders with this status."),
            Query("supplier", Id("A supplier."), "Only orders at this supplier."),
            Limit(),
            After(),
        ],
        Answers = [new DescribedAnswer(200, "A page.", "PurchaseOrderPage", PurchaseSamples.Page)],
        Refusals = [SampleProblems.MalformedQuery],
    };

    private static DescribedOperation Approve() => new(
        "ApprovePurchaseOrder", Tag, "Agree to a proposal, or have an order sent",
        "A proposal becomes an order; what is one already stays as it is. With `send` the supplier is told, if it was "
        + "not.")
    {
        Request = new DescribedBody("Approval", PurchaseSamples.Approval),
        Answers = [Now()],
        Refusals = [SampleProblems.NotFound, SampleProblems.WrongState],
    };

    private static DescribedOperation Cancel() => new(
        "CancelPurchaseOrder", Tag, "Cancel a purchase order",
        "What has arrived stays counted. A supplier that was told of the order by us, or may have been, is told that "
        + "it is cancelled, in the same way: by the webhook `purchaseOrder.cancelled`, or by a mail.")
    {
        Request = new DescribedBody("PurchaseCancel", PurchaseSamples.Cancel),
        Answers = [Now()],
        Refusals = [SampleProblems.NotFound, SampleProblems.WrongState],
    };

    private static DescribedAnswer Now() => new(200, "As it is now.", "PurchaseOrder", PurchaseSamples.Order);
}
