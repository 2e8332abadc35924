namespace Backorders.Notices;

/// <summary>What a customer can be told of a line.</summary>
public enum LineCondition
{
    Waiting,
    Allocated,
    Shipped,
    Cancelled,
    Rejected,
}

/// <summary>A line as it is, or as its customer was last told.</summary>
/// <param name="Date">When it waits: the date of its last missing unit; null: unknown.</param>
/// <param name="Allocated">Units set aside.</param>
/// <param name="Cancelled">Units given up.</param>
/// <param name="Version">The version of the head that it was seen under.</param>
public sealed record LineState(LineCondition Condition, DateOnly? Date, int Allocated, int Cancelled, long Version)
{
    public bool Waits => Condition == LineCondition.Waiting;

    /// <summary>Whether a caller would see no difference, whenever the two were seen.</summary>
    public bool Shows(LineState other) => this with { Version = other.Version } == other;
}

public enum NoticeKind
{
    Received,
    Changed,
    Ready,
    Cancelled,
}

/// <summary>
/// Decides whether an order's customer must be told, and by which mail: from what is true now against what was last
/// told. What was undone before makes none; an order that never waits gets none.
/// </summary>
public static class NoticeDecision
{
    /// <param name="told">Per line, what was last told.</param>
    /// <param name="now">Per line, what is true.</param>
    /// <param name="waited">A line of the order waited at some time that its customer knows of.</param>
    /// <param name="introduced">A mail told the customer what waits; the <i>received</i> mail is due no more.</param>
    public static NoticeKind? Decide(
        IReadOnlyList<LineState> told, IReadOnlyList<LineState> now, bool waited, bool introduced)
    {
        var lines = told.Zip(now).ToList();
        if (waited && lines.Exists(line => line.Second.Cancelled > line.First.Cancelled))
        {
            return NoticeKind.Cancelled;
        }

        if (!now.Any(line => line.Waits))
        {
            return lines.Exists(line => line.First.Waits && WasServed(line.Second))
                && now.Any(line => line.Condition == LineCondition.Allocated)
                ? NoticeKind.Ready
                : null;
        }

        return waited && !introduced ? NoticeKind.Received
            : lines.Exists(line => HasChanged(line.First, line.Second)) ? NoticeKind.Changed
            : null;
    }

    /// <summary>It may have left the building before its customer could be told.</summary>
    private static bool WasServed(LineState line) => line.Condition is LineCondition.Allocated or LineCondition.Shipped;

    /// <summary>A date moved, appeared or vanished, or units told as ready were lost.</summary>
    public static bool HasChanged(LineState told, LineState now) =>
        now.Waits && (told.Waits ? told.Date != now.Date : told.Condition == LineCondition.Allocated);
}
