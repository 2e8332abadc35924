using Backorders.Benchmarks.Reporting;
using Backorders.Benchmarks.Servers;

namespace Backorders.Benchmarks.Workloads;

/// <summary>The circumstances of one run of a workload.</summary>
/// <param name="Orders">How many orders to send.</param>
/// <param name="Seed">What is ordered follows from it; other in every run.</param>
internal sealed record Run(PublishedServer Published, int Orders, int Seed);

internal delegate Task<IReadOnlyList<Figure>> Workload(Run run, CancellationToken cancellationToken);

/// <summary>All workloads, and their runs one after another.</summary>
internal static class Suite
{
    public static readonly IReadOnlyDictionary<string, Workload> Workloads =
        new OrderedDictionary<string, Workload>
        {
            ["order_spread"] = OrderSpread.Measure,
            ["order_hot"] = OrderHot.Measure,
            ["oversell"] = Oversell.Measure,
            ["receive_10k"] = ReceiveForAll.Measure,
            ["eta_10k"] = MoveTheDate.Measure,
            ["cold_first_order"] = ColdFirstOrder.Measure,
            ["plan_4k"] = MakeThePlan.Measure,
        };

    public static async Task<IReadOnlyList<Result>> Run(
        Plan plan, PublishedServer published, Action<string> progress, CancellationToken cancellationToken)
    {
        var results = new List<Result>();
        foreach (var name in plan.Only.Distinct())
        {
            var runs = new List<IReadOnlyList<Figure>>();
            for (var number = 1; number <= plan.Runs; number++)
            {
                progress($"{name}, run {number} of {plan.Runs}");
                var run = new Run(published, plan.Orders, plan.Seed + number);
                runs.Add(await Workloads[name](run, cancellationToken));
            }

            results.AddRange(Result.Over(name, runs));
        }

        return results;
    }
}
