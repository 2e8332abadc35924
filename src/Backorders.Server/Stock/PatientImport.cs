using Backorders.Pipeline.Ports;

namespace Backorders.Server.Stock;

/// <summary>How an import waits for a store that has other things to do.</summary>
internal static class PatientImport
{
    /// <summary>Pools that are worked at once: together they share commits.</summary>
    private const int AtOnce = 32;

    /// <summary>A busy store is asked for about a minute, then the import ends and may be run again.</summary>
    private const int Tries = 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    public static ParallelOptions Together(CancellationToken cancellationToken) => new()
    {
        MaxDegreeOfParallelism = AtOnce,
        CancellationToken = cancellationToken,
    };

    public static async Task<T> Run<T>(Func<Task<T>> ask, TimeProvider machine, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ask();
            }
            catch (UnavailableException e) when (tries < Tries)
            {
                var wait = e.RetryAfter < LongestWait ? e.RetryAfter : LongestWait;
                await Task.Delay(wait, machine, cancellationToken);
            }
        }
    }
}
