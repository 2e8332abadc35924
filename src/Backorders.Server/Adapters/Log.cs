using Microsoft.Extensions.Logging;

namespace Backorders.Server.Adapters;

/// <summary>What is said while adapters are opened, by either head; ids 6100 to 6109 are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(6100, LogLevel.Warning, "{Concern}")]
    public static partial void WorthASecondLook(this ILogger log, string concern);
}
