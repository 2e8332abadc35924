namespace Backorders.Pipeline.Ports;

/// <summary>Something around us is away or contended; nothing is known to have been done. Come again.</summary>
public sealed class UnavailableException(string message, TimeSpan retryAfter, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What passes by itself within a second: lost races, broken connections.</summary>
    public static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    /// <summary>After what somebody must mend first: a missing right, a sign-in that does not answer.</summary>
    public static readonly TimeSpan UntilMended = TimeSpan.FromSeconds(30);

    /// <summary>What a worker waits at least and at most before it comes again, whatever it was told.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public TimeSpan RetryAfter { get; } = retryAfter;

    /// <summary>How long a worker leaves its message alone.</summary>
    public TimeSpan Pause =>
        TimeSpan.FromTicks(Math.Clamp(RetryAfter.Ticks, ShortestPause.Ticks, LongestPause.Ticks));

    public static UnavailableException Soon(string message) => new(message, ASecond);

    /// <summary>Others were faster so often that a caller had better come again.</summary>
    public static UnavailableException Contended(string what) => Soon($"{what} is contended.");
}
