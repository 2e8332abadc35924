using Backorders.Pipeline;
using Backorders.Pipeline.Planning;
using Backorders.Pipeline.Ports;

namespace Backorders.Server.Hosting;

/// <summary>
/// Looks each minute for plans of the day that are due or were left, the first time a minute after the start. Under a
/// stepped business clock, whose days pass in seconds, plans are made when they are asked for.
/// </summary>
public sealed class PlanTimer(PlanReplenishment plan, Clocks clocks, ILogger<PlanTimer> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        plan.Stop();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (clocks.Business is SteppedTime)
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, clocks.Machine);
        while (await Next(timer, stoppingToken))
        {
            try
            {
                await plan.RunDue(stoppingToken);
            }
            catch (Exception e) when (
                stoppingToken.IsCancellationRequested && e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (UnavailableException e)
            {
                log.PlansPutOff(e.Message);
            }
            // The worker loop: the next look is the retry.
            catch (Exception e)
            {
                log.PlansFailed(e);
            }
        }
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
