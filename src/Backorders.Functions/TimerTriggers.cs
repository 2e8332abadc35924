using Backorders.Pipeline;
using Backorders.Pipeline.Planning;
using Microsoft.Azure.Functions.Worker;

namespace Backorders.Functions;

/// <summary>What the clock starts. The host runs one at a time, whatever the number of instances.</summary>
public sealed class TimerTriggers(Sweep sweep, PlanReplenishment plan)
{
    [Function("Sweep")]
    public Task Sweep([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken stopping) =>
        sweep.Run(stopping);

    /// <summary>Makes the plans that are due, and goes on with what the host cut off after its ten minutes.</summary>
    [Function("PlanReplenishment")]
    public Task PlanReplenishment([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken stopping) =>
        plan.RunDue(stopping);
}
