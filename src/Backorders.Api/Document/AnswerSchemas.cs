using Backorders.Api.Orders;
using Microsoft.OpenApi;
using static Backorders.Api.Document.Schemas;

namespace Backorders.Api.Document;

/// <summary>What callers get; a test holds these to the views.</summary>
internal static class AnswerSchemas
{
    public static IEnumerable<(string Name, IOpenApiSchema Schema)> All =>
    [
        ("Order", Order()), ("Line", Line()), ("Eta", Eta()), ("OrderPage", OrderPage()),
        ("IntakeProblemPage", IntakeProblemPage()), ("IntakeProblem", IntakeProblem()), ("Stock", Stock()),
        ("Inbound", Inbound()), ("Policy", Policy()), ("StockPage", StockPage()), ("Promise", Promise()),
        ("BackorderPage", BackorderPage()), ("Backorder", Backorder()), ("Health", Health()),
        ("Dependency", Dependency()), ("Problem", Problem()), ("Document", Document()),
        ("Page", Text("An HTML document in UTF-8, for a person.")),
    ];

    private static OpenApiSchema Order() => Object(
        "An order as it is now.", "orderNumber status placedAt shipComplete lines",
        ("orderNumber", Id("Its identity in the shop.")),
        ("status", Word("The first that fits of its lines' states.", OrderRoutes.Statuses)),
        ("placedAt", Time("As sent, or the time of acceptance.")),
        ("shipComplete", Flag("All live lines ship together.")),
        ("lines", ListOf(Ref("Line"), "In the order of the request.")),
        ("choice", Object(
            "What its customer chose last by the link in a mail; absent: nothing.", "choice at",
            ("choice", Word("`cancel`: what the mail let be cancelled; the lines show it.", "keep", "cancel")),
            ("at", Time("When.")))));

    private static OpenApiSchema Line() => Object(
        "A line as it is now.",
        "line sku quantity status allocated backordered shipped cancelled unitsAhead eta promised",
        ("line", Whole("From 1.", 1)),
        ("sku", Id("What was ordered.")),
        ("quantity", Whole("Units as ordered.", 1)),
        ("status", Word("`backordered` while any unit is missing.", OrderRoutes.Statuses)),
        ("allocated", Whole("Units set aside.")),
        ("backordered", Whole("Units that are missing.")),
        ("shipped", Whole("Units that left the warehouse.")),
        ("cancelled", Whole("Units that were cancelled.")),
        ("unitsAhead", Whole("Units that must be supplied before this line's first missing unit.")),
        ("eta", OrNull(Ref("Eta"))),
        ("promised", OrNull(Date("The date that the customer was last told."))));

    private static OpenApiSchema Eta() => Object(
        "When the last missing unit is expected, as it is now.", "date basis reference",
        ("date", OrNull(Date("Null: unknown."))),
        ("basis", Word(
            "`shipment`: an inbound shipment covers it. `leadTime`: none does. `unknown`: there is no lead time.",
            "shipment", "leadTime", "unknown")),
        ("reference", OrNull(Text("The shipment of the last unit."))),
        ("p80Days", Whole(
            "With `shipment`: days of the date that are its supplier's usual lateness, as it was known when the "
            + "supplier gave the day; in 8 of 10 cases it comes no later.")));

    private static OpenApiSchema OrderPage() => Object(
        "A page of orders.", "orders next",
        ("orders", ListOf(Ref("Order"), "May be fewer than asked for while `next` is set.")),
        ("next", OrNull(Text("The cursor of the next page; null: no more."))));

    private static OpenApiSchema IntakeProblemPage() => Object(
        "A page of refused orders that came by queue, newest first.", "problems next",
        ("problems", ListOf(Ref("IntakeProblem"), "The refused orders.")),
        ("next", OrNull(Text("The cursor of the next page; null: no more."))));

    private static OpenApiSchema IntakeProblem() => Object(
        "An order that came by queue and was refused.", "id cameAt orderNumber problem",
        ("id", Text("Derived from the message: the same message is one problem.")),
        ("cameAt", Time("When it was first refused.")),
        ("orderNumber", OrNull(Id("Null: it could not be read."))),
        ("problem", Ref("Problem")));

    private static OpenApiSchema Stock() => Object(
        "A SKU as it is now; `onHand` = `allocated` + `available`.",
        "sku name onHand allocated available backordered waitingLines inbound backorder leadTimeDays handlingDays",
        ("sku", Id("Its id.")),
        ("name", OrNull(Text("Its name."))),
        ("onHand", Whole("Units in the building.")),
        ("allocated", Whole("Units set aside for lines.")),
        ("available", Whole("Free units.")),
        ("backordered", Whole("Units that lines wait for.")),
        ("waitingLines", Whole("Lines that wait.")),
        ("inbound", ListOf(Ref("Inbound"), "Open shipments, by date.")),
        ("backorder", Ref("Policy")),
        ("leadTimeDays", OrNull(Whole("Days from ordering to receiving; null: unknown."))),
        ("handlingDays", Whole("Days from receiving to shipping.")));

    private static OpenApiSchema Inbound() => Object(
        "A shipment on its way.", "shipment supplier eta p80Days expected received status",
        ("shipment", Id("Its id.")),
        ("supplier", OrNull(Text("Who sends it."))),
        ("eta", OrNull(Date("As the supplier said."))),
        ("p80Days", Whole("Days that the supplier is late at most in 8 of 10 cases; promises count on them.")),
        ("expected", Whole("Units in total.")),
        ("received", Whole("Units that count as supply so far.")),
        ("status", Word("`overdue`: its date and those days have passed.", "expected", "partial", "overdue")));

    private static OpenApiSchema Policy() => Object(
        "What may be sold beyond what is there.", "mode",
        ("mode", Word("With `limit`, the most units that may wait.", "allow", "deny", "limit")),
        ("limit", Whole("Units.")));

    private static OpenApiSchema StockPage() => Object(
        "A page of SKUs, by id.", "stock next",
        ("stock", ListOf(Ref("Stock"), "The SKUs.")),
        ("next", OrNull(Text("The cursor of the next page; null: no more."))));

    private static OpenApiSchema Promise() => Object(
        "What a product page may promise.", "sku quantity availableNow eta",
        ("sku", Id("The SKU.")),
        ("quantity", Whole("Units asked for.", 1)),
        ("availableNow", Whole("Units that are free now.")),
        ("eta", OrNull(Ref("Eta"))));

    private static OpenApiSchema BackorderPage() => Object(
        "Waiting lines in the order in which they will be served.", "sku lines next",
        ("sku", Id("The SKU.")),
        ("lines", ListOf(Ref("Backorder"), "The lines.")),
        ("next", OrNull(Text("The cursor of the next page; null: no more."))));

    private static OpenApiSchema Backorder() => Object(
        "A waiting line.", "orderNumber line quantity allocated backordered unitsAhead eta promised placedAt",
        ("orderNumber", Id("Its order.")),
        ("line", Whole("From 1.", 1)),
        ("quantity", Whole("Units as ordered.", 1)),
        ("allocated", Whole("Units set aside.")),
        ("backordered", Whole("Units that are missing.")),
        ("unitsAhead", Whole("Units that must be supplied before its first missing unit.")),
        ("eta", OrNull(Ref("Eta"))),
        ("promised", OrNull(Date("The date that the customer was last told."))),
        ("placedAt", Time("The order's.")));

    private static OpenApiSchema Health() => Object(
        "All is well.", "status dependencies",
        ("status", Word("Always `ok`.", "ok")),
        ("dependencies", MapOf(Ref("Dependency"), "By name.")),
        ("work", Object(
            "For an operator: what is still to be done for the shop.",
            "notices poolsWithWork ordersUnfinished poison",
            ("notices", Object(
                "Mails.", "waiting sent failed", ("waiting", Whole("To be sent.")), ("sent", Whole("Sent so far.")),
                ("failed", Whole("Refused for good, or nobody knows: a person has to look.")))),
            ("poolsWithWork", Whole("SKUs with something to tell, and shipments on their way into SKUs.")),
            ("ordersUnfinished", Whole("Orders taken and not settled yet.")),
            ("poison", Whole("Messages laid aside for a person.")))));

    private static OpenApiSchema Dependency() => Object(
        "Something that Backorders needs.", "status",
        ("status", Word("How it is.", "ok", "unavailable")),
        ("detail", Text("For an operator: what is wrong.")));

    private static OpenApiSchema Document() => Object(
        "An OpenAPI document.", "openapi", ("openapi", Text("Its version.")));

    private static OpenApiSchema Problem() => Object(
        "A \"no\" (RFC 9457).", "type title status detail",
        ("type", Text("`https://backorders.dev/problems/{name}`.", format: "uri")),
        ("title", Text("What it is.")),
        ("status", Whole("The HTTP status.", 400, 599)),
        ("detail", Text("What to do.")),
        ("errors", MapOf(
            ListOf(Text("What the member must be."), "All that is wrong with it."),
            "What is wrong with each member, by its path: `lines[0].quantity`.")),
        ("lines", ListOf(Whole("From 1.", 1), "The order lines that say no.")),
        ("onHand", Whole("Units that are there.")),
        ("traceId", Text("Finds the request in the log.")),
        ("dependencies", MapOf(Ref("Dependency"), "What is well and what is not.")));
}
