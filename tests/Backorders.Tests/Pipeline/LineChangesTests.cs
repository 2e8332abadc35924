using Backorders.Ledger;
using Backorders.Pipeline;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.PoolChanges;
using Backorders.Pipeline.Ports;
using LineFate = Backorders.Ledger.Fate;

namespace Backorders.Tests.Pipeline;

public sealed class LineChangesTests
{
    [Fact]
    public async Task Lines_of_an_order_take_their_places_one_behind_the_other()
    {
        var asked = AskedPool.Stocked(3);

        var placed = await asked.Hear(AskedPool.Lines("O1", 2, 2));

        Assert.Equal([(0, 2), (2, 4)], placed.Select(line => (line.Line.From, line.Line.To)));
        Assert.Equal(4, asked.Pool!.DemandEnd);
    }

    [Fact]
    public async Task A_line_that_has_its_place_keeps_it_and_only_the_others_are_written()
    {
        var asked = AskedPool.Stocked(3);
        asked.Do(AskedPool.Lines("O1", 2));
        asked.Do(AskedPool.Lines("O2", 1));

        var decision = asked.Ask(AskedPool.Lines("O1", 2, 4));
        var placed = await asked.Hear(AskedPool.Lines("O1", 2, 4));

        Assert.False(decision.IsRepeat);
        Assert.Equal("line:O1:2", Assert.IsType<Write.Create>(Assert.Single(decision.Writes)).Id);
        Assert.Equal([(0, 2), (3, 7)], placed.Select(line => (line.Line.From, line.Line.To)));
    }

    [Fact]
    public void An_order_whose_lines_all_have_their_places_is_a_repeat()
    {
        var asked = AskedPool.Stocked(3);
        asked.Do(AskedPool.Lines("O1", 2, 2));

        var again = asked.Ask(AskedPool.Lines("O1", 2, 2));

        Assert.Equal((asked.Pool, true, 0), (again.Pool, again.IsRepeat, again.Writes.Count));
    }

    [Fact]
    public void Lines_are_counted_by_what_became_of_them_when_they_are_answered()
    {
        using var counted = new Counted();
        var asked = AskedPool.Stocked(6);
        var lines = Lines(deny: false, 1, 1, 1, 9, 9);
        asked.Ask(lines);
        asked.Do(lines);
        Assert.Empty(Lines(counted));

        lines.Answer();
        Assert.Equal([("allocated", 3), ("backordered", 2)], Lines(counted));

        var refused = Lines(deny: true, 1, 1, 1, 9, 9, 9);
        asked.Do(refused);
        refused.Answer();
        Assert.Equal([("allocated", 3), ("backordered", 2), ("rejected", 1)], Lines(counted));
    }

    [Fact]
    public void Whoever_places_lines_wakes_the_pool_later()
    {
        Assert.True(AskedPool.Lines("O1", 1).WakesLater);
        Assert.False(new CancelLine(new("O1"), 1, 0).WakesLater);
        Assert.False(new ReceiveGoods(new("R1", 1, null)).WakesLater);
    }

    [Fact]
    public void Nobody_may_place_lines_where_there_is_no_pool() =>
        Assert.Throws<ArgumentNullException>(() => new AskedPool(null).Ask(AskedPool.Lines("O1", 1)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_line_that_is_not_in_its_pool_cannot_end(bool hasPool)
    {
        var asked = hasPool ? AskedPool.Stocked(3) : new AskedPool(null);

        var error = Assert.Throws<InvalidDataException>(() => asked.Ask(new CancelLine(new("O1"), 1, 0)));

        Assert.Contains("line:O1:1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_cannot_end_where_there_is_no_pool_for_it()
    {
        var asked = new AskedPool(null);
        var (_, line) = Place.Line(AskedPool.Stocked(3).Pool!, new("O1"), 1, 2, deny: false, AskedPool.Today);
        asked.Keep(PoolWrites.Line(line, etag: null));

        Assert.Throws<InvalidDataException>(() => asked.Ask(new CancelLine(new("O1"), 1, 0)));
    }

    [Fact]
    public async Task A_line_that_ends_is_replaced_only_as_it_was_read()
    {
        var asked = AskedPool.Stocked(3);
        asked.Do(AskedPool.Lines("O1", 2));
        var cancel = new CancelLine(new("O1"), 1, 0);
        Assert.True(cancel.ReadsFirst);

        var write = Assert.IsType<Write.Replace>(Assert.Single(asked.Ask(cancel).Writes));

        Assert.Equal(asked.Find("line:O1:1").ETag, write.IfMatch);
        Assert.Equal(LineFate.Cancelled, (await asked.Hear(cancel)).Fate);
        Assert.Equal(3, asked.Pool!.Available);
    }

    [Fact]
    public async Task A_line_that_has_ended_keeps_its_fate()
    {
        var asked = AskedPool.Stocked(3);
        asked.Do(AskedPool.Lines("O1", 2));
        asked.Do(new ShipLine(new("O1"), 1, "T1"));

        var cancel = asked.Ask(new CancelLine(new("O1"), 1, 0));
        var again = await asked.Hear(new ShipLine(new("O1"), 1, "T2"));

        Assert.Equal((asked.Pool, true, 0), (cancel.Pool, cancel.IsRepeat, cancel.Writes.Count));
        Assert.Equal((LineFate.Shipped, "T1"), (again.Fate, again.Tracking));
    }

    [Fact]
    public async Task A_line_that_still_waits_cannot_leave_and_that_it_waits_must_be_proved()
    {
        var asked = AskedPool.Stocked(1);
        asked.Do(AskedPool.Lines("O1", 2));

        var ship = asked.Ask(new ShipLine(new("O1"), 1, "T1"));

        Assert.Equal((asked.Pool, false, 0), (ship.Pool, ship.IsRepeat, ship.Writes.Count));
        Assert.Equal(LineFate.Live, (await asked.Hear(new ShipLine(new("O1"), 1, "T1"))).Fate);
    }

    private static PlaceLines Lines(bool deny, params IReadOnlyList<int> quantities) => new(
        new("O1"), [.. quantities.Select((units, index) => (index + 1, new StoredOrderLine("TV", units, deny)))]);

    private static IEnumerable<(string?, long)> Lines(Counted counted) => counted.Of("backorders.lines");
}
