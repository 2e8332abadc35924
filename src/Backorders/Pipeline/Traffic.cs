namespace Backorders.Pipeline;

/// <summary>
/// Callers who wait for an answer in this process. Telling customers can wait a moment, a checkout cannot: under load
/// the work that makes and sends notices lets callers go first, but never stands still.
/// </summary>
public sealed class Traffic(Clocks clocks)
{
    /// <summary>With more callers than this the machine is taken to be busy.</summary>
    private const int Busy = 6;

    /// <summary>Looks at the callers before a batch goes on whatever they do: a tenth of a second.</summary>
    private const int MaxLooks = 5;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private int callers;

    public void Enter() => Interlocked.Increment(ref callers);

    public void Leave() => Interlocked.Decrement(ref callers);

    /// <summary>Comes back when few callers wait, and after a tenth of a second in any case.</summary>
    public async Task LetCallersGoFirst(CancellationToken cancellationToken)
    {
        for (var looks = 0; looks < MaxLooks && Volatile.Read(ref callers) > Busy; looks++)
        {
            await Task.Delay(Look, clocks.Machine, cancellationToken);
        }
    }
}
