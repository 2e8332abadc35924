namespace Backorders.Prevention;

/// <summary>Units that customers wait for since a day.</summary>
/// <param name="Day">On which they were ordered.</param>
public sealed record WaitingUnits(DateOnly Day, long Units)
{
    /// <summary>Adds SKUs or pages up, the oldest day first.</summary>
    public static IReadOnlyList<WaitingUnits> Sum(IEnumerable<WaitingUnits> parts) =>
        [.. parts.GroupBy(part => part.Day).OrderBy(same => same.Key)
            .Select(same => new WaitingUnits(same.Key, same.Sum(part => part.Units)))];

    /// <summary>How many days they have waited on a day, each unit counted; null: nobody waits.</summary>
    public static (double? P50, double? P90, double? Oldest) Age(IReadOnlyList<WaitingUnits> waiting, DateOnly on)
    {
        var age = ServiceReport.Age(
            [.. waiting.Select(since => (double)Math.Max(0, on.DayNumber - since.Day.DayNumber))],
            [.. waiting.Select(since => (double)since.Units)]);
        return (age.P50Days, age.P90Days, age.OldestDays);
    }
}
