using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Supply;

namespace Backorders.Pipeline.PoolChanges;

/// <summary>The warehouse books goods in.</summary>
internal sealed class ReceiveGoods : PoolChange<StockChanged>
{
    private readonly ReceiptRequest receipt;
    private readonly string eventId;
    private readonly string content;

    public ReceiveGoods(ReceiptRequest receipt)
    {
        this.receipt = receipt;
        eventId = Keys.Event("receipt", receipt.Id);
        content = Content.Of(receipt);
        ReadsFirst = receipt.Shipment is not null;
    }

    public override IReadOnlyList<string> Ids =>
        receipt.Shipment is { } shipment ? [eventId, Keys.Inbound(shipment)] : [eventId];

    public override Decision Decide(Pool? pool, PoolDocuments documents, DateOnly today)
    {
        if (documents.Find(eventId) is { } before)
        {
            var first = DocumentJson.Read(before.Body, DocumentJson.Default.EventDocument);
            Outcome = first.Content == content ? StockChanged.Repeated : StockChanged.Conflict;
            return new(pool, [], IsRepeat: true);
        }

        if (pool is null)
        {
            Outcome = StockChanged.UnknownSku;
            return Decision.NoPool;
        }

        Outcome = StockChanged.Done;
        if (receipt.Shipment is not { } shipment)
        {
            return new(Receive.Units(pool, receipt.Quantity), [PoolWrites.Event(eventId, content)]);
        }

        var known = documents.InboundOrNew(shipment);
        var (after, inbound) = Receive.Receipt(pool, known, receipt.Quantity);
        var written = PoolWrites.Inbound(
            InboundFacts.Remember(known, inbound, today), documents.InboundETag(shipment));
        return new(after, [PoolWrites.Event(eventId, content), written]);
    }
}

/// <summary>
/// The pool takes over a shipment's merged state for its SKU, from a higher version only. A date that is new to it gets
/// the supplier's lateness as it is known then: for the SKU, else for all of the shop.
/// </summary>
internal sealed class TakeOverShipment : PoolChange<bool>
{
    private readonly Sku sku;
    private readonly Shipment shipment;
    private readonly int pooledP80Days;

    /// <param name="pooledP80Days">Where the SKU has no facts of its own.</param>
    public TakeOverShipment(Sku sku, Shipment shipment, int pooledP80Days)
    {
        this.sku = sku;
        this.shipment = shipment;
        this.pooledP80Days = pooledP80Days;
        ReadsFirst = true;
    }

    public override IReadOnlyList<string> Ids => [Keys.Inbound(shipment.Id)];

    public override IReadOnlyList<string> Reads => [Keys.Facts(shipment.Supplier)];

    public override Decision Decide(Pool? pool, PoolDocuments documents, DateOnly today)
    {
        var known = documents.InboundOrNew(shipment.Id);
        if (pool is null)
        {
            throw new InvalidDataException($"There is no pool for {sku}, which the shipment {shipment.Id} names.");
        }

        var (after, inbound) = Receive.News(
            pool, known, shipment.Supplier, shipment.Version, shipment.Eta, shipment.Expected.GetValueOrDefault(sku),
            shipment.Arrived.GetValueOrDefault(sku), shipment.Ended,
            documents.FactsOf(shipment.Supplier)?.PromiseDays ?? pooledP80Days);
        return inbound == known
            ? new(pool, [], IsRepeat: true)
            : new(after, [PoolWrites.Inbound(
                InboundFacts.Remember(known, inbound, today), documents.InboundETag(shipment.Id))]);
    }
}

internal static class InboundDocuments
{
    public static InboundRecord InboundOrNew(this PoolDocuments documents, ShipmentId shipment) =>
        documents.Find(Keys.Inbound(shipment)) is { } document
            ? DocumentJson.Read(document.Body, DocumentJson.Default.InboundDocument).ToRecord()
            : InboundRecord.New(shipment);

    public static SupplierFigures? FactsOf(this PoolDocuments documents, SupplierId supplier) =>
        documents.Find(Keys.Facts(supplier)) is { } document
            ? DocumentJson.Read(document.Body, DocumentJson.Default.SupplierFactsDocument).ToFigures()
            : null;

    public static string? InboundETag(this PoolDocuments documents, ShipmentId shipment) =>
        documents.Find(Keys.Inbound(shipment))?.ETag;
}
