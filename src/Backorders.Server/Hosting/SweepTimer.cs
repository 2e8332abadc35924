using Backorders.Pipeline;

namespace Backorders.Server.Hosting;

/// <summary>Sweeps at start, each minute of the machine's clock, and whenever a stepped business clock moves.</summary>
public sealed class SweepTimer(Sweep sweep, Clocks clocks, ILogger<SweepTimer> log) : BackgroundService
{
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

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var run = (Func<CancellationToken, Task>)sweep.RunAtStart;
        return new EachMinute(clocks.Machine, log.SweepPutOff, log.SweepFailed).Run(
            async stopping =>
            {
                await RunOne(run, stopping);
                run = sweep.Run;
            },
            atOnce: true, stoppingToken);
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
