using Backorders.Api.Door;
using Backorders.Pipeline.Planning;

namespace Backorders.Api.Replenishment;

/// <summary>Of which days a report is: the last 90 up to today unless given, at most a year.</summary>
internal sealed record ReportQuery(DateOnly From, DateOnly To)
{
    private const int UsualDays = 90;

    public static ReportQuery Read(QueryValues query, DayRange days, DateOnly today)
    {
        var to = query.Day("to", days) ?? today;
        var from = query.Day("from", days) ?? to.AddDays(1 - UsualDays);
        if (from > to)
            query.Refuse("from", "must not be after to");
        else if (to.DayNumber - from.DayNumber >= ReadReports.MostDays)
            query.Refuse("from", $"must be at most {ReadReports.MostDays - 1} days before to");
        return new(from, to);
    }
}
