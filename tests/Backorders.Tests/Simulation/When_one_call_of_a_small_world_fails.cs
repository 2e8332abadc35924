using Backorders.Simulation.SmallWorlds;

namespace Backorders.Tests.Simulation;

/// <summary>
/// Two shops, two SKUs, four orders and two shipments, played once for every call of a port and each of: it fails
/// before, it is done and the answer is lost, it is done and the process dies. The end is always that of fair weather.
/// </summary>
[Collection(When_thousands_of_worlds_are_played.Name)]
public sealed class When_one_call_of_a_small_world_fails
{
    /// <summary>Worked out by hand from the contract.</summary>
    private const string FairWeather = """
        O1: shipped 0/0/1/1; mails
        O2: allocated 2/0/0/0; mails received, changed, changed, ready
        O3: backordered 1/2/0/0 2026-12-03 leadtime promised 2026-12-03; mails received, changed, changed
        O4: shipped 0/0/1/0, shipped 0/0/2/0; mails received, ready
        A: on hand 3, allocated 3, available 0, backordered 2, waiting 1
        B: on hand 0, allocated 0, available 0, backordered 0, waiting 0
        """;

    [Fact]
    public void The_end_of_fair_weather_is_what_the_contract_says() =>
        Assert.Equal(FairWeather, new SmallWorld(new(new Dictionary<int, Mishap>())).Play());

    [Fact]
    public void The_end_is_as_in_fair_weather() => Assert.Empty(new Exhaustion(_ => { }).Play(Extent.EveryCall));
}
