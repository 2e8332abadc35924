using Backorders.Simulation.Seasons;
using Backorders.Simulation.SmallWorlds;

namespace Backorders.Tests;

/// <summary>A few of the simulator's worlds, for every mutant once.</summary>
public sealed class When_some_worlds_are_played
{
    private const int Seeds = 24;
    private const int SeedsAtOnce = 8;

    public static TheoryData<int> Firsts => [.. Enumerable.Range(0, Seeds / SeedsAtOnce)
        .Select(part => 1 + (part * SeedsAtOnce))];

    [Fact]
    public void The_small_world_ends_as_the_contract_says() =>
        Assert.Contains(
            "O3: backordered 1/2/0/0 2026-12-03 leadtime promised 2026-12-03",
            new SmallWorld(new(new Dictionary<int, Mishap>())).Play());

    [Theory]
    [MemberData(nameof(Firsts))]
    public void Nothing_is_lost_doubled_or_told_wrong(int first) =>
        Season.Play(Enumerable.Range(first, SeedsAtOnce), workers: 1, world => Assert.Null(world.Failure));
}
