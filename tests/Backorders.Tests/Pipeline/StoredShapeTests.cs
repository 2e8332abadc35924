using System.Text;
using Backorders.Ledger;
using Backorders.Notices;
using Backorders.Pipeline.Documents;

namespace Backorders.Tests.Pipeline;

/// <summary>What is in stores today must be readable by every version to come: these bodies never change.</summary>
public partial class StoredShapeTests
{
    [Fact]
    public void An_order_that_was_written_stays_readable()
    {
        var order = Read(
            """
            {"schema":1,"number":"W1","placedAt":"2026-11-23T09:00:00+00:00","acceptedAt":"2026-11-23T09:00:01+00:00",
             "customer":{"name":"Ada","email":"ada@example.com"},"lines":[{"sku":"A","quantity":2,"deny":true}],
             "content":"c0ffee","placed":true,"actions":[{"id":"7","at":"2026-11-23T10:00:00+00:00",
             "keep":[{"line":1,"units":1}],"reason":"why"}],"actionsDone":1,"status":"backordered",
             "told":[{"date":"2026-12-01"}],"seen":[{"date":"2026-12-01","cancelled":1,"version":4}],"waited":true}
            """, DocumentJson.Default.OrderDocument);
        Assert.False(order.Unfinished);
        Assert.Equal(("A", 2, true), (order.Lines[0].Sku, order.Lines[0].Quantity, order.Lines[0].Deny));
        Assert.Equal((1, "why"), (order.Actions[0].Keep![0].Units, order.Actions[0].Reason));
        Assert.Equal(
            new LineState(LineCondition.Waiting, new(2026, 12, 1), 0, 1, 4), order.Seen[0].ToState());
    }

    [Fact]
    public void A_customers_choice_that_was_written_stays_readable()
    {
        var order = Read(
            """
            {"schema":1,"number":"W1","placedAt":"2026-11-23T09:00:00+00:00","acceptedAt":"2026-11-23T09:00:01+00:00",
             "customer":{"email":"ada@example.com"},"lines":[{"sku":"A","quantity":2}],"content":"c0ffee",
             "placed":true,"actions":[{"id":"7","at":"2026-11-23T10:00:00+00:00","keep":[{"line":1}],"notice":3}],
             "choice":{"choice":1,"notice":3,"at":"2026-11-23T10:00:00+00:00"}}
            """, DocumentJson.Default.OrderDocument);
        Assert.Equal((Backorders.Orders.CustomerChoice.Cancel, 3), (order.Choice!.Choice, order.Choice.Notice));
        Assert.Equal(3, order.Actions[0].Notice);
    }

    [Fact]
    public void A_head_that_was_written_stays_readable()
    {
        var pool = Read(
            """
            {"schema":1,"sku":"A","mode":2,"limit":5,"leadTimeDays":14,"version":9,"demandEnd":30,"allocatedTo":10,
             "holes":"AwIFAQ==","days":[8,740309],"inbound":[{"shipment":"PO","supplier":"acme","eta":"2026-12-01",
             "expected":9,"counted":2}],"releasedTo":8,"toTell":[10,12,9],"held":10,"countedIn":12,"writtenOff":2}
            """, DocumentJson.Default.PoolDocument).ToPool();
        Assert.Equal([(13L, 15L), (20L, 21L)], [pool.Holes[0], pool.Holes[1]]);
        Assert.Equal((20L - 3, 7L), (pool.Waiting, pool.Inbound[0].Open));
        Assert.Equal((10L, 12L, 9L), (pool.ToTell.First.From, pool.ToTell.First.To, pool.ToTell.First.Version));
    }

    [Fact]
    public void A_line_news_and_notices_that_were_written_stay_readable()
    {
        var line = Read(
            """
            {"schema":1,"order":"W1","number":2,"quantity":3,"from":7,"to":10,"placedOn":"2026-11-23",
             "firstEta":{"date":"2026-12-01","reference":"PO"},"fate":2,"cancelled":1,"tracking":"T"}
            """, DocumentJson.Default.LineDocument).ToLine();
        Assert.Equal((9L, "PO", "T"), (line.End, line.FirstEta!.Reference?.Value, line.Tracking));
        Assert.Equal((0, 0), (line.AtOnce, line.CancelledEarly));

        var news = Read(
            """
            {"schema":1,"supplier":"acme","webhookId":"m1","type":2,"timestamp":"2026-11-23T09:00:00+00:00",
             "shipment":"PO","lines":[{"sku":"A","quantity":4}],"receivedAt":"2026-11-23T09:00:01+00:00"}
            """, DocumentJson.Default.NewsDocument).ToNews();
        Assert.Equal((Backorders.Supply.NewsType.Arrived, 4), (news.Type, news.Lines![0].Quantity));

        var notice = Read(
            """
            {"schema":1,"order":"W1","number":3,"madeAt":"2026-11-23T09:00:00+00:00","state":2}
            """, DocumentJson.Default.NoticeDocument);
        Assert.Equal((3, NoticeState.Sent), (notice.Number, notice.State));

        var laidBack = Read(
            """
            {"schema":1,"order":"W1","number":4,"madeAt":"2026-11-23T09:00:00+00:00","state":5,
             "turn":"2026-11-23T10:00:00+00:00","unclearTries":8,"problem":"why"}
            """, DocumentJson.Default.NoticeDocument);
        Assert.Equal((NoticeState.Unclear, 8, "why"), (laidBack.State, laidBack.UnclearTries, laidBack.Problem));
        Assert.Equal(new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero), laidBack.Turn);

        var putOff = Read(
            """
            {"schema":1,"order":"W1","number":5,"madeAt":"2026-11-23T09:00:00+00:00","state":1,"notNowTries":3}
            """, DocumentJson.Default.NoticeDocument);
        Assert.Equal((NoticeState.Frozen, 3, 0), (putOff.State, putOff.NotNowTries, putOff.UnclearTries));
    }

    [Fact]
    public void What_a_queue_gave_up_on_stays_readable_whatever_was_done_with_it()
    {
        var waits = Read(
            """
            {"schema":1,"queue":"pools","body":"demo|TV","keptAt":"2026-11-23T09:00:00+00:00"}
            """, DocumentJson.Default.PoisonDocument);
        Assert.Equal(("pools", "demo|TV", null, 0), (waits.Queue, waits.Body, waits.Ended, waits.KeptAgain));

        var ended = Read(
            """
            {"schema":1,"queue":"pools","body":"demo|TV","keptAt":"2026-11-23T09:00:00+00:00","keptAgain":2,
             "ended":2,"endedAt":"2026-11-23T10:00:00+00:00"}
            """, DocumentJson.Default.PoisonDocument);
        Assert.Equal((PoisonEnd.Dropped, 2, 10), (ended.Ended, ended.KeptAgain, ended.EndedAt!.Value.Hour));
    }

    [Fact]
    public void A_shipment_that_was_written_before_suppliers_were_learned_stays_readable()
    {
        var old = Read(
            """
            {"schema":1,"shipment":"PO","supplier":"acme","version":3,"eta":"2026-12-01","expected":9,"arrived":2}
            """, DocumentJson.Default.InboundDocument).ToRecord();
        Assert.Equal((0, InboundFacts.None), (old.P80Days, old.Facts with { Came = InboundFacts.None.Came }));
        Assert.Empty(old.Facts.Came);

        var record = Read(
            """
            {"schema":1,"shipment":"PO","supplier":"acme","version":3,"eta":"2026-12-04","expected":9,"ended":true,
             "arrived":2,"p80Days":3,"announcedOn":"2026-11-20","firstEta":"2026-12-01","firstExpected":10,
             "came":[739950,2],"endedOn":"2026-12-06"}
            """, DocumentJson.Default.InboundDocument).ToRecord();
        Assert.Equal((3, 10L, new DateOnly(2026, 12, 6)), (record.P80Days, record.Facts.FirstExpected,
            record.Facts.LastDay));
        Assert.Equal(new(DateOnly.FromDayNumber(739_950), 2), Assert.Single(record.Facts.Came));
    }

    [Fact]
    public void What_was_learned_of_a_supplier_stays_readable()
    {
        var facts = Read(
            """
            {"schema":1,"supplier":"acme","receipts":7,"p50Days":0,"p80Days":3,"p95Days":8,"leadTimeDays":12.5,
             "leadTimeSpreadDays":2.25,"onTimeInFull":0.5,"confirmedRatio":1,"shortRatio":0.125}
            """, DocumentJson.Default.SupplierFactsDocument).ToFigures();
        Assert.Equal(new(7, 0, 3, 8, 12.5, 2.25, 0.5, 1, 0.125), facts);

        var tally = Read(
            """
            {"schema":1,"supplier":"acme","tally":{"receipts":2,"lateDays":[-1,4],"lateShares":[0.5,1.5],
             "tookOn":[739950,739951],"tookDays":[9.5,10.5],"lines":3,"onTimeInFull":1,"ordered":30,"onTime":20,
             "confirmed":29,"received":27}}
            """, DocumentJson.Default.PooledFactsDocument).Tally.ToTally();
        Assert.Equal((2, 1.5, new(3, 1, 30, 20, 29, 27)), (tally.Receipts, tally.Late[4], tally.Record));
        Assert.Equal(new(DateOnly.FromDayNumber(739_951), 10.5), tally.Took[1]);
    }

    [Fact]
    public void A_suppliers_item_that_was_written_stays_readable()
    {
        var item = Read(
            """
            {"schema":1,"supplier":"acme","price":12.50,"currency":"EUR","leadTimeDays":14,"minimum":20,"pack":10,
             "validTo":"2027-06-30","active":true}
            """, DocumentJson.Default.SupplierItemDocument).ToItem();
        Assert.Equal(new(12.5m, "EUR", 14, 20, 10, new(2027, 6, 30), Active: true), item);
        Assert.Equal("A", Read("""{"schema":1,"sku":"A"}""", DocumentJson.Default.SupplierSkuDocument).Sku);
    }

    [Fact]
    public void The_senders_pace_that_was_written_stays_readable()
    {
        var book = Read(
            """
            {"schema":1,"taken":{"demo":[1795424400,2,1795424410,1]},"pausedUntil":"2026-11-23T09:05:00+00:00",
             "lastTurns":{"demo":"2026-11-23T10:00:00+00:00"}}
            """, DocumentJson.Default.PaceDocument).ToBook();
        var nine = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        var demo = new ShopId("demo");
        Assert.Equal([new Taken(demo, nine, 2), new Taken(demo, nine.AddSeconds(10), 1)], book.Slots);
        Assert.Equal((nine.AddMinutes(5), nine.AddHours(1)), (book.PausedUntil, book.LastTurn(demo)));
    }

    [Fact]
    public void A_refused_order_that_was_written_stays_readable()
    {
        var kept = Read("""{"schema":1,"count":2,"messages":["a1","b2"]}""", DocumentJson.Default.IntakeKeptDocument);
        Assert.Equal((2, "b2"), (kept.Count, kept.Messages?[1]));

        var problem = Read(
            """
            {"schema":1,"number":1,"message":"b2","cameAt":"2026-11-23T09:00:00+00:00","orderNumber":"W1",
             "name":"validation","title":"No","status":422,"detail":"Correct it.","errors":{"lines":["is required"]}}
            """, DocumentJson.Default.IntakeProblemDocument).ToProblem();
        Assert.Equal(("b2", "W1", 422), (problem.Id, problem.OrderNumber, problem.Refusal.Status));
        Assert.Equal("is required", problem.Refusal.Errors!["lines"][0]);
    }

    [Fact]
    public void What_a_newer_version_wrote_is_refused_and_not_misread()
    {
        var refused = Assert.Throws<InvalidDataException>(() => Read(
            """{"schema":2,"content":"c0ffee"}""", DocumentJson.Default.EventDocument));
        Assert.Contains("schema 2", refused.Message, StringComparison.Ordinal);
    }

    private static T Read<T>(string body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : StoredDocument => DocumentJson.Read(Encoding.UTF8.GetBytes(body), type);
}
