using System.Collections.Immutable;
using Backorders.Ledger;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;

namespace Backorders.Pipeline;

/// <summary>
/// Reads the demand of a SKU by day: what is counted from its months, the last days from the lines themselves. A year
/// takes two round trips, and one more for each kind of line behind the mark while there is one.
/// </summary>
public sealed class ReadDemand(DemandStore demand)
{
    /// <summary>Pages of lines that are not counted yet: 50,000 lines in some five days of one SKU.</summary>
    private const int MaxPages = 50;

    /// <param name="from">The first day wanted.</param>
    /// <param name="to">The last day wanted, with it at most <see cref="DemandStore.MostMonths"/> months.</param>
    /// <returns>Null: there is no such SKU.</returns>
    /// <exception cref="UnavailableException">More lines are not counted yet than may be read: run
    /// <see cref="CountDemand"/>, or come again.</exception>
    public async Task<DemandView?> Days(
        PoolId pool, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var book = await demand.Read(pool, MonthsOf(from, to), cancellationToken);
        if (book.Head is not { } head)
        {
            return null;
        }

        var days = book.Months.Values
            .SelectMany(month => month.Value.Days.Values)
            .ToDictionary(day => day.Day);
        var mark = book.Mark.Value;
        for (var page = 1; page <= MaxPages; page++)
        {
            var lines = await demand.LinesBehind(pool, mark, head, cancellationToken);
            var folded = DemandFold.Fold(mark, lines, today: null);
            mark = folded.Mark;
            foreach (var day in folded.Days)
            {
                days[day.Day] = days.GetValueOrDefault(day.Day)?.Plus(day) ?? day;
            }

            if (!folded.More)
            {
                var wanted = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
                return new(
                    head, mark.Since, [.. wanted.Select(day => days.GetValueOrDefault(day) ?? new(day))], mark.Sizes);
            }
        }

        throw UnavailableException.Soon($"The demand of {pool} is not counted yet.");
    }

    private static List<DateOnly> MonthsOf(DateOnly from, DateOnly to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var first = DemandMonth.Of(from);
        var count = ((to.Year - first.Year) * 12) + to.Month - first.Month + 1;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, DemandStore.MostMonths, nameof(to));
        return Enumerable.Range(0, count).Select(first.AddMonths).ToList();
    }
}

/// <summary>A SKU's demand from one day to another.</summary>
/// <param name="Head">The pool, read at the same moment as the months.</param>
/// <param name="Since">The first day of which anything is known, wanted or not: before it a day without demand says
/// nothing; null: nothing is known yet.</param>
/// <param name="Days">Every day wanted, in order, those without demand too.</param>
/// <param name="LineSizes">Units of the last lines, oldest first, at most <see cref="DemandFold.MostSizes"/>.</param>
public sealed record DemandView(
    Pool Head, DateOnly? Since, IReadOnlyList<DemandDay> Days, ImmutableArray<int> LineSizes);
