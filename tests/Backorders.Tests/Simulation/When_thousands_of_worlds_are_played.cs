using Backorders.Simulation.Bugs;
using Backorders.Simulation.Seasons;

namespace Backorders.Tests.Simulation;

/// <summary>
/// The whole pipeline in one thread under a time of its own, in all weathers: see docs/proof.md. A failure prints the
/// seed, its shortened history and the command that replays it.
/// </summary>
[Collection(Name)]
public sealed class When_thousands_of_worlds_are_played(ITestOutputHelper output)
{
    /// <summary>Simulations take turns, so that other tests find a core free.</summary>
    internal const string Name = "simulation";

    private const int SeedsInAll = 2_000;
    private const int SeedsAtOnce = 250;

    /// <summary>Seeds that once found something in the product, or in the simulator.</summary>
    private static readonly int[] OnceFailed =
        [
            5, 7, 14, 17, 28, 38, 50, 52, 60, 68, 72, 78, 81, 85, 164, 1_012, 7_694, 10_704, 16_554, 18_439, 24_510,
            46_556,
        ];

    public static TheoryData<int> Firsts => [.. Enumerable.Range(0, SeedsInAll / SeedsAtOnce)
        .Select(part => 1 + (part * SeedsAtOnce))];

    public static TheoryData<string> Bugs => [.. Planted.All.Select(planted => planted.Bug().Name)];

    [Theory]
    [MemberData(nameof(Firsts))]
    public void Nothing_is_lost_doubled_or_told_wrong_in_any_weather(int first) =>
        AllHold(Enumerable.Range(first, SeedsAtOnce));

    [Fact]
    public void What_once_failed_holds() => AllHold(OnceFailed);

    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    [InlineData(1_003)]
    public void The_same_seed_is_the_same_world(int seed)
    {
        var (one, other) = (Outcome.Of(seed, new()), Outcome.Of(seed, new()));

        Assert.Equal(one.Hash, other.Hash);
        Assert.NotEqual(one.Hash, Outcome.Of(seed + 1, new()).Hash);
    }

    /// <remarks>A change of the product moves what a seed plays; then another seed may be the one that catches it.
    /// </remarks>
    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_planted_bug_is_caught(string name)
    {
        var (bug, seed) = Planted.All.Single(planted => planted.Bug().Name == name);

        var caught = Outcome.Of(seed, bug());
        if (caught.Failure is null)
        {
            caught = Season.Catch(bug, Planted.MostSeeds);
        }

        Assert.NotNull(caught?.Failure);
        Assert.NotEqual(0, caught.Invariant);
    }

    private void AllHold(IEnumerable<int> seeds)
    {
        var failures = new List<Outcome>();
        Season.Play(seeds, workers: 1, outcome =>
        {
            if (outcome.Failure is not null)
            {
                failures.Add(outcome);
            }
        });

        if (failures.Count > 0)
        {
            using var story = new StringWriter();
            Screen.Tell(failures[0], story);
            output.WriteLine(story.ToString());
        }

        Assert.True(
            failures.Count == 0, string.Join('\n', failures.Select(failed => $"seed {failed.Seed}: {failed.Failure}")));
    }
}
