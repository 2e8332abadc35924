using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Planning;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Replenishment;

/// <summary>What the shop's buyers open in the morning.</summary>
internal static class ReplenishmentRoutes
{
    public const int PageSize = 50;

    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("GET", "/api/replenishment", "ListReplenishment", Rule.Reader, List),
        new("GET", "/api/replenishment/{sku}", "GetReplenishment", Rule.Reader, Get),
        new("POST", "/api/replenishment/run", "RunReplenishment", Rule.Writer, Run),
        new("GET", "/api/reports/{report}", "GetReport", Rule.Reader, Report),
    ];

    private static Task<IResult> List(Call call) => call.WithQuery(
        query => (Limit: query.Number("limit", 1, OrderRoutes.MaxPageSize, PageSize), After: query.Cursor("after")),
        async page => Answers.Of(
            await call.Use<ReadReplenishment>().List(call.Shop, page.After, page.Limit, call.Gone), call.SignCursor));

    private static Task<IResult> Get(Call call) => call.WithSku(
        async pool => Answers.Of(await call.Use<ReadReplenishment>().Sku(pool, call.Gone)));

    private static Task<IResult> Run(Call call) => call.WithBody(
        RunBody.Read,
        async again => Answers.Of(await call.Use<PlanReplenishment>().Start(call.Shop, again, call.Gone)));

    private static Task<IResult> Report(Call call) => call.WithReport(report => call.WithQuery(
        query => ReportQuery.Read(query, call.Days, call.Use<Clocks>().Today),
        async asked => ReportAnswer.Of(
            await call.Use<ReadReports>().Run(call.Shop, report, asked.From, asked.To, call.Gone),
            call.Http.Request.Headers.Accept)));

    private static Task<IResult> WithReport(this Call call, Func<string, Task<IResult>> then)
    {
        var report = call.Place("report");
        return Reports.All.Contains(report, StringComparer.Ordinal)
            ? then(report)
            : Task.FromResult<IResult>(Problems.NotFound());
    }
}
