using Backorders.Pipeline.Ports;

namespace Backorders.Server.Hosting;

/// <summary>The loop of what looks for work once a minute of the machine's clock: the next look is the retry.</summary>
/// <param name="putOff">Told why a look could not be had.</param>
/// <param name="failed">Told what else a look ended with.</param>
internal sealed class EachMinute(TimeProvider machine, Action<string> putOff, Action<Exception> failed)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <param name="atOnce">The first look is not a minute away.</param>
    public async Task Run(Func<CancellationToken, Task> look, bool atOnce, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Period, machine);
        for (var now = atOnce; now || await Next(timer, stopping); now = false)
        {
            try
            {
                await look(stopping);
            }
            catch (Exception e) when (
                stopping.IsCancellationRequested && e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (UnavailableException e)
            {
                putOff(e.Message);
            }
            // The worker loop.
            catch (Exception e)
            {
                failed(e);
            }
        }
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
