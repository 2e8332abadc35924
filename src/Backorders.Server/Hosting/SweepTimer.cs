using Backorders.Pipeline;
using Backorders.Pipeline.Ports;

namespace Backorders.Server.Hosting;

/// <summary>Sweeps at start, each minute of the machine's clock, and whenever a stepped business clock moves.</summary>
public sealed class SweepTimer(Sweep sweep, Clocks clocks, ILogger<SweepTimer> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A sweep never runs beside another of this process: two would find the same work. Never disposed of: a host that
    /// is, without having been stopped, may be in the middle of one.
    /// </summary>
    private readonly SemaphoreSlim one = new(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (clocks.Business is SteppedTime stepped)
        {
            stepped.Follow(cancellationToken => RunOne(sweep.Run, cancellationToken));
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clocks.Machine);
        var run = (Func<CancellationToken, Task>)sweep.RunAtStart;
        do
        {
            try
            {
                await RunOne(run, stoppingToken);
                run = sweep.Run;
            }
            catch (Exception e) when (
                stoppingToken.IsCancellationRequested && e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (UnavailableException e)
            {
                log.SweepPutOff(e.Message);
            }
            // The worker loop: the next minute is the retry.
            catch (Exception e)
            {
                log.SweepFailed(e);
            }
        }
        while (await Next(timer, stoppingToken));
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

    private async Task RunOne(Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            await run(cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }
}
