using Microsoft.Extensions.Logging;

namespace Backorders.Api;

/// <summary>What the API tells its operator; event ids from 2000. Never a customer's name or address.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Error, "Request {TraceId} failed and was answered 500; the caller may repeat it.")]
    public static partial void Failed(ILogger log, string traceId, Exception broken);

    [LoggerMessage(2001, LogLevel.Warning, "A {Method} was answered 503, the caller will come again: {Reason}")]
    public static partial void Away(ILogger log, string method, string reason);
}
