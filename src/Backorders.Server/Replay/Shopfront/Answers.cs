namespace Backorders.Server.Replay.Shopfront;

// What the replay reads of the API's answers: its own records, so that it sees what any webshop would.

internal sealed record OrderAnswer(string OrderNumber, string Status, IReadOnlyList<LineAnswer> Lines);

/// <param name="Status">allocated, backordered, rejected, shipped or cancelled.</param>
internal sealed record LineAnswer(
    int Line, string Sku, int Quantity, string Status, int Allocated, int Backordered, int Shipped, int Cancelled,
    long UnitsAhead, EtaAnswer? Eta, DateOnly? Promised)
{
    public bool Waits => Status == "backordered";
}

/// <param name="Date">Null: unknown.</param>
internal sealed record EtaAnswer(DateOnly? Date, string Basis);

internal sealed record OrderPageAnswer(IReadOnlyList<OrderAnswer> Orders, string? Next);

internal sealed record StockAnswer(
    string Sku, string? Name, long OnHand, long Allocated, long Available, long Backordered, long WaitingLines,
    IReadOnlyList<InboundAnswer> Inbound);

internal sealed record InboundAnswer(string Shipment, DateOnly? Eta, long Expected, long Received, string Status);

internal sealed record StockPageAnswer(IReadOnlyList<StockAnswer> Stock, string? Next);

internal sealed record QueuedAnswer(
    string OrderNumber, int Line, int Allocated, int Backordered, long UnitsAhead, EtaAnswer? Eta, DateOnly? Promised);

internal sealed record QueuePageAnswer(IReadOnlyList<QueuedAnswer> Lines, string? Next);

internal sealed record HealthAnswer(WorkAnswer? Work);

internal sealed record WorkAnswer(NoticesAnswer Notices, long PoolsWithWork, long OrdersUnfinished, long Poison)
{
    public bool AtRest => Notices.Waiting == 0 && PoolsWithWork == 0 && OrdersUnfinished == 0;
}

internal sealed record NoticesAnswer(long Waiting, long Sent);

/// <param name="Kind">received, changed, ready or cancelled.</param>
internal sealed record MailAnswer(
    string To, string Subject, string Text, DateTimeOffset SentAt, string Order, string Kind);
