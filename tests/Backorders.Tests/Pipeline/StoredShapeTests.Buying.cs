using Backorders.Pipeline.Documents;

namespace Backorders.Tests.Pipeline;

public partial class StoredShapeTests
{
    [Fact]
    public void Demand_that_was_written_stays_readable()
    {
        var line = Read(
            """
            {"schema":1,"order":"W1","number":1,"quantity":5,"from":7,"to":12,"placedOn":"2026-11-23",
             "firstEta":{"basis":2},"cancelled":3,"atOnce":2,"cancelledEarly":1}
            """, DocumentJson.Default.LineDocument).ToLine();
        Assert.Equal((2, 1, 0L), (line.AtOnce, line.CancelledEarly, line.RejectedAt));
        var rejected = Read(
            """{"schema":1,"order":"W1","number":1,"quantity":5,"placedOn":"2026-11-23","fate":3,"rejectedAt":9}""",
            DocumentJson.Default.LineDocument).ToLine();
        Assert.Equal((0, 9L), (rejected.AtOnce, rejected.RejectedAt));

        var mark = Read(
            """
            {"schema":1,"placedTo":12,"rejectedTo":9,"months":["2026-11-01"],"sizes":[5,4],"since":"2026-11-20",
             "day":"2026-11-23","bulkAbove":20.5}
            """, DocumentJson.Default.DemandMarkDocument).ToMark();
        Assert.Equal((12L, 9L, 4, 20.5), (mark.PlacedTo, mark.RejectedTo, mark.Sizes[1], mark.BulkAbove));
        Assert.Equal((new DateOnly(2026, 11, 20), new(2026, 11, 23)), (mark.Since, mark.Day));
        Assert.Equal([new(2026, 11, 1)], mark.Months);

        var day = Read(
            """
            {"schema":1,"first":"2026-11-01","days":[{"day":23,"asked":20,"lines":4,"atOnce":9,"linesAtOnce":2,
             "rejected":5,"cancelledEarly":3,"linesCancelledEarly":1,"bulkUnits":8,"bulkLines":1,
             "imported":{"units":16,"lines":2},"stock":{"onHand":7,"available":1,"waiting":3,"onOrder":50}}]}
            """, DocumentJson.Default.DemandMonthDocument).ToMonth().Days[new(2026, 11, 23)];
        Assert.Equal((20L, 4, 9L, 6L, 5L), (day.Asked, day.AskedLines, day.AtOnce, day.Backordered, day.Rejected));
        Assert.Equal(
            (17L, 3, 9L, 1, 2), (day.Units, day.Lines, day.UnitsWithoutBulk, day.BulkLines, day.LinesAtOnce));
        Assert.Equal((new(16, 2), new(7, 1, 3, 50)), (day.Imported, day.Stock));
    }

    [Fact]
    public void Most_lines_need_not_say_what_was_there_at_once()
    {
        var line = Backorders.Ledger.Place.Line(
            new() { Sku = new("A"), Available = 3 }, new("W1"), 1, 3, deny: false, new(2026, 11, 23)).Line;
        Assert.Equal(3, line.AtOnce);
        Assert.Null(LineDocument.Of(line).AtOnce);
        Assert.Equal(line, LineDocument.Of(line).ToLine());
    }

    [Fact]
    public void A_purchase_order_and_its_shipment_that_were_written_stay_readable()
    {
        var order = Read(
            """
            {"schema":1,"id":"PO-1","supplier":"acme","step":2,"madeAt":"2026-11-23T09:00:00+00:00",
             "lines":[{"sku":"A","quantity":5,"price":2.5}],"content":"c0ffee","currency":"EUR","reason":"why",
             "neededBy":"2026-12-05","causes":[{"cause":"plan","quantity":5,"reason":"why"}],
             "replacements":[{"sku":"A","purchase":"P-1"}],
             "deliveries":[{"shipment":"S","version":3,"eta":"2026-12-01",
             "lines":[{"sku":"A","expected":5,"arrived":2}]}],
             "sending":{"state":1,"tries":2,"due":"2026-11-23T09:00:05+00:00","endedAt":"2026-11-23T09:00:06+00:00",
             "body":"{}"}}
            """, DocumentJson.Default.PurchaseDocument);
        Assert.Equal(Backorders.Supply.PurchaseState.PartlyReceived, order.ToOrder().State);
        Assert.Equal((2.5m, "{}", 2), (order.ToOrder().Lines[0].Price, order.Sending!.Body, order.Sending.Tries));
        Assert.Equal(Backorders.Supply.SendingState.Sent, order.Sending.State);
        Assert.Equal(("plan", 5), (order.Causes![0].Cause, order.Causes[0].Quantity));
        Assert.Equal("P-1", order.Replacements![0].Purchase);

        var shipment = Read(
            """
            {"schema":1,"shipment":"S","supplier":"acme","version":3,"takenOver":3,
             "purchaseStamp":{"timestamp":"2026-11-23T09:00:00+00:00","webhookId":"m"},"purchase":"PO-1",
             "purchases":["PO-0","PO-1"]}
            """, DocumentJson.Default.ShipmentDocument).ToShipment();
        Assert.Equal(("PO-1", 2), (shipment.Purchase!.Value.Value, shipment.Purchases.Count));

        var proposal = Read(
            """{"schema":1,"purchase":"P-20261123-aa","plannedOn":"2026-11-23"}""",
            DocumentJson.Default.ProposalDocument);
        Assert.Equal(("P-20261123-aa", new DateOnly(2026, 11, 23)), (proposal.Purchase, proposal.PlannedOn));
    }
}
