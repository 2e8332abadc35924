using Backorders.Notices;
using Backorders.Orders;

namespace Backorders.Pipeline.Documents;

/// <summary>An order as it was taken, what was asked of it since, and what its customer was last told.</summary>
/// <param name="Content">A hash of the parsed request: tells a repeat from another order with its number.</param>
internal sealed record OrderDocument(
    int Schema, string Number, DateTimeOffset PlacedAt, DateTimeOffset AcceptedAt, StoredCustomer Customer,
    bool ShipComplete, IReadOnlyList<StoredOrderLine> Lines, string Content) : StoredDocument(Schema)
{
    /// <summary>Lines were placed, and what they met is recorded.</summary>
    public bool Placed { get; init; }

    /// <summary>Cancels and shipments in the order in which they were taken.</summary>
    public IReadOnlyList<StoredAction> Actions { get; init; } = [];

    /// <summary>So many of the actions were done in all their pools.</summary>
    public int ActionsDone { get; init; }

    /// <summary>For lists only; answers are computed.</summary>
    public string? Status { get; init; }

    /// <summary>Per line, what the customer was last told.</summary>
    public IReadOnlyList<StoredLineState> Told { get; init; } = [];

    /// <summary>Per line, as it was last seen: what lists and the next notice go by.</summary>
    public IReadOnlyList<StoredLineState> Seen { get; init; } = [];

    /// <summary>A line waited at some time that the customer knows of; without it there are no mails.</summary>
    public bool Waited { get; init; }

    /// <summary>A mail told the customer what waits; <i>received</i> is due no more.</summary>
    public bool Introduced { get; init; }

    /// <summary>So many notices were made; the last one may be under way.</summary>
    public int Notices { get; init; }

    public bool NoticeOpen { get; init; }

    /// <summary>Counts the looks that found a notice under way, so that none decides from an older look.</summary>
    public int Looks { get; init; }

    /// <summary>What the customer chose last by a link in a mail; null: nothing.</summary>
    public StoredChoice? Choice { get; init; }

    /// <summary>The <c>traceparent</c> of the request that brought it; null: nobody listened.</summary>
    public string? Trace { get; init; }

    public bool Unfinished => !Placed || ActionsDone < Actions.Count;
}

internal sealed record StoredCustomer(string? Name, string Email, string? Locale);

internal sealed record StoredOrderLine(string Sku, int Quantity, bool Deny)
{
    public static StoredOrderLine Of(OrderLine line) => new(line.Sku.Value, line.Quantity, line.Deny);
}

/// <summary>A cancel (lines keep so many units) or a shipment (lines leave with a tracking number).</summary>
internal sealed record StoredAction
{
    /// <summary>The id of its intent on the queue, by which the one who asked knows it again.</summary>
    public string Id { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>With a cancel: the live units that lines keep.</summary>
    public IReadOnlyList<StoredKeep>? Keep { get; init; }

    public IReadOnlyList<int>? Ship { get; init; }

    public string? Tracking { get; init; }

    public string? Reason { get; init; }

    /// <summary>The caller's Idempotency-Key.</summary>
    public string? Key { get; init; }

    /// <summary>A hash of what was asked.</summary>
    public string? Content { get; init; }

    /// <summary>The customer asked for it, by the link in this mail; null: the shop did.</summary>
    public int? Notice { get; init; }
}

/// <param name="Notice">The newest mail by whose link something was chosen.</param>
internal sealed record StoredChoice(CustomerChoice Choice, int Notice, DateTimeOffset At);

internal sealed record StoredKeep(int Line, int Units);

/// <param name="Version">The version of the head that it was seen under: never replaced from an older one.</param>
internal sealed record StoredLineState(
    LineCondition Condition, DateOnly? Date, int Allocated, int Cancelled, long Version)
{
    public static StoredLineState Of(LineState state) =>
        new(state.Condition, state.Date, state.Allocated, state.Cancelled, state.Version);

    public LineState ToState() => new(Condition, Date, Allocated, Cancelled, Version);
}
