using System.Text.Json;
using Backorders.Pipeline.Ports;
using Backorders.Simulation.Checker;

namespace Backorders.Simulation.Worlds;

/// <summary>Shows the checker what happens in the world, in words that know no product.</summary>
internal sealed class Watch(World world)
{
    /// <summary>Between deciding and writing, or by its clock, somebody may be so far from the world's time.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(11);

    public Books Checker { get; } = new(() => world.Journal.Moment, () => world.Unanswered.Oldest);

    /// <param name="sent">When the batch was sent, if not when it was made.</param>
    public void Committed(Partition partition, IReadOnlyList<Write> writes, string by, DateTimeOffset sent) =>
        Checker.Committed(
        partition.Container.ToString(), partition.Key,
        writes.Select(write => new StoredWrite(
            write.Id, JsonDocument.Parse(write.Body).RootElement, write.Terms.Status, write.Terms.Due is not null))
            .ToList(),
        Days(sent), by);

    private static List<DateOnly> Days(DateTimeOffset sent) => new[] { sent, sent - Margin, sent + Margin }
        .Select(time => DateOnly.FromDateTime(time.UtcDateTime)).Distinct().ToList();
}
