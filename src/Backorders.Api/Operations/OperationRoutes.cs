using Backorders.Api.Document;
using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Backorders.Api.Operations;

/// <summary>What those who run Backorders look at.</summary>
internal static class OperationRoutes
{
    public static readonly IReadOnlyList<ApiRoute> All =
    [
        new("GET", "/", "Dashboard", Rule.Operator, Dashboard),
        new("GET", "/healthz", "Health", Rule.Anyone, Health),
        new("GET", "/openapi/v1.json", "OpenApi", Rule.Anyone, OpenApi),
    ];

    private static async Task<IResult> Health(Call call)
    {
        var report = call.Use<ReportWork>();
        var operatorOf = call.Holder is { IsOperator: true } holder ? holder.Shop : (ShopId?)null;
        var checks = await report.Check(call.Gone);
        var dependencies = checks.ToDictionary(
            check => check.Key, check => StateOf(check.Value, operatorOf is not null), StringComparer.Ordinal);
        if (checks.Values.Any(wrong => wrong is not null))
            return Problems.Unwell(dependencies);

        var work = operatorOf is { } shop ? WorkView.Of(await report.Run(shop, call.Gone)) : null;
        return new Answer<HealthView>(
            StatusCodes.Status200OK, new HealthView("ok", dependencies, work), Json.Shapes.HealthView);
    }

    private static async Task<IResult> Dashboard(Call call)
    {
        var report = call.Use<ReportWork>();
        var checks = await report.Check(call.Gone);
        var work = await report.Run(call.Shop, call.Gone);
        var waiting = await call.Use<ReadStock>().List(
            call.Shop, waiting: true, after: null, OrderRoutes.PageSize, call.Gone);
        var name = call.Use<ShopDirectory>().Find(call.Shop)!.Name;
        return new Page(
            StatusCodes.Status200OK, DashboardPage.Of(name, call.Use<Clocks>().Now, checks, work, waiting));
    }

    private static async Task<IResult> OpenApi(Call call) =>
        Results.Bytes(await call.Use<DescribedApi>().Json(), "application/json");

    /// <summary>What is wrong may name machines: only an operator reads it.</summary>
    private static DependencyView StateOf(string? wrong, bool forOperator) =>
        wrong is null ? new DependencyView("ok", null) : new DependencyView("unavailable", forOperator ? wrong : null);
}
