using System.Text.RegularExpressions;

namespace Backorders.Tests.Infra;

/// <summary>What docs/deploy.md tells people to type fits what the templates ask and answer.</summary>
public sealed partial class DeployPageTests
{
    private static readonly string Page =
        File.ReadAllText(Path.Combine(Repository.Root.FullName, "docs/deploy.md"));

    [Fact]
    public void The_first_order_is_the_tenth_command() =>
        Assert.Equal(
            Enumerable.Range(1, 10).Select(number => $"{number}"),
            Command().Matches(Page).Select(command => command.Groups["number"].Value));

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Every_variable_that_a_deployment_reads_is_named(string environment) =>
        Assert.All(
            Template.VariablesOf(environment).Append($"{environment}.bicepparam"),
            name => Assert.Contains(name, Page, StringComparison.Ordinal));

    [Fact]
    public async Task Every_answer_of_the_deployment_that_is_used_is_given()
    {
        var outputs = (await Template.Read()).Arm.GetProperty("outputs").EnumerateObject()
            .Select(output => output.Name).ToList();
        var used = Output().Matches(Page).Select(output => output.Groups["name"].Value).ToList();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(outputs));
    }

    [Fact]
    public async Task Every_alert_is_explained() =>
        Assert.All((await Template.Of("prod")).All("Microsoft.Insights/scheduledQueryRules"), rule =>
            Assert.Contains(
                Deployment.Properties(rule).GetProperty("displayName").GetString()!.Replace(
                    "Backorders: ", "| ", StringComparison.Ordinal),
                Page, StringComparison.Ordinal));

    [Fact]
    public void The_costs_add_up()
    {
        var rows = CostRow().Matches(Page).Select(row => decimal.Parse(row.Groups["cost"].Value, null)).ToList();

        Assert.Equal(decimal.Parse(Together().Match(Page).Groups["cost"].Value, null), rows.Sum());
    }

    [GeneratedRegex(
        @"^# (?<number>\d+)\. ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();

    [GeneratedRegex(@"\b(?<name>\w+)\.value\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Output();

    [GeneratedRegex(
        @"^\| [A-Z].* \| (?<cost>\d+\.\d\d) \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex CostRow();

    [GeneratedRegex(
        @"\*\*together\*\* \|.*\*\*(?<cost>[\d.]+)\*\*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Together();
}
