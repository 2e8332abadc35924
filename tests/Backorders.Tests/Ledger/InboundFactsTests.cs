using Backorders.Ledger;

namespace Backorders.Tests.Ledger;

/// <summary>What is remembered of a shipment, so that its supplier's ways can be learned from it.</summary>
public sealed class InboundFactsTests
{
    private static readonly DateOnly Monday = new(2026, 11, 2);

    private InboundRecord record = InboundRecord.New(new("PO-1"));

    private InboundFacts Facts => record.Facts;

    [Fact]
    public void A_shipment_is_announced_once_units_and_a_date_are_known_and_what_was_said_then_stays()
    {
        Hear(0, record with { Expected = 10 });
        Hear(1, record with { Eta = Monday.AddDays(7), Expected = 0 });
        Assert.Equal(InboundFacts.None, Facts with { Came = InboundFacts.None.Came });

        Hear(2, record with { Eta = Monday.AddDays(8), Expected = 1 });
        Hear(3, record with { Eta = Monday.AddDays(30), Expected = 20 });

        Assert.Equal(
            (Monday.AddDays(2), Monday.AddDays(8), 1L), (Facts.AnnouncedOn, Facts.FirstEta, Facts.FirstExpected));
    }

    [Fact]
    public void What_else_is_new_of_a_shipment_is_kept_with_its_facts()
    {
        Hear(0, record with { Eta = Monday, Expected = 3, Version = 8 });

        Assert.Equal((8L, 3L, Monday), (record.Version, record.Expected, record.Eta));
    }

    [Fact]
    public void Units_came_on_the_day_that_first_counted_them_whoever_counts()
    {
        Hear(1, record with { Arrived = 4 });
        Hear(2, record with { Receipted = 4 });
        Hear(3, record with { Receipted = 9 });

        Assert.Equal([(1, 4L), (3, 5L)], Came());
        Assert.Equal(Monday.AddDays(3), Facts.LastDay);
    }

    [Fact]
    public void News_without_goods_brings_no_day_to_learn_from()
    {
        Hear(1, record with { Eta = Monday.AddDays(7), Expected = 5 });

        Assert.Empty(Came());
        Assert.Null(Facts.LastDay);
    }

    [Fact]
    public void Units_of_the_same_day_are_one_entry()
    {
        Hear(1, record with { Arrived = 4 });
        Hear(1, record with { Arrived = 7 });

        Assert.Equal([(1, 7L)], Came());
    }

    [Fact]
    public void A_clock_that_went_back_adds_to_the_last_day()
    {
        Hear(3, record with { Arrived = 4 });
        Hear(5, record with { Arrived = 5 });
        Hear(4, record with { Arrived = 7 });

        Assert.Equal([(3, 4L), (5, 3L)], Came());
    }

    [Fact]
    public void The_last_of_the_days_that_are_kept_apart_takes_the_rest()
    {
        for (var day = 1; day <= InboundFacts.MostDays; day++)
        {
            Hear(day, record with { Arrived = record.Arrived + 2 });
        }

        Assert.Equal(Enumerable.Range(1, InboundFacts.MostDays).Select(day => (day, 2L)), Came());

        Hear(InboundFacts.MostDays + 1, record with { Arrived = record.Arrived + 3 });
        Hear(InboundFacts.MostDays + 9, record with { Arrived = record.Arrived + 4 });

        Assert.Equal(InboundFacts.MostDays, Facts.Came.Length);
        Assert.Equal((InboundFacts.MostDays, 2L + 3 + 4), Came()[^1]);
    }

    [Fact]
    public void Goods_that_nobody_announced_leave_their_shipment_open()
    {
        Hear(1, record with { Receipted = 4 });

        Assert.Null(Facts.EndedOn);
        Assert.Null(Facts.AnnouncedOn);
    }

    [Fact]
    public void A_shipment_ended_on_the_day_that_said_so_first_until_it_is_opened_again()
    {
        Hear(1, record with { Ended = true });
        Hear(2, record with { Ended = true, Arrived = 1 });
        Assert.Equal(Monday.AddDays(1), Facts.EndedOn);

        Hear(3, record with { Ended = false });
        Assert.Null(Facts.EndedOn);

        Hear(4, record with { Ended = true });
        Assert.Equal(Monday.AddDays(4), Facts.EndedOn);
    }

    [Fact]
    public void The_last_day_to_learn_from_is_the_end_or_that_of_goods_that_came_after_it()
    {
        Hear(1, record with { Arrived = 1 });
        Assert.Equal(Monday.AddDays(1), Facts.LastDay);

        Hear(3, record with { Ended = true });
        Assert.Equal(Monday.AddDays(3), Facts.LastDay);

        Hear(5, record with { Arrived = 2 });
        Assert.Equal(Monday.AddDays(5), Facts.LastDay);
    }

    private void Hear(int day, InboundRecord after) =>
        record = InboundFacts.Remember(record, after, Monday.AddDays(day));

    private List<(int Day, long Units)> Came() =>
        Facts.Came.Select(came => (came.Day.DayNumber - Monday.DayNumber, came.Units)).ToList();
}
