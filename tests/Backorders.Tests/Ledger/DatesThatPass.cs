using Backorders.Ledger;

namespace Backorders.Tests.Ledger;

/// <summary>When a waiting line is expected, what moves that date, and that no date creeps.</summary>
public sealed class DatesThatPass
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    private readonly List<Line> lines = [];
    private Pool pool = new() { Sku = new("TV"), LeadTimeDays = 14, HandlingDays = 1 };

    [Fact]
    public void A_line_is_dated_by_the_shipment_that_brings_its_last_unit()
    {
        Order(Monday, 3);
        Announce(Monday, "PO-1", Monday.AddDays(5), 2);
        Announce(Monday, "PO-2", Monday.AddDays(9), 10);

        Assert.Equal(new Eta(Monday.AddDays(10), EtaBasis.Shipment, new ShipmentId("PO-2")), pool.EtaOf(lines[0]));
    }

    [Fact]
    public void Shipments_of_the_same_day_are_walked_by_their_ids()
    {
        Order(Monday, 1);
        Announce(Monday, "PO-b", Monday.AddDays(5), 2);
        Announce(Monday, "PO-B", Monday.AddDays(5), 2);

        Assert.Equal("PO-B", pool.EtaOf(lines[0])!.Reference?.Value);
    }

    [Fact]
    public void What_no_shipment_covers_takes_the_lead_time_from_the_day_it_was_placed()
    {
        Order(Monday, 1);
        Order(Monday.AddDays(2), 1);

        Assert.Equal(new Eta(Monday.AddDays(15), EtaBasis.LeadTime, null), pool.EtaOf(lines[0]));
        Assert.Equal(Monday.AddDays(17), pool.EtaOf(lines[1])!.Date);
    }

    [Fact]
    public void Nobody_is_dated_before_those_ahead()
    {
        Order(Monday, 1);
        Order(Monday, 1);
        Announce(Monday, "PO-1", Monday.AddDays(40), 1);

        Assert.Equal(Monday.AddDays(41), pool.EtaOf(lines[0])!.Date);
        Assert.Equal(Monday.AddDays(41), pool.EtaOf(lines[1])!.Date);
    }

    [Fact]
    public void Without_a_lead_time_what_no_shipment_covers_has_no_date()
    {
        pool = pool with { LeadTimeDays = null };
        Order(Monday, 1);
        Order(Monday, 1);
        Announce(Monday, "PO-1", Monday.AddDays(5), 1);

        Assert.Equal(EtaBasis.Shipment, pool.EtaOf(lines[0])!.Basis);
        Assert.Equal(new Eta(null, EtaBasis.Unknown, null), pool.EtaOf(lines[1]));
    }

    [Fact]
    public void A_clock_that_went_back_does_not_place_a_line_before_the_one_ahead()
    {
        Order(Monday, 1);
        Order(Monday.AddDays(-1), 1);

        Assert.Equal(Monday, lines[1].PlacedOn);
    }

    [Fact]
    public void An_overdue_shipment_keeps_its_date_for_three_days_and_is_then_assumed_once()
    {
        Order(Monday, 1);
        Announce(Monday, "PO-1", Monday.AddDays(5), 1);

        Assert.Equal(Monday.AddDays(6), DateOn(Monday.AddDays(8)));
        Assert.Equal(Monday.AddDays(9), PassDates.Next(pool));
        Assert.Equal(Monday.AddDays(9 + 14 + 1), DateOn(Monday.AddDays(9)));
        Assert.Equal(EtaBasis.LeadTime, pool.EtaOf(lines[0])!.Basis);
        for (var day = 10; day <= 9 + 14 + Inbound.OverdueDays; day++)
        {
            Assert.Equal(Monday.AddDays(24), DateOn(Monday.AddDays(day)));
        }

        Assert.Equal(Monday.AddDays(27 + 14 + 1), DateOn(Monday.AddDays(27)));
    }

    [Fact]
    public void An_overdue_shipment_without_a_lead_time_covers_nothing_until_news_comes()
    {
        pool = pool with { LeadTimeDays = null };
        Order(Monday, 1);
        Announce(Monday, "PO-1", Monday.AddDays(5), 1);

        Assert.Null(DateOn(Monday.AddDays(9)));
        Announce(Monday.AddDays(9), "PO-1", Monday.AddDays(12), 1, version: 2);
        Assert.Equal(Monday.AddDays(13), pool.EtaOf(lines[0])!.Date);
    }

    [Fact]
    public void A_new_date_from_the_supplier_ends_what_was_assumed()
    {
        Order(Monday, 1);
        Announce(Monday, "PO-1", Monday.AddDays(5), 1);
        DateOn(Monday.AddDays(9));

        Announce(Monday.AddDays(9), "PO-1", Monday.AddDays(11), 1, version: 2);

        Assert.Equal(new Eta(Monday.AddDays(12), EtaBasis.Shipment, new ShipmentId("PO-1")), pool.EtaOf(lines[0]));
    }

    [Fact]
    public void Lines_that_no_shipment_covers_start_again_together_at_most_once_in_7_days()
    {
        pool = pool with { LeadTimeDays = 2, HandlingDays = 0 };
        Order(Monday, 1);
        Order(Monday.AddDays(1), 1);
        var restarts = new List<DateOnly>();
        for (var day = 2; day <= 30; day++)
        {
            DateOn(Monday.AddDays(day));
            if (restarts.LastOrDefault() != pool.RestartedOn.GetValueOrDefault())
            {
                restarts.Add(pool.RestartedOn!.Value);
                Assert.All(lines, line => Assert.Equal(Monday.AddDays(day + 2), pool.EtaOf(line)!.Date));
            }
        }

        Assert.Equal([3, 10, 17, 24], restarts.Select(restart => restart.DayNumber - Monday.DayNumber));
    }

    [Fact]
    public void A_shipment_that_slips_names_the_positions_whose_date_moved_and_no_others()
    {
        Order(Monday, 10);
        Order(Monday, 5);
        Order(Monday, 7);
        Announce(Monday, "PO-1", Monday.AddDays(5), 10);
        Announce(Monday, "PO-2", Monday.AddDays(6), 5);
        pool = pool with { ToTell = ToldRanges.None };

        Announce(Monday, "PO-2", Monday.AddDays(7), 5, version: 2);

        Assert.Equal([(10L, 15L)], pool.ToTell.Items.Select(range => (range.From, range.To)));
    }

    [Fact]
    public void News_that_changes_no_date_gives_nobody_anything_to_tell()
    {
        Order(Monday, 10);
        Announce(Monday, "PO-1", Monday.AddDays(5), 20);
        pool = pool with { ToTell = ToldRanges.None };

        Announce(Monday, "PO-1", Monday.AddDays(5), 15, version: 2);

        Assert.True(pool.ToTell.IsEmpty);
    }

    [Fact]
    public void What_a_product_page_may_promise_is_what_an_order_would_be_answered()
    {
        Order(Monday, 3);
        Announce(Monday, "PO-1", Monday.AddDays(5), 4);

        Assert.Equal(Monday.AddDays(6), EtaPlan.Next(pool, 1, Monday)!.Date);
        Assert.Equal(Monday.AddDays(15), EtaPlan.Next(pool, 2, Monday)!.Date);
        Assert.Null(EtaPlan.Next(Receive.Units(pool, 5), 2, Monday));
    }

    [Fact]
    public void A_shipment_of_a_supplier_that_tends_to_be_late_is_counted_on_so_much_later()
    {
        Order(Monday, 1);
        Announce(Monday, "PO-1", Monday.AddDays(5), 1, p80Days: 3);

        Assert.Equal(
            new Eta(Monday.AddDays(5 + 3 + 1), EtaBasis.Shipment, new ShipmentId("PO-1")) { P80Days = 3 },
            pool.EtaOf(lines[0]));
        Assert.Equal(Monday.AddDays(5 + 3 + Inbound.OverdueDays + 1), PassDates.Next(pool));
        Assert.Equal(Monday.AddDays(9), DateOn(Monday.AddDays(11)));
        Assert.Equal(Monday.AddDays(12 + 14 + 1), DateOn(Monday.AddDays(12)));
        Assert.Equal(0, pool.EtaOf(lines[0])!.P80Days);
    }

    [Fact]
    public void Shipments_are_walked_by_the_days_that_are_counted_on()
    {
        Order(Monday, 1);
        Announce(Monday, "PO-1", Monday.AddDays(5), 1, p80Days: 4);
        Announce(Monday, "PO-2", Monday.AddDays(7), 1);

        Assert.Equal("PO-2", pool.EtaOf(lines[0])!.Reference?.Value);
    }

    [Fact]
    public void What_is_learned_of_a_supplier_moves_no_promise_until_the_supplier_gives_another_day()
    {
        Order(Monday, 2);
        var record = Hear(Monday, InboundRecord.New(new("PO-1")), 1, Monday.AddDays(5), arrived: 0, p80Days: 2);
        Assert.Equal(Monday.AddDays(8), pool.EtaOf(lines[0])!.Date);
        pool = pool with { ToTell = ToldRanges.None };

        record = Hear(Monday.AddDays(1), record, 2, Monday.AddDays(5), arrived: 1, p80Days: 6);
        Assert.Equal(Monday.AddDays(8), pool.EtaOf(lines[0])!.Date);
        Assert.True(pool.ToTell.IsEmpty);

        Hear(Monday.AddDays(2), record, 3, Monday.AddDays(4), arrived: 1, p80Days: 6);
        Assert.Equal(Monday.AddDays(4 + 6 + 1), pool.EtaOf(lines[0])!.Date);
        Assert.False(pool.ToTell.IsEmpty);
    }

    private InboundRecord Hear(
        DateOnly today, InboundRecord known, long version, DateOnly eta, int arrived, int p80Days)
    {
        var after = known;
        Commit(today, begun =>
        {
            (var decided, after) = Receive.News(
                begun, known, new("acme"), version, eta, expected: 5, arrived, ended: false, p80Days);
            return decided;
        });
        return after;
    }

    private void Order(DateOnly today, int quantity) => Commit(today, begun =>
    {
        var (after, line) = Place.Line(begun, new($"O-{lines.Count}"), 1, quantity, deny: false, today);
        lines.Add(line);
        return after;
    });

    private void Announce(
        DateOnly today, string shipment, DateOnly eta, int expected, long version = 1, int p80Days = 0) =>
        Commit(today, begun => Receive.News(
            begun, InboundRecord.New(new(shipment)), new("acme"), version, eta, expected, arrived: 0,
            ended: false, p80Days).Pool);

    /// <summary>The first line's date once that day was seen.</summary>
    private DateOnly? DateOn(DateOnly today)
    {
        Commit(today, begun => begun);
        return pool.EtaOf(lines[0])!.Date;
    }

    private void Commit(DateOnly today, Func<Pool, Pool> decide) =>
        pool = PoolCommit.End(pool, decide(PoolCommit.Begin(pool, today)), today);
}
