using Backorders.Pipeline;
using Microsoft.Azure.Functions.Worker;

namespace Backorders.Functions;

/// <summary>What the clock starts. The host runs one at a time, whatever the number of instances.</summary>
public sealed class TimerTriggers(Sweep sweep)
{
    [Function("Sweep")]
    public Task Sweep([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken stopping) =>
        sweep.Run(stopping);
}
