using System.Text.Json.Nodes;
using Backorders.Api;
using Backorders.Api.Document;
using Backorders.Api.Replenishment;
using Backorders.Pipeline.Planning;
using Backorders.Prevention;
using Backorders.Supply;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Backorders.Tests.Api;

/// <summary>What buyers are shown, held against the document.</summary>
public sealed class ReplenishmentAnswerTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task A_plan_full_of_everything_and_one_without_anything_fit_the_document()
    {
        var full = View(Plan(
            [.. Enumerable.Range(0, 120).Select(day => day == 118 ? 400.0 : 3 + (day % 7))],
            new(
                AbcClass.A, AbcClass.B, 2, 900, 4, 1, [new("S-1", Today.AddDays(-1), 900, true)], 3,
                [new("acme", 2.5, 0, 9, 2, 20, 10), new("post", 3, 0, 2)], "EUR")
            {
                RanOut = new(Today, Today.AddDays(-2), 5, [9, 9, 9], [0, 0, 0], [new(1, 20, null, 0)]),
            }), "A name");
        var bare = View(Plan([], new(AbcClass.C, null, null, 0, 0, 0, [], 0, [], null)), null);

        Assert.NotNull(full.Summary.StockOut);
        Assert.NotEmpty(full.Surplus.Cuts);
        Assert.NotEmpty(full.Suppliers);
        foreach (var view in new[] { full, bare })
        {
            await Fits("SkuReplenishment", Answers.Of(new SkuReplenishment("A", null, view)));
            await Fits(
                "ReplenishmentPage",
                Answers.Of(
                    new ReplenishmentPage("ready", null, Today, "money", 1, 1, [view.Summary], "x"),
                    cursor => cursor));
        }

        await Fits("SkuReplenishment", Answers.Of(new SkuReplenishment("A", ReadReplenishment.NoPlan, null)));
        await Fits(
            "ReplenishmentPage",
            Answers.Of(
                new ReplenishmentPage("none", ReadReplenishment.NoPlan, null, null, 0, 0, [], null),
                cursor => cursor));
    }

    [Theory]
    [InlineData("running", 202)]
    [InlineData("done", 200)]
    public async Task A_run_says_how_far_it_is(string state, int status)
    {
        var answer = Answers.Of(new PlanRunView(Today, state, "plan", 7, GivenApi.Now, null));
        Assert.Equal(status, (await Written(answer)).Response.StatusCode);
        await Fits("ReplenishmentState", answer);
    }

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/csv", "text/csv; charset=utf-8")]
    [InlineData("application/json;q=0.5, text/csv", "text/csv; charset=utf-8")]
    [InlineData("application/json, text/csv;q=0.9", "application/json")]
    public async Task A_report_comes_as_whoever_asks_prefers_it(string? accept, string type)
    {
        var (response, body) = await Written(ReportAnswer.Of(Table("plain", -1), accept));
        Assert.Equal(type, response.ContentType);
        if (type == "application/json")
        {
            await Fits("Report", body);
            Assert.Equal(-1, (long)JsonNode.Parse(body)!["rows"]![0]!["days"]!);
        }
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")", "\"'=HYPERLINK(\"\"http://evil\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("@x", "'@x")]
    [InlineData("plain", "plain")]
    public async Task No_text_of_a_report_is_a_formula_and_a_figure_keeps_its_sign(string name, string cell)
    {
        var (response, body) = await Written(ReportAnswer.Of(Table(name, -1), "text/csv"));
        Assert.Equal($"\uFEFFname,days,share,on\r\n{cell},-1,0.25,2026-11-22\r\ntotal,-1,,\r\n", body);
        Assert.Contains("surplus-2026-11-22-2026-11-22.csv", response.Headers.ContentDisposition.ToString());
    }

    [Fact]
    public async Task A_report_without_a_plan_says_so_in_either_form()
    {
        var none = ReportTable.Empty("surplus", Today, Today, ReadReplenishment.NoPlan);
        await Fits("Report", ReportAnswer.Of(none, "application/json"));
        Assert.Contains("no plan yet", (await Written(ReportAnswer.Of(none, "text/csv"))).Body);
    }

    private static ReportTable Table(string name, long days) => new(
        "surplus", Today, Today, "basis", ["name", "days", "share", "on"], [[name, days, 0.25, Today]],
        ["total", days, null, null]);

    private static SkuPlan Plan(double[] units, SkuFigures figures)
    {
        var analysis = AnalyseSku.Of(
            "A",
            new(
                [.. Enumerable.Range(0, units.Length).Select(day => Today.AddDays(day - units.Length))], units,
                new double[units.Length], new int[units.Length]),
            new(9, 1.5, 2, "9 days"), Today.DayNumber - 1, PlanSettings.Default);
        return PlanSku.Of(
            analysis, figures, new(analysis.Scores, Today.DayNumber - 1, PlanSettings.Default), Today,
            PlanSettings.Default);
    }

    private static SkuPlanView View(SkuPlan plan, string? name)
    {
        var row = PlanWording.Row(plan, name, 9, name is null ? null : "P-1");
        var view = PlanWording.View(plan, row, PlanSettings.Default);
        return view with
        {
            History = view.History with { Days = name is null ? null : [new(Today, 3, 1, 0, 1, 0, true)] },
        };
    }

    private static async Task Fits(string schema, IResult result) => await Fits(schema, (await Written(result)).Body);

    private static async Task Fits(string schema, string body)
    {
        await using var services = GivenApi.Services();
        var check = new JsonSchema(JsonNode.Parse(await services.GetRequiredService<DescribedApi>().Json())!);
        Assert.Empty(check.Errors(check.Named(schema), JsonNode.Parse(body)));
    }

    private static async Task<(HttpResponse Response, string Body)> Written(IResult result)
    {
        await using var services = GivenApi.Services();
        var route = GivenApi.Route("Health") with { Handler = _ => Task.FromResult(result) };
        return await GivenApi.Answer(services, route, _ => { });
    }
}
