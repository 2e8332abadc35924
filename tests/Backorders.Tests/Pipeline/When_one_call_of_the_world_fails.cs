namespace Backorders.Tests.Pipeline;

/// <summary>
/// A small world, played once for every call of a port and every fault that the call may meet: the end is always the
/// end of fair weather, and nobody is told anything twice.
/// </summary>
public class When_one_call_of_the_world_fails
{
    [Theory]
    [InlineData(Fault.FailsBefore)]
    [InlineData(Fault.AnswerLost)]
    [InlineData(Fault.UnclearNotDone)]
    [InlineData(Fault.DiesBefore)]
    [InlineData(Fault.DiesAfter)]
    public async Task The_end_is_as_in_fair_weather(Fault fault)
    {
        var calm = new Fate(Fate.Never, fault);
        var expected = await FairWeather.Play(new World(calm));
        Assert.Equal(FairWeather.End, expected);
        var met = 0;
        for (var call = 1; call <= calm.Calls; call++)
        {
            var fate = new Fate(call, fault);
            var end = await FairWeather.Play(new World(fate));
            Assert.True(expected == end, $"{fault} at call {call}:\n{end}\nnot as in fair weather:\n{expected}");
            met += fate.Met ? 1 : 0;
        }

        // Work in the background meets its calls in another order each time, so the last few may not be reached.
        Assert.InRange(met, calm.Calls * 9 / 10, calm.Calls);
    }
}
