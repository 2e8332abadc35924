namespace Backorders.Prevention;

/// <summary>Days counted as the warehouse counts them.</summary>
public static class OpenDays
{
    /// <summary>The longest span that is counted day by day: ten years.</summary>
    public const int LongestSpanDays = 3660;

    /// <summary>
    /// Days from one day to another; below 0 if the other is earlier. With closed days: the open ones after the earlier
    /// day up to and with the later one.
    /// </summary>
    /// <param name="from">The day to count from.</param>
    /// <param name="to">The day to count to.</param>
    /// <param name="closedDays">Days that do not count; null: all count.</param>
    public static int Between(DateOnly from, DateOnly to, IReadOnlySet<DateOnly>? closedDays = null)
    {
        var span = to.DayNumber - from.DayNumber;
        return closedDays is null ? span : Math.Sign(span) * Count(from, to, day => !closedDays.Contains(day));
    }

    /// <summary>Working days (Monday to Friday, no holidays) after the one day up to and with the other.</summary>
    /// <param name="from">The day to count from.</param>
    /// <param name="to">The day to count to, not earlier.</param>
    /// <param name="holidays">Days that are no working days; null: none.</param>
    public static int WorkingDays(DateOnly from, DateOnly to, IReadOnlySet<DateOnly>? holidays = null) =>
        to <= from ? 0 : Count(from, to, day =>
            day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && holidays?.Contains(day) != true);

    private static int Count(DateOnly from, DateOnly to, Func<DateOnly, bool> counts)
    {
        var first = from < to ? from : to;
        var span = Math.Abs(to.DayNumber - from.DayNumber);
        if (span > LongestSpanDays)
        {
            throw new ArgumentOutOfRangeException(
                nameof(to), to, $"{from:O} and {to:O} are more than ten years apart: check the dates.");
        }

        return Enumerable.Range(1, span).Count(day => counts(first.AddDays(day)));
    }
}
