using Backorders.Api.Customers;
using Backorders.Api.Orders;
using Backorders.Api.Stock;
using Backorders.Api.Suppliers;
using Microsoft.OpenApi;
using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>What callers send; the parsers beside the routes decide, and a test holds these to them.</summary>
internal static class RequestSchemas
{
    public static IEnumerable<(string Name, IOpenApiSchema Schema)> All =>
    [
        ("NewOrder", NewOrder()), ("Customer", Customer()), ("NewLine", NewLine()), ("Cancel", Cancel()),
        ("Shipment", Shipment()), ("StockSettings", StockSettings()), ("BackorderPolicy", BackorderPolicy()),
        ("Adjustment", Adjustment()), ("Receipt", Receipt()), ("ShipmentNews", ShipmentNews()),
        ("CustomerChoice", CustomerChoice()),
    ];

    private static OpenApiSchema CustomerChoice() => Object(
        "What the form of a customer's page sends.", "choice",
        (ChoiceForm.Field, Word("To go on waiting, or to cancel what waited.", "keep", "cancel")));

    private static OpenApiSchema NewOrder() => Object(
        "An order.", "customer lines",
        ("orderNumber", Id("The order's identity in its shop; may come as Idempotency-Key instead.")),
        ("placedAt", OrNull(Time("Only echoed. Absent: the time of acceptance."))),
        ("customer", Ref("Customer")),
        ("shipComplete", Flag("Ship all live lines together or none.")),
        ("lines", ListOf(Ref("NewLine"), "Served in their order.", 1, OrderBody.MaxLines)));

    private static OpenApiSchema Customer() => Object(
        "Who is told about the order.", "email",
        ("name", OrNull(Text("As the mails address them.", 200))),
        ("email", Text("One plain mailbox.", 254, "email")),
        ("locale", OrNull(Text("A language tag such as `en`.", 35))));

    private static OpenApiSchema NewLine() => Object(
        "So many units of a SKU.", "sku quantity",
        ("sku", Id("A SKU of the shop; it may stand in several lines.")),
        ("quantity", Whole("Units.", 1, OrderBody.MaxQuantity)),
        ("backorder", OrNull(Word(
            "`deny`: reject the line unless all its units are available now. `allow`: as the SKU says.",
            "deny", "allow"))));

    private static OpenApiSchema Cancel() => Object(
        "What is cancelled.", "",
        ("lines", ListOf(
            Either(
                "A whole line, or so many units of a line (its last ones).",
                Whole("The line, from 1.", 1, OrderBody.MaxLines),
                Object(
                    "So many units of a line.", "line",
                    ("line", Whole("The line, from 1.", 1, OrderBody.MaxLines)),
                    ("quantity", Whole("Units; absent: the whole line.", 1, OrderBody.MaxQuantity)))),
            "Absent: all that has not shipped.", 1, OrderBody.MaxLines)),
        ("reason", OrNull(Text("Why.", 200))));

    private static OpenApiSchema Shipment() => Object(
        "What left the warehouse.", "",
        ("lines", ListOf(
            Whole("The line, from 1.", 1, OrderBody.MaxLines), "Absent: all live lines.", 1, OrderBody.MaxLines)),
        ("trackingNumber", OrNull(Text("The carrier's; makes a repeat recognisable.", 200))));

    private static OpenApiSchema StockSettings() => Object(
        "Absent: unchanged (new: allow, no lead time, handling 0, 0 on hand). Null: cleared.", "",
        ("onHand", Whole("A stock count; the difference is booked as an adjustment.", 0, StockBody.MaxUnits)),
        ("countId", OrNull(Id("With it, a repeat of the count changes nothing."))),
        ("backorder", OrNull(Ref("BackorderPolicy"))),
        ("leadTimeDays", OrNull(Whole("Days from ordering to receiving.", 0, StockBody.MaxLeadTimeDays))),
        ("handlingDays", OrNull(Whole("Days from receiving to shipping.", 0, StockBody.MaxHandlingDays))),
        ("name", OrNull(Text("As the mails call it.", 200))));

    private static OpenApiSchema BackorderPolicy() => Object(
        "What may be sold beyond what is there.", "mode",
        ("mode", Word("With `limit`, the most units that may wait.", "allow", "deny", "limit")),
        ("limit", OrNull(Whole("Units; needed with the mode `limit`.", 0, StockBody.MaxUnits))));

    private static OpenApiSchema Adjustment() => Object(
        "Units found or lost.", "id quantity",
        ("id", Id("The caller's id for it; a repeat changes nothing.")),
        ("quantity", Whole("Units, not 0.", -StockBody.MaxUnits, StockBody.MaxUnits)),
        ("reason", OrNull(Text("Why.", 200))));

    private static OpenApiSchema Receipt() => Object(
        "Goods that the warehouse books in.", "id quantity",
        ("id", Id("The caller's id for it; a repeat changes nothing.")),
        ("quantity", Whole("Units.", 1, StockBody.MaxUnits)),
        ("shipment", OrNull(Id("The shipment they came with, where known."))));

    private static OpenApiSchema ShipmentNews() => Object(
        "A supplier's news of a shipment.", "type timestamp data",
        ("type", Word("What happened.", NewsBody.Types)),
        ("timestamp", Time("When; the newest counts.")),
        ("data", Object(
            "The shipment.", "shipment",
            ("shipment", Id("It belongs to the supplier of the shop that names it first.")),
            ("eta", Date("Needed with announced and delayed.")),
            ("purchaseOrder", OrNull(Id("The purchase order that it is of; another supplier's is passed over."))),
            ("lines", ListOf(
                Object(
                    "So many units of a SKU in total.", "sku quantity",
                    ("sku", Id("A SKU of the shop; each once.")),
                    ("quantity", Whole("Units in total: announced from 1, arrived from 0.", 0, NewsBody.MaxUnits))),
                "Needed with announced and arrived.", 1, NewsBody.MaxLines)))));
}
