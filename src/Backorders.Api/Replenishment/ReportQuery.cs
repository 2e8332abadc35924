using Backorders.Api.Door;
using Backorders.Pipeline;
using Backorders.Pipeline.Planning;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Replenishment;

/// <summary>Which report, and of which days: the last 90 up to today unless given, at most a year.</summary>
internal sealed record ReportQuery(string Report, DateOnly From, DateOnly To)
{
    private const int UsualDays = 90;

    public static Task<IResult> Read(Call call, Func<ReportQuery, Task<IResult>> then)
    {
        var report = call.Place("report");
        if (!Reports.All.Contains(report, StringComparer.Ordinal))
            return Task.FromResult<IResult>(Problems.NotFound());
        var errors = new Errors();
        var query = new QueryValues(call, errors);
        var to = Day(call, query, errors, "to") ?? call.Use<Clocks>().Today;
        var from = Day(call, query, errors, "from") ?? to.AddDays(1 - UsualDays);
        if (from > to)
            errors.Add("from", "must not be after to");
        else if (to.DayNumber - from.DayNumber >= ReadReports.MostDays)
            errors.Add("from", $"must be at most {ReadReports.MostDays - 1} days before to");
        return errors.Any
            ? Task.FromResult<IResult>(Problems.Malformed(errors.InWords()))
            : then(new ReportQuery(report, from, to));
    }

    private static DateOnly? Day(Call call, QueryValues query, Errors errors, string name)
    {
        if (query.Text(name, _ => null) is not { } text)
            return null;
        if (call.Days.ReadDay(text, out var day) is not { } wrong)
            return day;
        errors.Add(name, wrong);
        return null;
    }
}
