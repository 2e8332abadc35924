using Backorders.Pipeline.Ports;
using Backorders.Simulation.Callers;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation;

/// <summary>Everything has come to rest: nobody waits, no message is left, nothing is due.</summary>
internal sealed class Rest(World world, Desk desk)
{
    /// <summary>With faults off it must be there after so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <exception cref="Checker.Violation">It does not come.</exception>
    public async Task Come()
    {
        for (var end = world.Loop.Now + Patience; Unrest().Any(); await desk.Pause(Look))
        {
            world.Watch.Checker.Hold(
                7, world.Loop.Now < end, $"no rest: {string.Join("; ", Unrest().Take(3))}", "no rest");
        }
    }

    /// <summary>What is still to be done. A pool is due when a date passes, and that may be in days.</summary>
    private IEnumerable<string> Unrest()
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
            if (terms.Due <= world.Loop.Now + (partition.Container == Container.Pools ? TimeSpan.Zero : Patience))
            {
                yield return $"{document.Id} of {partition.Key} is due";
            }
        }
    }
}
