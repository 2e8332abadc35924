namespace Backorders.Ledger;

/// <summary>An inbound shipment of which units are still to come.</summary>
/// <param name="Eta">The day that the supplier gave.</param>
/// <param name="Assumed">Set once the supplier's day has passed without goods or news: the day we assume.</param>
/// <param name="Silent">Its day has passed and there is no lead time to assume another: it covers nothing.</param>
/// <param name="Expected">Units in total, arrived ones included.</param>
/// <param name="Counted">Units that count as supply already: the larger of arrived and receipted.</param>
public sealed record Inbound(
    ShipmentId Shipment, SupplierId Supplier, DateOnly Eta, DateOnly? Assumed, bool Silent, long Expected, long Counted)
{
    /// <summary>Beyond so many the pool takes no new announcements.</summary>
    public const int Limit = 200;

    /// <summary>So long after its day a shipment's lines keep their date.</summary>
    public const int OverdueDays = 3;

    /// <summary>
    /// How many days late the supplier comes at most in 8 of 10 cases, as it was known when the day was given. It
    /// stays with that day, so that what is learned later moves no promise by itself.
    /// </summary>
    public int P80Days { get; init; }

    /// <summary>The day that is counted on: the supplier's, and so many days later as it tends to come.</summary>
    public DateOnly CountedOn => Eta.AddDays(P80Days);

    public DateOnly Day => Assumed ?? CountedOn;

    public long Open => Expected - Counted;

    public DateOnly LastDayToKeep => Day.AddDays(OverdueDays);
}

/// <summary>
/// What a pool knows of a shipment for good, open or not: kept as <c>inbound:{shipment}</c> beside the head.
/// </summary>
/// <param name="Supplier">Null while only receipts have named it.</param>
/// <param name="Version">The version of the shipment's merged state that was taken over; 0: none.</param>
/// <param name="Arrived">Units that the supplier says have arrived, the largest total.</param>
/// <param name="Receipted">Units that the warehouse booked in for it.</param>
public sealed record InboundRecord(
    ShipmentId Shipment, SupplierId? Supplier, long Version, DateOnly? Eta, long Expected, bool Ended, long Arrived,
    long Receipted)
{
    /// <summary>Belongs to <paramref name="Eta"/>: see <see cref="Inbound.P80Days"/>.</summary>
    public int P80Days { get; init; }

    public InboundFacts Facts { get; init; } = InboundFacts.None;

    public long Counted => Math.Max(Arrived, Receipted);

    public static InboundRecord New(ShipmentId shipment) => new(shipment, null, 0, null, 0, false, 0, 0);
}
