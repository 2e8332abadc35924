namespace Backorders.Api.Document;

/// <summary>The examples of the nightly plan and the reports.</summary>
internal static class ReplenishmentSamples
{
    public const string Planned = """
        { "sku": "TV-55", "name": "55-inch TV", "class": "A", "onHand": 40, "onOrder": 50, "waiting": 0,
          "coverDays": 7.2, "stockOutOn": "2026-11-30",
          "reorderPoint": { "units": 162, "explanation": "162 = 12.5 a day × 12 days (150) + safety 12" },
          "proposal": { "advice": "order", "units": 160, "supplier": "acme", "neededBy": "2026-11-30",
            "unitPrice": 249.5, "currency": "EUR",
            "reason": "147 units up to 237, raised to 160 in whole packs of 20. The fastest is acme, late by 5 days",
            "purchaseOrder": "P-20261122-TV-55-acme" },
          "suppliers": "Nobody is able by 2026-11-30; the fastest is acme: here by 2026-12-05, late by 5 days",
          "atRisk": true, "unitsAtRisk": 85, "valueAtRisk": 21207.5, "value": 280687.5, "units90": 1125,
          "rate14": 13.1, "rate56": 12.4, "bestSeller": null, "surplusUnits": 0, "surplusValue": 0, "currency": "EUR",
          "stockOut": { "on": "2026-11-02", "cause": "supplier",
            "sentence": "Ran out on day 9, 14 units short at worst. The supplier was 4 days late",
            "evidence": [ "safety stock 40 would have held" ], "tags": [] },
          "allocated": 0, "position": 90,
          "ranking": [ { "supplier": "acme", "unitPrice": 249.5, "arrives": "2026-12-05", "daysLate": 5,
                         "total": 36676.5, "reason": "acme: here by 2026-12-05, late by 5 days" } ] }
        """;

    public const string Page = $$"""
        { "status": "ready", "detail": null, "plannedOn": "2026-11-22", "classesBy": "money", "skus": 4000,
          "atRisk": 31, "rows": [ {{Planned}} ], "next": null }
        """;

    public const string Sku = $$"""
        { "sku": "TV-55", "detail": null, "plan": { "plannedOn": "2026-11-22", "summary": {{Planned}},
          "stock": { "onHand": 40, "allocated": 0, "waiting": 0, "announced": 50, "ordered": 0, "position": 90,
                     "coverReason": "40 available and 50 due within 11 days last 7.2 days, a new order takes 13" },
          "history": { "from": "2025-11-01", "to": "2026-11-21", "knownDays": 386, "lines": 2900, "units": 4825,
                       "bulkUnits": 120, "bulkAbove": 24, "spikeDays": [ "2026-11-20" ], "spikeAbove": 44,
                       "pattern": "smooth", "steadiness": "x",
                       "days": [ { "day": "2026-11-20", "units": 61, "lines": 38, "bulkUnits": 0, "backordered": 0,
                                   "rejected": 0, "spike": true } ] },
          "forecast": { "method": "simple exponential smoothing", "perDay": 12.5, "deviation": 4.1,
                        "basis": "history",
                        "explanation": "simple exponential smoothing: 12.5 a day now, 12.2 a day over 386 days",
                        "leadTimeDemand": 150, "sigma": 14.2, "wape": 0.14, "bias": -0.02 },
          "leadTime": { "days": 11, "deviation": 0, "reviewDays": 1, "lateDaysP80": 2,
                        "basis": "11 days as acme says" },
          "service": { "counts": "units", "target": 0.95, "reached": 0.96, "weeks": 12, "k": 0.85, "textbook": 0.4,
                       "calibrated": true, "pool": "smooth items of class A", "safetyStock": 12,
                       "explanation": "target 95 %, reached 96 % in 12 weeks, k 0.85 (textbook 0.4)" },
          "options": [ { "target": 0.95, "safetyStock": 12, "reorderPoint": 162,
                         "safetyValue": 2994, "costPerYear": 748.5,
                         "explanation": "95 %: safety 12, reorder point 162, 2994.00 EUR in the safety stock" } ],
          "suppliers": [ { "supplier": "acme", "unitPrice": 249.5, "arrives": "2026-12-05", "daysLate": 5,
                           "total": 36676.5, "reason": "acme: here by 2026-12-05" } ],
          "surplus": { "units": 0, "value": 0, "cuts": [],
            "reason":
        "40 on hand + 50 on order − (150 lead-time demand + 12 safety + 75 order + 0 of known orders) = -147: none" },
          "alerts": [ "2026-11-20 asked for more than 44 units: a spike" ] } }
        """;

    public const string Run = """{ "again": false }""";

    public const string Running = """
        { "date": "2026-11-22", "status": "running", "phase": "analyse", "skus": 1200,
          "begunAt": "2026-11-22T02:00:00Z", "detail": null }
        """;

    public const string Done = """
        { "date": "2026-11-22", "status": "done", "phase": "done", "skus": 4000, "begunAt": "2026-11-22T02:00:00Z",
          "detail": null }
        """;

    public const string ReportTable =
        "day,asked,atOnce,backordered,rejected,lines,linesAtOnce,bulkUnits,fillRate,lineFillRate,backorderRate,"
        + "waiting,waitingP50Days,waitingP90Days,waitingOldestDays\r\n"
        + "2026-11-21,400,380,20,0,210,189,0,0.95,0.9,0.05,,,,\r\n"
        + "total,400,380,20,0,210,189,0,0.95,0.9,0.05,35,2,6,9\r\n";

    public const string Report = """
        { "report": "service", "from": "2026-11-21", "to": "2026-11-21",
          "basis": "units asked each day, as far as nights have counted them",
          "columns": [ "day", "asked", "atOnce", "backordered", "rejected", "lines", "linesAtOnce", "bulkUnits",
                       "fillRate", "lineFillRate", "backorderRate", "waiting", "waitingP50Days", "waitingP90Days",
                       "waitingOldestDays" ],
          "rows": [ { "day": "2026-11-21", "asked": 400, "atOnce": 380, "backordered": 20, "rejected": 0,
                      "lines": 210, "linesAtOnce": 189, "bulkUnits": 0, "fillRate": 0.95, "lineFillRate": 0.9,
                      "backorderRate": 0.05, "waiting": null, "waitingP50Days": null, "waitingP90Days": null,
                      "waitingOldestDays": null } ],
          "total": { "day": "total", "asked": 400, "atOnce": 380, "backordered": 20, "rejected": 0, "lines": 210,
                     "linesAtOnce": 189, "bulkUnits": 0, "fillRate": 0.95, "lineFillRate": 0.9, "backorderRate": 0.05,
                     "waiting": 35, "waitingP50Days": 2, "waitingP90Days": 6, "waitingOldestDays": 9 } }
        """;
}
