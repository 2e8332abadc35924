namespace Backorders.Prevention;

/// <summary>Units that customers wait for since a day.</summary>
/// <param name="Day">On which they were ordered.</param>
public sealed record WaitingUnits(DateOnly Day, long Units)
{
    /// <summary>Adds SKUs or pages up, the oldest day first.</summary>
    public static IReadOnlyList<WaitingUnits> Sum(IEnumerable<WaitingUnits> parts) =>
        [.. parts.GroupBy(part => part.Day).OrderBy(same => same.Key)
            .Select(same => new WaitingUnits(same.Key, same.Sum(part => part.Units)))];

    /// <summary>How long they have waited on a day; each unit counts.</summary>
    public static BackorderAge Age(IReadOnlyList<WaitingUnits> waiting, DateOnly on) => ServiceReport.Age(
        [.. waiting.Select(since => (double)Math.Max(0, on.DayNumber - since.Day.DayNumber))],
        [.. waiting.Select(since => (double)since.Units)]);
}
