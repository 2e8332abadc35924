namespace Backorders.Pipeline.Ports;

/// <summary>Something around us is away or contended; nothing is known to have been done. Come again.</summary>
public sealed class UnavailableException(string message, TimeSpan retryAfter, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What passes by itself within a second: lost races, broken connections.</summary>
    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    public TimeSpan RetryAfter { get; } = retryAfter;

    public static UnavailableException Soon(string message) => new(message, ASecond);

    /// <summary>Others were faster so often that a caller had better come again.</summary>
    public static UnavailableException Contended(string what) => Soon($"{what} is contended.");
}
