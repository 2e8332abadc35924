namespace Backorders.Server;

/// <summary>Everything that the server's own loops say; ids 6000 to 6099 are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Warning, "The queue {Queue} is away, it is read again in {Seconds} s: {Reason}")]
    public static partial void QueueAway(this ILogger log, string queue, double seconds, string reason);

    [LoggerMessage(6001, LogLevel.Error, "Reading the queue {Queue} failed, it is read again in {Seconds} s")]
    public static partial void QueueFailed(this ILogger log, string queue, double seconds, Exception exception);

    [LoggerMessage(6002, LogLevel.Information, "A message of {Queue} was laid back for {Seconds} s: {Reason}")]
    public static partial void MessagePostponed(this ILogger log, string queue, double seconds, string reason);

    [LoggerMessage(6003, LogLevel.Warning, "Try {Try} of a message of {Queue} failed, the next comes in {Seconds} s")]
    public static partial void MessageFailed(
        this ILogger log, int @try, string queue, double seconds, Exception exception);

    [LoggerMessage(6004, LogLevel.Error, "A message of {Queue} failed {Tries} times and is kept for an operator")]
    public static partial void MessagePoisoned(this ILogger log, string queue, int tries, Exception? exception);

    [LoggerMessage(6005, LogLevel.Warning, "A message of {Queue} was not laid back, it returns when its lease ends")]
    public static partial void MessageLeftToLease(this ILogger log, string queue, Exception exception);

    [LoggerMessage(6010, LogLevel.Warning, "The sweep was put off to the next minute: {Reason}")]
    public static partial void SweepPutOff(this ILogger log, string reason);

    [LoggerMessage(6011, LogLevel.Error, "The sweep failed, the next one comes in a minute")]
    public static partial void SweepFailed(this ILogger log, Exception exception);

    [LoggerMessage(6012, LogLevel.Warning, "The plans of the day were put off by a minute: {Reason}")]
    public static partial void PlansPutOff(this ILogger log, string reason);

    [LoggerMessage(6013, LogLevel.Error, "A plan of the day failed, it is gone on with in a few minutes")]
    public static partial void PlansFailed(this ILogger log, Exception exception);
}
