using Backorders.Notices;
using Backorders.Orders;

namespace Backorders.Pipeline.Documents;

/// <summary>An order as it was taken, what was asked of it since, and what its customer was last told.</summary>
/// <param name="Content">A hash of the parsed request, to tell a repeat from another order with the same number.</param>
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

    public bool Unfinished => !Placed || ActionsDone < Actions.Count;
}

internal sealed record StoredCustomer(string? Name, string Email, string? Locale);

internal sealed record StoredOrderLine(string Sku, int Quantity, bool Deny)
{
    public static StoredOrderLine Of(OrderLine line) => new(line.Sku.Value, line.Quantity, line.Deny);
}

/// <summary>A cancel (lines keep so many units) or a shipment (lines leave with a tracking number).</summary>
/// <param name="Keep">With a cancel: the live units that each line keeps.</param>
/// <param name="Key">The caller's Idempotency-Key.</param>
/// <param name="Content">A hash of what was asked.</param>
internal sealed record StoredAction(
    DateTimeOffset At, IReadOnlyList<StoredKeep>? Keep, IReadOnlyList<int>? Ship, string? Tracking, string? Reason,
    string? Key, string? Content);

internal sealed record StoredKeep(int Line, int Units);

/// <param name="Version">The version of the head that it was seen under: never replaced from an older one.</param>
internal sealed record StoredLineState(LineCondition Condition, DateOnly? Date, int Allocated, int Cancelled, long Version)
{
    public static StoredLineState Of(LineState state) =>
        new(state.Condition, state.Date, state.Allocated, state.Cancelled, state.Version);

    public LineState ToState() => new(Condition, Date, Allocated, Cancelled, Version);
}
