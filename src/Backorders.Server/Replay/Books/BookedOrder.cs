using Backorders.Server.Replay.Sales;

namespace Backorders.Server.Replay.Books;

/// <summary>An order that the API accepted, as the replay knows it from the answers.</summary>
internal sealed class BookedOrder(SaleEvent.Order order, IReadOnlyList<BookedLine> lines)
{
    public string Number => order.Number;

    public Buyer Buyer => order.Buyer;

    public IReadOnlyList<BookedLine> Lines { get; } = lines;

    /// <summary>It waited when it was taken.</summary>
    public bool WaitedAtFirst { get; } = lines.Any(line => line.Waits);

    public string Status { get; set; } = "";

    /// <summary>Its shipping is due, or done: it was ready once.</summary>
    public bool ReadyToShip { get; set; }
}

/// <summary>A line of it.</summary>
/// <param name="units">As ordered.</param>
internal sealed class BookedLine(string order, int number, string sku, int units, DateTimeOffset acceptedAt)
{
    public string Order { get; } = order;

    public int Number { get; } = number;

    public string Sku { get; } = sku;

    public int Units { get; } = units;

    public DateTimeOffset AcceptedAt { get; } = acceptedAt;

    public string Status { get; set; } = "";

    public bool Waits => Status == "backordered";

    public bool EverWaited { get; set; }

    /// <summary>Units that the answer to the order set aside.</summary>
    public int AllocatedAtOnce { get; init; }

    /// <summary>The SKU takes no, or no more, backorders: the line never had a place.</summary>
    public bool RejectedAtOnce { get; init; }

    /// <summary>Units not cancelled and not in the building's past: what a cancel could still take.</summary>
    public int Unshipped { get; set; }

    /// <summary>When it was seen with all its units after a wait; null: it did not wait, or still does.</summary>
    public DateTimeOffset? ServedAt { get; set; }

    /// <summary>The date that the customer was last told.</summary>
    public DateOnly? Promised { get; set; }

    /// <summary>How often that date moved to a later one.</summary>
    public int Slips { get; set; }
}
