namespace Backorders.Ledger;

/// <summary>
/// A line's place in its pool: positions [From, To) for good. Its last <c>Cancelled</c> units are given up, so the
/// live ones are [From, End). A rejected line has no positions.
/// </summary>
/// <param name="Number">The line of the order, from 1.</param>
/// <param name="Quantity">Units as ordered.</param>
/// <param name="PlacedOn">The UTC day at the commit, never before that of the line ahead.</param>
/// <param name="FirstEta">What the caller was answered; null: allocated at once, or rejected.</param>
/// <param name="Tracking">With <see cref="Fate.Shipped"/>: what the webshop named, or null.</param>
public sealed record Line(
    OrderNumber Order, int Number, int Quantity, long From, long To, DateOnly PlacedOn, Eta? FirstEta, Fate Fate,
    int Cancelled, string? Tracking)
{
    /// <summary>A line that is cancelled up to so many days after its own was never demand.</summary>
    public const int EarlyDays = 3;

    /// <summary>Units that were there for it when it was placed.</summary>
    public int AtOnce { get; init; }

    /// <summary>Units that were cancelled within <see cref="EarlyDays"/>.</summary>
    public int CancelledEarly { get; init; }

    /// <summary>The version of the head that rejected it; 0: not rejected, or before this was kept.</summary>
    public long RejectedAt { get; init; }

    public long End => To - Cancelled;

    public int Live => Fate == Fate.Live ? Quantity - Cancelled : 0;

    public static Line Rejected(OrderNumber order, int number, int quantity, DateOnly today, long version) =>
        new(order, number, quantity, 0, 0, today, null, Fate.Rejected, 0, null) { RejectedAt = version };
}

public enum Fate
{
    Live,
    Cancelled,
    Shipped,
    Rejected,
}
