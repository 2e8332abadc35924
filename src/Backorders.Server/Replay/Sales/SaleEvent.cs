namespace Backorders.Server.Replay.Sales;

/// <summary>What the shop's books say happened, at that minute.</summary>
internal abstract record SaleEvent
{
    private SaleEvent(DateTimeOffset at, Buyer buyer, IReadOnlyList<SaleLine> lines) =>
        (At, Buyer, Lines) = (at, buyer, lines);

    public DateTimeOffset At { get; }

    public Buyer Buyer { get; }

    public IReadOnlyList<SaleLine> Lines { get; }

    /// <param name="Lines">1 to 100.</param>
    public sealed record Order(string Number, DateTimeOffset At, Buyer Buyer, IReadOnlyList<SaleLine> Lines)
        : SaleEvent(At, Buyer, Lines);

    /// <summary>Units cancelled, returned or written off: only the state of the orders tells which.</summary>
    /// <param name="Invoice">The number of the invoice that takes back.</param>
    public sealed record TakenBack(string Invoice, DateTimeOffset At, Buyer Buyer, IReadOnlyList<SaleLine> Lines)
        : SaleEvent(At, Buyer, Lines);
}

/// <param name="Units">1 or more, in a taking back too.</param>
internal sealed record SaleLine(string Sku, int Units);
