using Backorders.Pipeline.Ports;
using Backorders.Simulation.Callers;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation;

/// <summary>Everything has come to rest: nobody waits, no message is left, nothing is due.</summary>
internal sealed class Rest(World world, Desk desk)
{
    /// <summary>With faults off it must be there after so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Within so long the sweep takes up what was interrupted.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>Longer than a mail of which nobody knows the end is left alone.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    /// <exception cref="Checker.Violation">It does not come.</exception>
    public async Task Come()
    {
        var mails = world.Figures.MailsTried;
        for (var end = world.Loop.Now + Patience; Unrest().Any(); await desk.Pause(Look))
        {
            if (mails != world.Figures.MailsTried)
            {
                // Mails that wait for the pace go out one by one, and there are only so many.
                mails = world.Figures.MailsTried;
                end = world.Loop.Now + Patience;
            }

            if (!Work().Any() && LaidBackUntil() is { } turn && turn > world.Loop.Now)
            {
                // All that is left are mails that are left alone for now: their time comes.
                world.Loop.Leap(turn - world.Loop.Now);
                end = world.Loop.Now + Patience;
            }

            world.Watch.Checker.Hold(
                7, world.Loop.Now < end, $"no rest: {string.Join("; ", Unrest().Take(3))}", "no rest");
        }
    }

    private IEnumerable<string> Unrest() => Work().Concat(LaidBackUntil() is null ? [] : ["a mail is laid back"]);

    private DateTimeOffset? LaidBackUntil() => world.Store.Model.Dump()
        .Where(kept => IsLaidBack(kept.Document, kept.Terms)).Min(kept => kept.Terms.Due);

    private bool IsLaidBack(Document document, Terms terms) =>
        terms.Due > world.Loop.Now + Soon && terms.Due <= world.Loop.Now + Longest
        && document.Id.StartsWith("notice:", StringComparison.Ordinal);

    /// <summary>What is still to be done. A pool is due when a date passes, and that may be in days.</summary>
    private IEnumerable<string> Work()
    {
        if (desk.Waiting > 0)
        {
            yield return $"{desk.Waiting} callers wait";
        }

        foreach (var body in world.Queue.Bodies)
        {
            yield return $"the message {body}";
        }

        foreach (var (partition, document, terms) in world.Store.Model.Dump())
        {
            var by = world.Loop.Now + (partition.Container == Container.Pools ? TimeSpan.Zero : Longest);
            if (terms.Due <= by && !IsLaidBack(document, terms))
            {
                yield return $"{document.Id} of {partition.Key} is due";
            }
        }
    }
}
