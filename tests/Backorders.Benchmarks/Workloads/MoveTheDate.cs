using Backorders.Benchmarks.Driving;
using Backorders.Benchmarks.Reporting;

namespace Backorders.Benchmarks.Workloads;

/// <summary>The shipment that every waiting order counts on slips by a week.</summary>
internal static class MoveTheDate
{
    private const string Shipment = "PO-1";
    private const int DaysAhead = 20;
    private const int Slip = 7;

    public static async Task<IReadOnlyList<Figure>> Measure(Run run, CancellationToken cancellationToken)
    {
        var due = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(DaysAhead);
        var announced = new RequestBook().News(
            "shipment.announced", Shipment, due, new Dictionary<string, int> { [Waiting.Sku] = run.Orders });
        using var stand = await Waiting.Open(run, announced, cancellationToken);
        var delayed = new RequestBook().News("shipment.delayed", Shipment, due.AddDays(Slip));
        return await Waiting.TellAll(run, stand, delayed, 202, new Target.AtMost(10), cancellationToken);
    }
}
