using Backorders.Benchmarks.Driving;
using Backorders.Benchmarks.Reporting;

namespace Backorders.Benchmarks.Workloads;

/// <summary>One receipt serves every waiting order: who is told, and how soon.</summary>
internal static class ReceiveForAll
{
    public static async Task<IReadOnlyList<Figure>> Measure(Run run, CancellationToken cancellationToken)
    {
        using var stand = await Waiting.Open(run, news: null, cancellationToken);
        var receipt = new RequestBook().Receipt(Waiting.Sku, "GRN-1", run.Orders);
        return await Waiting.TellAll(run, stand, receipt, 200, new Target.AtMost(5), cancellationToken);
    }
}
