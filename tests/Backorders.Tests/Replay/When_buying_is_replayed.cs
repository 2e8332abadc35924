using System.Text.Json;
using Backorders.Ledger;
using Backorders.Prevention;
using Backorders.Server.Replay.Planning;

namespace Backorders.Tests.Replay;

public sealed class When_buying_is_replayed
{
    private const int Seed = 5;

    private static readonly PlanScale Scale = PlanScale.For(GiftYear.Days);
    private static readonly ShopYear Year = GiftYear.Of(GiftYear.Lines());
    private static readonly TradingDay Monday = Year.Days[0];
    private static readonly Lazy<PlanReplaySummary> Played = new(() => Play(Seed));

    [Fact]
    public void The_same_books_and_seed_have_the_same_figures_and_another_seed_has_others()
    {
        Assert.Equal(Figures(Played.Value), Figures(Play(Seed)));
        Assert.NotEqual(Figures(Played.Value), Figures(Play(Seed + 1)));
    }

    [Fact]
    public void All_shops_see_what_the_books_say_and_the_plan_has_more_of_it_there_at_once()
    {
        var summary = Played.Value;
        var counted = GiftYear.Lines().Where(line => GiftYear.Day(line) >= summary.MeasuredFrom).ToList();

        Assert.Equal(["when lines wait", "by rule of thumb", "with the plan"], summary.Shops.Select(shop => shop.Name));
        Assert.All(summary.Shops, shop =>
        {
            Assert.Equal(counted.Count, shop.Lines);
            Assert.Equal(counted.Sum(line => line.Quantity), shop.Units);
            Assert.Equal(shop.LinesBackordered, shop.Lines - (long)Math.Round(shop.LineFillRate!.Value * shop.Lines));
        });
        Assert.True(summary.Shops[2].UnitFillRate > summary.Shops[0].UnitFillRate, $"{summary}");
        Assert.True(summary.Shops[2].UsualUnitFillRate > summary.Shops[1].UsualUnitFillRate, $"{summary}");
        Assert.True(summary.Shops[2].UsualUnitFillRate > 0.9, $"{summary}");
        Assert.InRange(summary.Coverage.Reached!.Value, 0.9, 1);
        Assert.Empty(summary.Violations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_unit_that_was_asked_has_left_lies_there_for_its_customer_or_is_waited_for(bool plans)
    {
        var lines = GiftYear.Lines();
        var shop = new PlayedShop(Year, Scale, plans ? Buying.ByPlan : Buying.WhenLinesWait, Seed, []);

        shop.Play(_ => { });

        var asked = lines.GroupBy(line => line.Code).ToDictionary(sku => sku.Key, sku => sku.Sum(one => one.Quantity));
        var known = shop.Shelves.Values.GroupBy(shelf => shelf.Sku).ToDictionary(
            sku => sku.Key, sku => sku.Sum(shelf => shelf.Pool.Shipped + shelf.Pool.Held + shelf.Pool.Waiting));
        Assert.Equal(asked.Keys.Order(), known.Keys.Order());
        Assert.All(asked, sku => Assert.Equal(sku.Value, known[sku.Key]));
        Assert.Equal(plans, shop.Shelves.Values.Any(shelf => shelf.IsApart));
    }

    [Fact]
    public void No_plan_knows_what_will_be_asked_tomorrow()
    {
        const int evenings = 150;
        var whole = new NightPlanner(Year);
        var cut = new NightPlanner(GiftYear.Of(GiftYear.Lines(evenings)));
        var day = GiftYear.Of(GiftYear.Lines(evenings)).Days[^1];
        var shelf = new Shelf("20003", apart: false, "kestrel", leadTimeDays: 14, opening: 0);
        var lead = new PlannedLeadTime(12, 2, 0, "stated");
        foreach (var planner in new[] { whole, cut })
        {
            planner.Analyse(day, _ => lead);
        }

        var plan = whole.Plan(shelf, day.Date)!;

        Assert.True(plan.SafetyStock > 0, "there is something to compare");
        Assert.Equal(JsonSerializer.Serialize(cut.Plan(shelf, day.Date)), JsonSerializer.Serialize(plan));
    }

    [Fact]
    public void What_was_cancelled_at_once_is_netted_out_from_the_evening_on_which_it_was_cancelled()
    {
        var year = GiftYear.Of(
        [
            GiftYear.Line(0, 0, 70, "1001"), GiftYear.Line(1, 0, 5, "1002"), GiftYear.Line(2, 0, -70, "1001"),
            GiftYear.Line(9, 0, -5, "1002"),
        ]);
        var book = new DemandBook(year.Demand["20000"], year);

        Assert.Equal([70, 5], book.Past(year.Days[1]).Units);
        Assert.Equal([0, 5, 0], book.Past(year.Days[2]).Units);
        Assert.Equal([0, 5, 0, 0], book.Past(year.Days[3]).Units);
    }

    [Fact]
    public void A_cancelled_line_frees_its_units_for_the_next_and_the_youngest_line_is_cancelled_first()
    {
        var shelf = new Shelf("20000", apart: false, "kestrel", leadTimeDays: 14, opening: 10);
        var first = shelf.Place("1", 1, 6, "ada", bulk: false, Monday);
        var second = shelf.Place("2", 1, 4, "ada", bulk: false, Monday);
        var third = shelf.Place("3", 1, 3, "ben", bulk: false, Monday);

        var unmatched = shelf.TakeBack("ada", 5, Monday.Date.AddDays(1));
        shelf.Ship();

        Assert.Equal((0, 7), (unmatched, shelf.TakeBack("ada", 7, Monday.Date.AddDays(1))));
        Assert.Equal(Fate.Cancelled, second.Line.Fate);
        Assert.Equal((5, Fate.Shipped), (first.Asked, first.Line.Fate));
        Assert.Equal((Monday.Date.AddDays(1), Fate.Shipped), (third.There, third.Line.Fate));
        Assert.Equal((8, 2), (shelf.Pool.Shipped, shelf.Pool.Available));
    }

    [Fact]
    public void Goods_that_are_under_way_are_not_bought_again()
    {
        var shelf = new Shelf("20000", apart: false, "kestrel", leadTimeDays: 14, opening: 0);
        shelf.Place("1", 1, 6, "ada", bulk: false, Monday);
        var uncovered = shelf.Uncovered;

        new Deliveries(Scale, Seed).Buy(GiftYear.First, shelf, units: 6);

        Assert.Equal((6, 0, 6), (uncovered, shelf.Uncovered, shelf.OnOrder));
    }

    private static PlanReplaySummary Play(int seed) => PlanReplay.Play(Year, Scale, seed, (_, _) => { });

    private static string Figures(PlanReplaySummary summary) => JsonSerializer.Serialize(summary with { Seed = 0 });
}
