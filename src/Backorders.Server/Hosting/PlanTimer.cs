using Backorders.Pipeline;
using Backorders.Pipeline.Planning;

namespace Backorders.Server.Hosting;

/// <summary>
/// Looks each minute for plans of the day that are due or were left, the first time a minute after the start. Under a
/// stepped business clock, whose days pass in seconds, plans are made when they are asked for.
/// </summary>
public sealed class PlanTimer(PlanReplenishment plan, Clocks clocks, ILogger<PlanTimer> log) : BackgroundService
{
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        plan.Stop();
        return base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clocks.Business is SteppedTime
        ? Task.CompletedTask
        : new EachMinute(clocks.Machine, log.PlansPutOff, log.PlansFailed).Run(
            plan.RunDue, atOnce: false, stoppingToken);
}
