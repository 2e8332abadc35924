using System.CommandLine;
using Backorders.Benchmarks.Reporting;
using Backorders.Benchmarks.Servers;
using Backorders.Benchmarks.Workloads;

namespace Backorders.Benchmarks;

/// <summary>
/// What can be asked of the driver, and the run that follows. Exit code 1: a target is missed; 2: a wrong answer.
/// </summary>
internal static class CommandLine
{
    private const int DefaultOrders = 10_000;
    private const int DefaultRuns = 3;

    public static RootCommand Root()
    {
        var only = new Option<string[]>("--only")
        {
            Description = $"run these workloads alone: {string.Join(", ", Suite.Workloads.Keys)}",
            AllowMultipleArgumentsPerToken = true,
        };
        only.AcceptOnlyFromAmong([.. Suite.Workloads.Keys]);
        var server = new Option<FileInfo?>("--server")
        {
            Description = "a published server (the .dll or the binary); absent: a Release build is published first",
        };
        var orders = new Option<int>("--orders")
        {
            Description = "orders per workload and run",
            DefaultValueFactory = _ => DefaultOrders,
        };
        var runs = new Option<int>("--runs")
        {
            Description = "runs of each workload; the figures are their medians",
            DefaultValueFactory = _ => DefaultRuns,
        };
        var seed = new Option<int>("--seed") { Description = "what is ordered and who is killed follows from it" };
        var output = new Option<FileInfo?>("--out") { Description = "writes the figures of every run there, as JSON" };
        var root = new RootCommand("Measures a published Backorders server from outside, over HTTP.")
        {
            only, server, orders, runs, seed, output,
        };
        root.SetAction((parsed, cancellationToken) => Run(
            new Plan(
                parsed.GetValue(only) is { Length: > 0 } names ? names : [.. Suite.Workloads.Keys],
                Math.Max(parsed.GetValue(orders), Plan.LeastOrders),
                Math.Max(parsed.GetValue(runs), 1),
                parsed.GetValue(seed)),
            parsed.GetValue(server),
            parsed.GetValue(output),
            cancellationToken));
        return root;
    }

    private static async Task<int> Run(
        Plan plan, FileInfo? server, FileInfo? output, CancellationToken cancellationToken)
    {
        using var published = await PublishedServer.Find(server, cancellationToken);
        try
        {
            var results = await Suite.Run(plan, published, Console.Error.WriteLine, cancellationToken);
            Report.Print(results);
            if (output is not null)
                await Report.Save(results, output, cancellationToken);
            return results.Any(result => result.Passes is false) ? 1 : 0;
        }
        catch (WrongAnswerException wrong)
        {
            await Console.Error.WriteLineAsync($"WRONG: {wrong.Message}");
            return 2;
        }
    }
}
