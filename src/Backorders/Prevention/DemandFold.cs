using System.Collections.Immutable;
using Backorders.Ledger;

namespace Backorders.Prevention;

/// <summary>
/// How far the lines of a SKU are counted, and what counting them on needs. Lines before it are in the days and are
/// never looked at again.
/// </summary>
/// <param name="PlacedTo">The end of the last counted line that has positions.</param>
/// <param name="RejectedTo">The version of the head up to which rejected lines are counted.</param>
public sealed record DemandMark(long PlacedTo, long RejectedTo)
{
    public static readonly DemandMark Start = new(0, 0);

    /// <summary>The first day of which anything is known; null: none. Before it a day without demand says nothing.
    /// </summary>
    public DateOnly? Since { get; init; }

    /// <summary>The first days of the months of which anything is kept, in order: who reads asks for no other.
    /// </summary>
    public ImmutableArray<DateOnly> Months { get; init; } = [];

    /// <summary>Units of the last counted lines, oldest first; at most <see cref="DemandFold.MostSizes"/>.</summary>
    public ImmutableArray<int> Sizes { get; init; } = [];

    /// <summary>The day of the last counted line.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Lines of <see cref="Day"/> above so many units are bulk; null: too few are known to tell.</summary>
    public double? BulkAbove { get; init; }

    public DemandMark SinceAtLatest(DateOnly day) => Since <= day ? this : this with { Since = day };

    public DemandMark WithMonths(IEnumerable<DateOnly> kept)
    {
        var all = Months.Union(kept).Order().ToImmutableArray();
        return all.Length == Months.Length ? this : this with { Months = all };
    }
}

/// <summary>Lines behind a mark as they were read: a page of each kind, in the order of places and versions.</summary>
/// <param name="MorePlaced">Whether there may be more behind the last of the placed ones.</param>
/// <param name="Rejected">Without a part of a version: its lines are counted together.</param>
/// <param name="Version">The head's, read before the lines.</param>
public sealed record UncountedLines(
    IReadOnlyList<Line> Placed, bool MorePlaced, IReadOnlyList<Line> Rejected, bool MoreRejected, long Version);

/// <param name="Days">What the lines add to their days.</param>
/// <param name="More">There may be more to count behind the new mark, now.</param>
public sealed record FoldedDemand(DemandMark Mark, IReadOnlyList<DemandDay> Days, bool More);

/// <summary>Counts lines on the days on which they asked, each exactly once, the oldest day first.</summary>
public static class DemandFold
{
    /// <summary>Line sizes that are kept to tell a bulk line by: the P99 needs hundreds, the newest ones count.
    /// </summary>
    public const int MostSizes = 1_000;

    /// <summary>Months of one fold: they are written as one batch.</summary>
    public const int MostMonths = 24;

    /// <summary>A day is settled when no cancel can take from it any more, and another day for clocks that differ.
    /// </summary>
    private const int SettledAfterDays = Line.EarlyDays + 1;

    public static bool IsSettled(DateOnly day, DateOnly today) => day.AddDays(SettledAfterDays) < today;

    /// <param name="today">Count the lines of settled days only; null: count all.</param>
    public static FoldedDemand Fold(DemandMark mark, UncountedLines lines, DateOnly? today)
    {
        var (sizes, days) = (new Queue<int>(mark.Sizes), new SortedDictionary<DateOnly, DemandDay>());
        var months = new HashSet<DateOnly>();
        var (placed, rejected, more) = (0, 0, false);
        while (true)
        {
            more = (placed == lines.Placed.Count && lines.MorePlaced) ||
                (rejected == lines.Rejected.Count && lines.MoreRejected);
            if (more || Next(lines, placed, rejected) is not { } line ||
                (today is { } now && !IsSettled(line.PlacedOn, now)))
            {
                break;
            }

            if (months.Add(DemandMonth.Of(line.PlacedOn)) && months.Count > MostMonths)
            {
                more = true;
                break;
            }

            mark = Passed(mark, line, sizes);
            days[line.PlacedOn] = (days.GetValueOrDefault(line.PlacedOn) ?? new(line.PlacedOn))
                .Plus(Asked(line, mark.BulkAbove));
            (placed, rejected) = line.Fate == Fate.Rejected ? (placed, rejected + 1) : (placed + 1, rejected);
        }

        var allRejected = !lines.MoreRejected && rejected == lines.Rejected.Count;
        return new(
            mark with
            {
                Sizes = placed + rejected == 0 ? mark.Sizes : [.. sizes],
                RejectedTo = allRejected ? Math.Max(mark.RejectedTo, lines.Version) : mark.RejectedTo,
            },
            [.. days.Values], more);
    }

    /// <summary>The earlier day first, then those with positions: the same order however the pages are cut.</summary>
    private static Line? Next(UncountedLines lines, int placed, int rejected)
    {
        var first = placed < lines.Placed.Count ? lines.Placed[placed] : null;
        var second = rejected < lines.Rejected.Count ? lines.Rejected[rejected] : null;
        return first is null || second?.PlacedOn < first.PlacedOn ? second : first;
    }

    private static DemandMark Passed(DemandMark mark, Line line, Queue<int> sizes)
    {
        if (mark.Day != line.PlacedOn)
        {
            mark = mark with { Day = line.PlacedOn, BulkAbove = Demand.Bulk([.. sizes]).AboveUnits };
        }

        if (Size(line) is > 0 and var size)
        {
            sizes.Enqueue(size);
            if (sizes.Count > MostSizes)
            {
                sizes.Dequeue();
            }
        }

        return (line.Fate == Fate.Rejected
            ? mark with { RejectedTo = line.RejectedAt }
            : mark with { PlacedTo = line.To }).SinceAtLatest(line.PlacedOn);
    }

    private static DemandDay Asked(Line line, double? bulkAbove)
    {
        var size = Size(line);
        var isBulk = size > bulkAbove;
        return new(line.PlacedOn)
        {
            Asked = line.Quantity,
            AskedLines = 1,
            AtOnce = line.AtOnce,
            LinesAtOnce = line.AtOnce == line.Quantity ? 1 : 0,
            Rejected = line.Fate == Fate.Rejected ? line.Quantity : 0,
            CancelledEarly = line.CancelledEarly,
            LinesCancelledEarly = size == 0 ? 1 : 0,
            BulkUnits = isBulk ? size : 0,
            BulkLines = isBulk ? 1 : 0,
        };
    }

    /// <summary>What the customer really wanted.</summary>
    private static int Size(Line line) => line.Quantity - line.CancelledEarly;
}
