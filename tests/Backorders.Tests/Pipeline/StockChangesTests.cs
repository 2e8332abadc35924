using Backorders.Ledger;
using Backorders.Pipeline.PoolChanges;
using Backorders.Supply;

namespace Backorders.Tests.Pipeline;

public sealed class StockChangesTests
{
    private static readonly PutStockRequest Nothing = new(null, null, default, default, default, default);

    private static readonly PutStockRequest AllSettings = Nothing with
    {
        Backorder = new(true, new(BackorderMode.Limit, 7)),
        LeadTimeDays = new(true, 10),
        HandlingDays = new(true, 2),
        Name = new(true, "Television"),
    };

    [Fact]
    public async Task A_sku_that_is_put_for_the_first_time_is_created_and_then_changed()
    {
        var asked = new AskedPool(null);

        Assert.Equal(StockChanged.Created, await asked.Hear(Put(AllSettings)));
        Assert.Equal("TV", asked.Pool!.Sku.Value);
        Assert.Equal(StockChanged.Done, await asked.Hear(Put(Nothing)));
    }

    [Fact]
    public void Settings_that_are_given_change_and_those_that_are_not_stay()
    {
        var asked = AskedPool.Stocked(3);

        asked.Do(Put(AllSettings));
        var given = asked.Pool!;
        asked.Do(Put(Nothing));

        Assert.Equal(
            (new BackorderPolicy(BackorderMode.Limit, 7), 10, 2, "Television", 3),
            (given.Policy, given.LeadTimeDays, given.HandlingDays, given.Name, given.OnHand));
        Assert.Equal(given, asked.Pool);
    }

    [Fact]
    public void A_setting_that_is_cleared_is_as_if_it_was_never_given()
    {
        var asked = AskedPool.Stocked(3);
        asked.Do(Put(AllSettings));

        asked.Do(Put(Nothing with
        {
            Backorder = new(true, null),
            LeadTimeDays = new(true, null),
            HandlingDays = new(true, null),
            Name = new(true, null),
        }));

        Assert.Equal(AskedPool.Stocked(3).Pool, asked.Pool);
    }

    [Theory]
    [InlineData(5, 5, 0)]
    [InlineData(3, 3, 0)]
    [InlineData(1, 3, 2)]
    public void A_count_books_the_difference(int counted, int countedIn, int writtenOff)
    {
        var asked = AskedPool.Stocked(3);

        asked.Do(Put(Nothing with { OnHand = counted }));

        Assert.Equal(
            (counted, countedIn, writtenOff), (asked.Pool!.OnHand, asked.Pool.CountedIn, asked.Pool.WrittenOff));
    }

    [Fact]
    public void Without_a_count_id_nothing_is_kept_beside_the_head()
    {
        var put = Put(Nothing with { OnHand = 5 });

        Assert.Empty(put.Ids);
        Assert.Empty(AskedPool.Stocked(3).Do(put).Writes);
    }

    [Fact]
    public async Task A_count_that_is_repeated_books_nothing_again()
    {
        var asked = AskedPool.Stocked(3);
        var count = Nothing with { OnHand = 5, CountId = "C1" };
        Assert.Single(asked.Do(Put(count)).Writes);
        asked.Do(new AdjustStock(new("sold", -1, null)));

        var again = asked.Ask(Put(count));

        Assert.True(again.IsRepeat);
        Assert.Empty(again.Writes);
        Assert.Equal(StockChanged.Repeated, await asked.Hear(Put(count)));
        Assert.Equal(StockChanged.Conflict, await asked.Hear(Put(count with { OnHand = 6 })));
        Assert.Equal(4, asked.Pool!.OnHand);
    }

    [Fact]
    public void Only_what_may_take_units_from_lines_stands_alone()
    {
        Assert.True(Put(Nothing with { OnHand = 5 }).Alone);
        Assert.False(Put(AllSettings).Alone);
        Assert.True(new AdjustStock(new("A1", -1, null)).Alone);
        Assert.False(new AdjustStock(new("A1", 1, null)).Alone);
    }

    [Fact]
    public void Only_an_adjustment_that_may_hear_no_is_looked_up_first()
    {
        Assert.True(new AdjustStock(new("A1", -1, null)).ReadsFirst);
        Assert.False(new AdjustStock(new("A1", 1, null)).ReadsFirst);
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(-2, 1)]
    [InlineData(-3, 0)]
    public async Task An_adjustment_counts_once(int quantity, int onHand)
    {
        var asked = AskedPool.Stocked(3);
        var adjustment = new AdjustRequest("A1", quantity, "why");
        Assert.Equal(StockChanged.Done, await asked.Hear(new AdjustStock(adjustment)));

        var again = asked.Ask(new AdjustStock(adjustment));

        Assert.Equal((true, 0), (again.IsRepeat, again.Writes.Count));
        Assert.Equal(StockChanged.Repeated, await asked.Hear(new AdjustStock(adjustment)));
        Assert.Equal(
            StockChanged.Conflict, await asked.Hear(new AdjustStock(adjustment with { Reason = "else" })));
        Assert.Equal(onHand, asked.Pool!.OnHand);
        Assert.Equal(
            (3L + Math.Max(0, quantity), Math.Max(0L, -quantity)), (asked.Pool.CountedIn, asked.Pool.WrittenOff));
    }

    [Fact]
    public async Task Counts_adjustments_and_receipts_have_ids_of_their_own()
    {
        var asked = AskedPool.Stocked(3);

        Assert.Equal(StockChanged.Done, await asked.Hear(Put(Nothing with { OnHand = 5, CountId = "1" })));
        Assert.Equal(StockChanged.Done, await asked.Hear(new AdjustStock(new("1", -1, null))));
        Assert.Equal(StockChanged.Done, await asked.Hear(new ReceiveGoods(new("1", 4, null))));

        Assert.Equal(8, asked.Pool!.OnHand);
    }

    [Fact]
    public async Task More_than_there_is_cannot_go_and_the_caller_hears_how_many_there_are()
    {
        var asked = AskedPool.Stocked(3);
        var tooMuch = new AdjustStock(new("A1", -4, null));

        var decision = asked.Ask(tooMuch);

        Assert.False(decision.IsRepeat, "That there are too few has yet to be proved.");
        Assert.Equal((asked.Pool, 0), (decision.Pool, decision.Writes.Count));
        Assert.Equal(StockChanged.Insufficient, await asked.Hear(tooMuch));
        Assert.Equal(3, tooMuch.OnHand);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_sku_that_was_never_put_cannot_be_adjusted(int quantity)
    {
        var asked = new AskedPool(null);

        Assert.Equal(StockChanged.UnknownSku, await asked.Hear(new AdjustStock(new("A1", quantity, null))));
        Assert.Null(asked.Pool);
    }

    private static PutStock Put(PutStockRequest request) => new(new("TV"), request);
}
