using Backorders.Ledger;

namespace Backorders.Server.Replay.Planning;

/// <summary>An order line in the ledger, and what the replay noted of it.</summary>
/// <param name="buyer">Whoever may cancel it.</param>
/// <param name="day">When it was asked.</param>
/// <param name="bulk">Above what the plan called bulk on that day.</param>
internal sealed class ShelfLine(Line line, string buyer, DateOnly day, bool bulk)
{
    /// <summary>As the ledger has it now.</summary>
    public Line Line { get; set; } = line;

    public string Buyer { get; } = buyer;

    public DateOnly Day { get; } = day;

    public bool Bulk { get; } = bulk;

    /// <summary>Units, without those that the customer cancelled within 3 days.</summary>
    public int Asked => Line.Quantity - Line.CancelledEarly;

    public int AtOnce => Math.Min(Line.AtOnce, Asked);

    /// <summary>The first date told, the supplier's learned lateness included; null: nothing had to wait.</summary>
    public DateOnly? Promised => Line.FirstEta?.Date;

    /// <summary>The same by the date that the supplier named.</summary>
    public DateOnly? PromisedAsNamed => Promised?.AddDays(-Line.FirstEta!.P80Days);

    /// <summary>The day its last unit was there; null: it waits, or nothing of it is left.</summary>
    public DateOnly? There { get; set; }
}
