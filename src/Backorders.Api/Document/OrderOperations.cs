using Backorders.Api.Orders;
using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>What the document says about orders.</summary>
internal static class OrderOperations
{
    private const string Tag = "Orders";

    private static readonly (string, string) Replayed = ("Idempotency-Replayed", "`true`: the same was asked before.");

    public static IReadOnlyList<DescribedOperation> All =>
        [Take(), Get(), List(), Changes(), Cancel(), Ship(), IntakeProblems()];

    private static DescribedOperation Take() => new(
        "TakeOrder", Tag, "Take an order",
        "Places all its lines, first come, first served per SKU. A repeat of the same order number with the same "
        + "content is answered 200 with the order as it is now. An unknown SKU: 422, nothing is placed.")
    {
        Parameters =
        [
            Header(OrderBody.KeyHeader, Id("An order number."), "The order number where the body has none."),
        ],
        Request = new DescribedBody("NewOrder", Samples.NewOrder),
        Answers =
        [
            new DescribedAnswer(201, "Accepted.", "Order", Samples.Order)
            {
                Headers = [("Location", "The order's address.")],
            },
            new DescribedAnswer(200, "The same was taken before; the order as it is now.", "Order", Samples.Order)
            {
                Headers = [Replayed],
            },
        ],
        Refusals = [SampleProblems.OrderConflict, SampleProblems.UnknownSku, SampleProblems.PoolFull],
    };

    private static DescribedOperation Get() => new("GetOrder", Tag, "Show an order", "Always current.")
    {
        Answers = [new DescribedAnswer(200, "The order.", "Order", Samples.Order)],
        Refusals = [SampleProblems.NotFound],
    };

    private static DescribedOperation List() => new(
        "ListOrders", Tag, "List orders",
        "Newest accepted first. The filter uses a stored status that may lag a little; entries are computed afresh and "
        + "those that no longer match are left out, so a page may be short while `next` is set.")
    {
        Parameters =
        [
            Query("status", Word("A status.", OrderRoutes.Statuses), "Only orders of this status."),
            Query("sku", Id("A SKU."), "Only orders with a line of this SKU."),
            Query("email", Text("A mailbox.", 254, "email"), "Only orders of this customer."),
            Limit(what: "Orders"),
            After(),
        ],
        Answers = [new DescribedAnswer(200, "A page.", "OrderPage", Samples.OrderPage)],
        Refusals = [SampleProblems.MalformedQuery],
    };

    private static DescribedOperation Changes() => new(
        "ListChanges", Tag, "Follow changes",
        "The orders whose lines changed by themselves or by a caller, oldest change first, each at least once. `next` "
        + "is always set: go on from it later.")
    {
        Parameters = [Limit(what: "Orders"), After()],
        Answers = [new DescribedAnswer(200, "A page.", "OrderPage", Samples.OrderPage)],
        Refusals = [SampleProblems.MalformedQuery],
    };

    private static DescribedOperation Cancel() => new(
        "CancelOrder", Tag, "Cancel lines",
        "Whole lines, or so many units of a line. Freed units go to the next in line at once. A named line that has "
        + "shipped: 409, nothing is cancelled; one that is cancelled or rejected already: nothing changes.")
    {
        Parameters =
        [
            Header(OrderBody.KeyHeader, Id("The caller's id."), "Makes a repeat of this cancel recognisable."),
        ],
        Request = new DescribedBody("Cancel", Samples.Cancel),
        Answers =
        [
            new DescribedAnswer(200, "The order as it is now.", "Order", Samples.Order) { Headers = [Replayed] },
        ],
        Refusals = [SampleProblems.NotFound, SampleProblems.AlreadyShipped],
    };

    private static DescribedOperation Ship() => new(
        "ShipOrder", Tag, "Ship lines",
        "The webshop tells that lines left the warehouse. Shipping what is shipped: with the same tracking number "
        + "nothing changes, with another 409.")
    {
        Request = new DescribedBody("Shipment", Samples.Shipment),
        Answers =
        [
            new DescribedAnswer(200, "The order as it is now.", "Order", Samples.Order) { Headers = [Replayed] },
        ],
        Refusals =
        [
            SampleProblems.NotFound, SampleProblems.NotAllocated, SampleProblems.ShipComplete,
            SampleProblems.AlreadyShipped,
        ],
    };

    private static DescribedOperation IntakeProblems() => new(
        "ListIntakeProblems", Tag, "List refused orders that came by queue",
        "Orders that were laid into the queue `intake` and that `POST /api/orders` would have refused, newest first, "
        + "each with the problem that it would have answered. The same message is listed once, and the newest "
        + $"{Pipeline.IntakeProblems.MostKept} problems of a shop are kept.")
    {
        Parameters =
        [
            Limit(what: "Problems"),
            After(),
        ],
        Answers = [new DescribedAnswer(200, "A page.", "IntakeProblemPage", Samples.IntakeProblemPage)],
        Refusals = [SampleProblems.MalformedQuery],
    };
}
