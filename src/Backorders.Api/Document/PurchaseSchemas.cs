using Backorders.Api.Purchases;
using Backorders.Api.Suppliers;
using Backorders.Supply;
using Microsoft.OpenApi;
using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>What is sent and got about orders at suppliers; tests hold these to parsers and views.</summary>
internal static class PurchaseSchemas
{
    public static IEnumerable<(string Name, IOpenApiSchema Schema)> All =>
    [
        ("NewPurchaseOrder", NewOrder()), ("NewPurchaseLine", NewLine()), ("Approval", Approval()),
        ("PurchaseCancel", Cancel()), ("PurchaseOrder", Order()), ("PurchaseLine", Line()),
        ("PurchaseShipment", Shipment()), ("Sending", Sending()), ("PurchaseOrderPage", Page()),
    ];

    private static OpenApiSchema NewOrder() => Object(
        "An order at a supplier: with `id`, `supplier` and `lines`, or of a `proposal`, which brings them.", "",
        ("id", Id("The order's identity in the shop; may come as Idempotency-Key instead. With `proposal`: its id.")),
        ("supplier", Id("A supplier of the shop.")),
        ("lines", ListOf(Ref("NewPurchaseLine"), "Each SKU once.", 1, PurchaseBody.MaxLines)),
        ("currency", OrNull(Currency())),
        ("neededBy", OrNull(Date("By then it must be here: with it, a supplier who is too late is noticed."))),
        ("proposal", OrNull(Id("The proposal that becomes the order, under the proposal's own id: once."))),
        ("send", Flag("Tell the supplier: by its webhook, else by mail.")));

    private static OpenApiSchema NewLine() => Object(
        "So many units of a SKU.", "sku quantity",
        ("sku", Id("A SKU of the shop.")),
        ("quantity", Whole("Units.", 1, PurchaseLine.MostUnits)),
        ("price", Amount(
            $"Of one unit, up to {SupplierItemBody.PriceDecimals} decimals. Absent: that of the supplier's item on the "
            + "day.", 0, SupplierItemBody.MaxPrice)));

    private static OpenApiSchema Approval() => Object(
        "Agreement to a proposal.", "",
        ("send", Flag("Tell the supplier now; anew where that had failed.")));

    private static OpenApiSchema Cancel() => Object(
        "None of what has not arrived is wanted.", "", ("reason", OrNull(Text("Why.", 200))));

    private static OpenApiSchema Order() => Object(
        "An order at a supplier as it is now.",
        "id supplier status madeAt neededBy reason currency total lines shipments sending",
        ("id", Id("Its identity in the shop.")),
        ("supplier", Id("Who delivers.")),
        ("status", Word(
            "`confirmed`: a shipment of it is announced. `partlyReceived`, `received`: by what has arrived of each "
            + "SKU.", [.. PurchaseWords.States])),
        ("madeAt", Time("When it was proposed or placed.")),
        ("neededBy", OrNull(Date("By then it must be here; null: nobody said."))),
        ("reason", OrNull(Text("Why it was proposed, or cancelled."))),
        ("currency", OrNull(Currency())),
        ("total", OrNull(Amount("Of all lines; null while a price is not known."))),
        ("lines", ListOf(Ref("PurchaseLine"), "In the order of the request.")),
        ("shipments", ListOf(Ref("PurchaseShipment"), "That the supplier says are of it.")),
        ("sending", OrNull(Ref("Sending"))));

    private static OpenApiSchema Line() => Object(
        "So many units of a SKU.", "sku quantity price confirmed received",
        ("sku", Id("What was ordered.")),
        ("quantity", Whole("Units as ordered.", 1)),
        ("price", OrNull(Amount("Of one unit."))),
        ("confirmed", Whole("Units that have arrived or that shipments under way will bring.")),
        ("received", Whole("Units that have arrived.")));

    private static OpenApiSchema Shipment() => Object(
        "A shipment of the order.", "shipment eta status",
        ("shipment", Id("Its id.")),
        ("eta", OrNull(Date("As the supplier said."))),
        ("status", Word("`ended`: nothing more comes of it.", "expected", "ended")));

    private static OpenApiSchema Sending() => Object(
        "How the supplier is told; null: not by us.", "tells by status tries nextTry endedAt problem",
        ("tells", Word("What the supplier is told of the order.", "placed", "cancelled")),
        ("by", Word("How.", "webhook", "mail")),
        ("status", Word(
            "`stopped`: the supplier wants no more, or the order was cancelled before. `failed`: all tries are used "
            + "up; approve with `send`, or cancel again, to begin anew.", "waiting", "sent", "stopped", "failed")),
        ("tries", Whole("Begun so far.")),
        ("nextTry", OrNull(Time("Null: none."))),
        ("endedAt", OrNull(Time("Null: it has not ended."))),
        ("problem", OrNull(Text("What the last try ended with."))));

    private static OpenApiSchema Page() => Object(
        "A page of purchase orders, newest first.", "purchaseOrders next",
        ("purchaseOrders", ListOf(Ref("PurchaseOrder"), "The orders.")),
        ("next", OrNull(Text("The cursor of the next page; null: no more."))));
}
