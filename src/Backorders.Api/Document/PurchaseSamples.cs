namespace Backorders.Api.Document;

/// <summary>The examples of orders at suppliers.</summary>
internal static class PurchaseSamples
{
    public const string NewOrder = """
        { "id": "PO-2026-1", "supplier": "acme", "currency": "EUR", "neededBy": "2026-12-05",
          "lines": [ { "sku": "TV-55", "quantity": 162, "price": 249.5 } ], "send": true }
        """;

    public const string Approval = """{ "send": true }""";

    public const string Cancel = """{ "reason": "found cheaper" }""";

    public const string Order = """
        { "id": "PO-2026-1", "supplier": "acme", "status": "partlyReceived", "madeAt": "2026-11-22T10:00:00Z",
          "neededBy": "2026-12-05", "reason": null, "currency": "EUR", "total": 40419,
          "lines": [ { "sku": "TV-55", "quantity": 162, "price": 249.5, "confirmed": 100, "received": 60 } ],
          "shipments": [ { "shipment": "S-77", "eta": "2026-12-05", "status": "expected" } ],
          "sending": { "tells": "placed", "by": "webhook", "status": "sent", "tries": 2, "nextTry": null,
                       "endedAt": "2026-11-22T10:00:06Z", "problem": null } }
        """;

    public const string Page = $$"""{ "purchaseOrders": [ {{Order}} ], "next": null }""";
}
