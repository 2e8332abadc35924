using Backorders.Pipeline;
using Backorders.Tests.Pipeline;

namespace Backorders.Tests.Prevention;

/// <summary>What another system knows of the days gone by.</summary>
public sealed class When_demand_is_imported
{
    private static readonly DateOnly Before = new(2026, 10, 31);
    private static readonly DateOnly Today = new(2026, 11, 23);

    private readonly World world = new(Fate.Fair());

    [Fact]
    public async Task Days_before_our_first_order_count_as_they_were_imported()
    {
        await world.Put("A", 0, 10);

        Assert.Equal(DemandImported.Changed, await world.ImportDemand("A", (Before, 7, 3), (Before.AddDays(1), 0, 0)));

        var demand = (await world.Demand("A", Before.AddDays(-1), Before.AddDays(1)))!;
        Assert.Equal([(0L, 0), (7L, 3), (0L, 0)], demand.Days.Select(day => (day.Units, day.Lines)));
        Assert.Equal(Before, demand.Since);
    }

    [Fact]
    public async Task The_same_import_again_writes_nothing()
    {
        await world.Put("A", 0, 10);
        var days = Enumerable.Range(0, 900).Select(day => (Before.AddDays(-day), 2, 1)).ToList();
        await world.ImportDemand("A", days);
        var before = ((ModelStore)world.Store).Dump();

        Assert.Equal(DemandImported.Unchanged, await world.ImportDemand("A", days));

        Assert.Equal(before, ((ModelStore)world.Store).Dump());
        Assert.Equal(
            1_800, (await world.Demand("A", Before.AddDays(-1_000), Before))!.Days.Sum(day => day.Units));
    }

    [Fact]
    public async Task A_day_that_is_imported_with_other_figures_is_replaced_and_the_others_stay()
    {
        await world.Put("A", 0, 10);
        await world.ImportDemand("A", (Before, 7, 3), (Before.AddDays(1), 4, 1));

        Assert.Equal(DemandImported.Changed, await world.ImportDemand("A", (Before, 5, 2)));

        Assert.Equal([5, 4], (await world.Demand("A", Before, Before.AddDays(1)))!.Days.Select(day => day.Units));
    }

    [Theory]
    [InlineData(3, 5, 2)]
    [InlineData(5, 5, 2)]
    [InlineData(8, 8, 6)]
    public async Task Of_a_day_that_both_know_the_larger_figure_counts(int imported, int units, int lines)
    {
        await world.Put("A", 0, 10);
        await world.Order("W1", ("A", 4), ("A", 1));
        await world.ImportDemand("A", (Today, imported, 6));
        var unsettled = (await world.Demand("A", Today, Today))!.Days[0];
        await world.Drain();
        world.Business.Advance(TimeSpan.FromDays(9));
        await world.CountDemand("A");

        var settled = (await world.Demand("A", Today, Today))!.Days[0];

        Assert.Equal((units, lines), ((int)settled.Units, settled.Lines));
        Assert.Equal(unsettled, settled);
    }

    [Fact]
    public async Task A_SKU_that_is_not_there_is_not_made()
    {
        Assert.Equal(DemandImported.NoSuchSku, await world.ImportDemand("A", (Before, 7, 3)));
        Assert.Empty(((ModelStore)world.Store).Dump());
    }

    [Theory]
    [MemberData(nameof(Fate.Faults), MemberType = typeof(Fate))]
    public async Task Whichever_call_fails_the_import_is_there_once(Fault fault)
    {
        var calls = await Fate.EachCall(async after =>
        {
            var troubled = Fate.Fair();
            var other = new World(troubled);
            await other.Put("A", 0, 10);
            await other.Drain();
            troubled.MeetNext(fault, after);

            await other.ImportDemand("A", [(Before.AddYears(-3), 1, 1), (Before, 7, 3)]);

            var met = troubled.Met;
            var days = (await other.Demand("A", Before.AddYears(-3), Before))!.Days;
            Assert.Equal((1L, 7L, 8L), (days[0].Units, days[^1].Units, days.Sum(day => day.Units)));
            return met;
        });
        Assert.InRange(calls, 3, 10);
    }
}
