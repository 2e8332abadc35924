using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Infra;

/// <summary>Somebody is told of what goes wrong, by figures that the app really takes.</summary>
public sealed partial class AlertTests
{
    public static TheoryData<string> Environments => [.. Template.EnvironmentNames];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task What_an_alert_asks_for_is_measured_by_the_app(string environment)
    {
        var measured = Instruments().Select(instrument => instrument.Name);
        var asked = (await Queries(environment)).SelectMany(query => Measure().Matches(query))
            .Select(measure => measure.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(
            ["backorders.mails", "backorders.notices.oldest_waiting_seconds", "backorders.poison.waiting"],
            asked.Order());
        Assert.Empty(asked.Except(measured));
    }

    [Fact]
    public async Task An_outcome_that_an_alert_looks_for_is_one_that_is_told()
    {
        string[] told =
        [
            new SendOutcome.Accepted().Word(), new SendOutcome.NotSent(TimeSpan.Zero, "").Word(),
            new SendOutcome.Refused("").Word(), new SendOutcome.Unclear("").Word(),
        ];
        var asked = (await Queries("prod")).SelectMany(query => Outcome().Matches(query))
            .Select(outcome => outcome.Groups["word"].Value).ToList();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(told));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Errors_that_callers_see_are_told_and_so_is_an_app_that_says_nothing(string environment)
    {
        var queries = await Queries(environment);

        Assert.Contains(queries, query => query.Contains("ResultCode) >= 500", StringComparison.Ordinal));
        Assert.Contains(queries, query => query.Contains("measured == 0", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Work_on_queues_does_not_hide_errors_that_callers_see(string environment)
    {
        var errors = Assert.Single(
            await Queries(environment), query => query.Contains("ResultCode", StringComparison.Ordinal));

        // Counted after the calls that have no address were left out.
        Assert.InRange(
            errors.IndexOf("| where isnotempty(Url)", StringComparison.Ordinal), 1,
            errors.IndexOf("| summarize", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Poison_is_told_of_as_long_as_there_is_any(string environment)
    {
        var poison = Assert.Single(
            await Queries(environment), query => query.Contains("backorders.poison", StringComparison.Ordinal));

        Assert.EndsWith("Name == \"backorders.poison.waiting\" and Sum > 0", poison, StringComparison.Ordinal);
        Assert.Contains(
            Instruments().OfType<Gauge<long>>(), gauge => gauge.Name == "backorders.poison.waiting");
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Every_alert_reaches_somebody(string environment)
    {
        var deployment = await Template.Of(environment);
        var people = Assert.Single(deployment.All("Microsoft.Insights/actionGroups"));

        Assert.Equal(
            "on-call@example.com",
            Assert.Single(Deployment.Properties(people).GetProperty("emailReceivers").EnumerateArray())
                .GetProperty("emailAddress").GetString());
        Assert.All(deployment.All("Microsoft.Insights/scheduledQueryRules").Select(Deployment.Properties), rule =>
        {
            Assert.True(rule.GetProperty("enabled").GetBoolean());
            Assert.Equal(
                people.GetProperty("id").GetString(),
                Assert.Single(rule.GetProperty("actions").GetProperty("actionGroups").EnumerateArray()).GetString());
        });
    }

    private static async Task<IReadOnlyList<string>> Queries(string environment) =>
    [
        .. (await Template.Of(environment)).All("Microsoft.Insights/scheduledQueryRules")
            .Select(rule => Deployment.Properties(rule).GetProperty("criteria").GetProperty("allOf")[0]
                .GetProperty("query").GetString()!),
    ];

    /// <summary>All that hangs on the app's meter.</summary>
    private static List<Instrument> Instruments()
    {
        var found = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == Measures.Meter)
            {
                found.Add(instrument);
            }
        };
        listener.Start();
        return found;
    }

    [GeneratedRegex(
        @"Name == ""(?<name>[\w.]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Measure();

    [GeneratedRegex(
        @"outcome == ""(?<word>\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Outcome();
}
