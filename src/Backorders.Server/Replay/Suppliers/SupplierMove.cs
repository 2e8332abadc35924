using Backorders.Supply;

namespace Backorders.Server.Replay.Suppliers;

/// <summary>What happens to a delivery, at that hour.</summary>
internal abstract record SupplierMove
{
    private SupplierMove(DateTimeOffset at, string shipment) => (At, Shipment) = (at, shipment);

    public DateTimeOffset At { get; }

    public string Shipment { get; }

    /// <summary>The supplier tells by webhook.</summary>
    /// <param name="Twice">Sent again, as senders do whose first answer got lost: nothing may happen twice.</param>
    public sealed record Tells(
        DateTimeOffset At, string Supplier, string Shipment, string WebhookId, NewsType Type, DateOnly? Eta,
        IReadOnlyList<GoodsLine>? Lines, bool Twice) : SupplierMove(At, Shipment)
    {
        /// <summary>As the door would read it.</summary>
        public ShipmentNews ToNews() => new(
            WebhookId, Type, At, new(Shipment), Eta,
            Lines?.Select(line => new NewsLine(new(line.Sku), line.Units)).ToList());
    }

    /// <summary>The warehouse books in what it counted: the goods of the arrival, not more of them.</summary>
    public sealed record BookedIn(DateTimeOffset At, string Shipment, IReadOnlyList<GoodsLine> Lines)
        : SupplierMove(At, Shipment);
}

/// <param name="Units">1 or more.</param>
internal sealed record GoodsLine(string Sku, int Units);
