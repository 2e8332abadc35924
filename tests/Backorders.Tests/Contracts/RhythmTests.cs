using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Contracts;

/// <summary>How often a queue is asked that tells nobody what came.</summary>
public class RhythmTests
{
    /// <summary>A wait that does not end must fail its test, not the whole run.</summary>
    private static readonly TimeSpan Hung = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider machine = new(Some.Day);
    private readonly Rhythm rhythm;

    public RhythmTests() => rhythm = new Rhythm(machine);

    [Fact]
    public async Task The_pauses_of_an_idle_queue_grow_to_what_the_worker_will_wait()
    {
        foreach (var pause in new[] { 100, 200, 400, 800, 1600, 2000, 2000, 2000 })
        {
            await Lasts(pause);
        }
    }

    [Fact]
    public async Task An_idle_queue_is_asked_43_200_times_a_day()
    {
        var asked = 0;
        for (var end = Some.Day.AddHours(1); machine.GetUtcNow() < end; asked++)
        {
            var wait = Wait();
            machine.Advance(asked < 5 ? TimeSpan.FromMilliseconds(100 << asked) : Idle);
            await wait;
        }

        Assert.InRange(asked, 43_200 / 24, (43_200 / 24) + 5);
    }

    [Fact]
    public async Task After_anything_came_the_pauses_are_short_again()
    {
        await Lasts(100);
        await Lasts(200);
        rhythm.Found();
        await Lasts(100);
    }

    [Fact]
    public async Task What_was_sent_between_the_look_and_the_wait_ends_the_wait_at_once()
    {
        rhythm.Looking();
        rhythm.Sent(TimeSpan.Zero);
        await Wait();
        rhythm.Looking();
        await Lasts(100);
    }

    [Fact]
    public async Task A_message_of_our_own_ends_the_wait_when_it_becomes_visible()
    {
        await Lasts(100);
        await Lasts(200);
        rhythm.Sent(TimeSpan.FromMilliseconds(50));
        await Lasts(50);
    }

    [Fact]
    public async Task A_message_that_becomes_visible_after_the_next_look_wakes_nobody()
    {
        var wait = Wait();
        rhythm.Sent(Idle);
        Assert.False(wait.IsCompleted);
        machine.Advance(TimeSpan.FromMilliseconds(100));
        await wait;
    }

    private Task Wait() => rhythm.Wait(Idle, Some.Stop).WaitAsync(Hung, TimeProvider.System, Some.Stop);

    private async Task Lasts(int milliseconds)
    {
        var wait = Wait();
        machine.Advance(TimeSpan.FromMilliseconds(milliseconds) - Instant);
        Assert.False(wait.IsCompleted);
        machine.Advance(Instant);
        await wait;
    }
}
