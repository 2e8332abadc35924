using Backorders.Server.Hosting;

namespace Backorders.Tests.Server;

public sealed class SteppedTimeTests
{
    private static readonly DateTimeOffset Monday = new(2010, 12, 6, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_step_ends_when_those_who_follow_the_clock_have_acted_on_the_new_time()
    {
        var clock = new SteppedTime(Monday);
        var seen = new List<DateTimeOffset>();
        clock.Follow(async _ =>
        {
            await Task.Yield();
            seen.Add(clock.GetUtcNow());
        });

        await clock.Step(Monday.AddHours(1), TestContext.Current.CancellationToken);
        await clock.Step(Monday.AddDays(1), TestContext.Current.CancellationToken);

        Assert.Equal([Monday.AddHours(1), Monday.AddDays(1)], seen);
    }

    [Fact]
    public async Task The_clock_never_goes_back()
    {
        var clock = new SteppedTime(Monday);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => clock.Step(Monday.AddTicks(-1), TestContext.Current.CancellationToken));
        Assert.Equal(Monday, clock.GetUtcNow());
    }
}
