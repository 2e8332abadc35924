namespace Backorders.Api.Document;

/// <summary>The examples of the contract.</summary>
internal static class Samples
{
    public const string NewOrder = """
        { "orderNumber": "WEB-1001",
          "placedAt": "2026-11-22T10:00:00Z",
          "customer": { "name": "Ada Byron", "email": "ada@example.com", "locale": "en" },
          "shipComplete": false,
          "lines": [ { "sku": "TV-55", "quantity": 2 }, { "sku": "HDMI-2M", "quantity": 1, "backorder": "deny" } ] }
        """;

    public const string Order = """
        { "orderNumber": "WEB-1001", "status": "backordered", "placedAt": "2026-11-22T10:00:00Z", "shipComplete": false,
          "lines": [
            { "line": 1, "sku": "TV-55", "quantity": 2, "status": "backordered", "allocated": 0, "backordered": 2,
              "shipped": 0, "cancelled": 0, "unitsAhead": 37,
              "eta": { "date": "2026-12-08", "basis": "shipment", "reference": "PO-77", "p80Days": 2 },
              "promised": "2026-12-08" },
            { "line": 2, "sku": "HDMI-2M", "quantity": 1, "status": "allocated", "allocated": 1, "backordered": 0,
              "shipped": 0, "cancelled": 0, "unitsAhead": 0, "eta": null, "promised": null } ] }
        """;

    public const string OrderPage = $$"""{ "orders": [ {{Order}} ], "next": null }""";

    public const string IntakeProblemPage = """
        { "problems": [
            { "id": "0f343b0931126a20f133d67c2b018a3b", "cameAt": "2026-11-22T10:00:00Z", "orderNumber": "WEB-1002",
              "problem": {
                "type": "https://backorders.dev/problems/validation", "title": "Not allowed as it is", "status": 422,
                "detail": "Correct the members that are named in errors, and send it again.",
                "errors": { "lines[0].quantity": [ "must be from 1 to 1000000" ] } } } ],
          "next": null }
        """;

    public const string Cancel = """{ "lines": [ 1, { "line": 2, "quantity": 1 } ], "reason": "changed their mind" }""";

    public const string Shipment = """{ "lines": [ 1 ], "trackingNumber": "1Z999" }""";

    public const string StockSettings = """
        { "onHand": 100, "countId": "count-7", "backorder": { "mode": "limit", "limit": 500 },
          "leadTimeDays": 14, "handlingDays": 1, "name": "55-inch TV" }
        """;

    public const string Stock = """
        { "sku": "TV-55", "name": "55-inch TV", "onHand": 3, "allocated": 3, "available": 0, "backordered": 37,
          "waitingLines": 21,
          "inbound": [ { "shipment": "PO-77", "supplier": "acme", "eta": "2026-12-05", "p80Days": 2, "expected": 50,
                         "received": 0, "status": "expected" } ],
          "backorder": { "mode": "allow" }, "leadTimeDays": 14, "handlingDays": 1 }
        """;

    public const string StockPage = $$"""{ "stock": [ {{Stock}} ], "next": null }""";

    public const string Adjustment = """{ "id": "dmg-9", "quantity": -3, "reason": "damaged" }""";

    public const string Receipt = """{ "id": "GRN-5", "quantity": 20, "shipment": "PO-77" }""";

    public const string Promise = """
        { "sku": "TV-55", "quantity": 3, "availableNow": 0,
          "eta": { "date": "2026-12-08", "basis": "shipment", "reference": "PO-77", "p80Days": 2 } }
        """;

    public const string BackorderPage = """
        { "sku": "TV-55",
          "lines": [ { "orderNumber": "WEB-1001", "line": 1, "quantity": 2, "allocated": 0, "backordered": 2,
                       "unitsAhead": 37,
                       "eta": { "date": "2026-12-08", "basis": "shipment", "reference": "PO-77", "p80Days": 2 },
                       "promised": "2026-12-08", "placedAt": "2026-11-22T10:00:00Z" } ],
          "next": null }
        """;

    public const string ShipmentNews = """
        { "type": "shipment.announced", "timestamp": "2026-11-22T10:00:00Z",
          "data": { "shipment": "PO-77", "eta": "2026-12-05", "lines": [ { "sku": "TV-55", "quantity": 50 } ] } }
        """;

    public const string Health = """
        { "status": "ok", "dependencies": { "store": { "status": "ok" }, "queue": { "status": "ok" } },
          "work": { "notices": { "waiting": 0, "sent": 0, "failed": 0 }, "poolsWithWork": 0, "ordersUnfinished": 0,
                    "poison": 0 } }
        """;
}
