using Backorders.Simulation.Bugs;
using Backorders.Simulation.Checker;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Seasons;

/// <summary>How one seed ended.</summary>
/// <param name="Failure">Null: everything held.</param>
/// <param name="Hash">Of all that happened.</param>
/// <param name="History">All of it, or what a failure is about.</param>
internal sealed record Outcome(
    int Seed, string? Failure, int Invariant, string Hash, long Moments, Figures Figures,
    IReadOnlyDictionary<Fault, int> Struck, IReadOnlyList<string> History)
{
    /// <summary>Lines that a failure shows of what happened last, beside what is about it.</summary>
    private const int LastLines = 40;

    private const int AllLines = int.MaxValue;

    public static Outcome Of(int seed, Bug bug, bool whole = false)
    {
        var story = new Story(seed, bug);
        var failure = Try(story);
        var world = story.World;
        return new(
            seed, failure?.Message, failure?.Invariant ?? 0, world.Journal.Hash, world.Journal.Moment, world.Figures,
            world.Sky.Struck,
            whole ? [.. world.Journal.Shortened([], AllLines)]
            : failure is null ? []
            : [.. world.Journal.Shortened(failure.About, LastLines)]);
    }

    private static Violation? Try(Story story)
    {
        try
        {
            story.Play();
            return null;
        }
        catch (Violation violation)
        {
            return violation;
        }
        catch (Exception e)
        {
            // Whatever else comes out of a world is a failure of it, or of the simulator.
            return new(0, e.ToString(), []);
        }
    }
}
