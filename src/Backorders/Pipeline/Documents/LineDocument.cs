using Backorders.Ledger;

namespace Backorders.Pipeline.Documents;

/// <summary>A line's place in its pool: <c>line:{order}:{n}</c> beside the head.</summary>
internal sealed record LineDocument(
    int Schema, string Order, int Number, int Quantity, long From, long To, DateOnly PlacedOn, StoredEta? FirstEta,
    Fate Fate, int Cancelled, string? Tracking) : StoredDocument(Schema)
{
    /// <summary>Null: all of it when there was no ETA, else none; so most lines need not say it.</summary>
    public int? AtOnce { get; init; }

    public int CancelledEarly { get; init; }

    /// <summary>With <see cref="Fate.Rejected"/>; 0: it was rejected before this was kept.</summary>
    public long RejectedAt { get; init; }

    public static LineDocument Of(Line line) => new(
        DocumentJson.Schema, line.Order.Value, line.Number, line.Quantity, line.From, line.To, line.PlacedOn,
        StoredEta.Of(line.FirstEta), line.Fate, line.Cancelled, line.Tracking)
    {
        AtOnce = line.AtOnce == Implied(line.Quantity, line.Fate, line.FirstEta is null) ? null : line.AtOnce,
        CancelledEarly = line.CancelledEarly,
        RejectedAt = line.RejectedAt,
    };

    public Line ToLine() => new(
        new(Order), Number, Quantity, From, To, PlacedOn, FirstEta?.ToEta(), Fate, Cancelled, Tracking)
    {
        AtOnce = AtOnce ?? Implied(Quantity, Fate, FirstEta is null),
        CancelledEarly = CancelledEarly,
        RejectedAt = RejectedAt,
    };

    private static int Implied(int quantity, Fate fate, bool withoutEta) =>
        withoutEta && fate != Fate.Rejected ? quantity : 0;
}

internal sealed record StoredEta(DateOnly? Date, EtaBasis Basis, string? Reference)
{
    public int P80Days { get; init; }

    public static StoredEta? Of(Eta? eta) => eta is null
        ? null
        : new(eta.Date, eta.Basis, eta.Reference?.Value) { P80Days = eta.P80Days };

    public Eta ToEta() => new(Date, Basis, Reference is null ? null : new ShipmentId(Reference))
    {
        P80Days = P80Days,
    };
}

/// <summary>An external event that must not count twice: <c>event:{kind}:{id}</c> beside the head.</summary>
/// <param name="Content">A hash of what was asked, to tell a repeat from another change with the same id.</param>
internal sealed record EventDocument(int Schema, string Content) : StoredDocument(Schema);
