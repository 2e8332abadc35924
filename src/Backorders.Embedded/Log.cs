using Microsoft.Extensions.Logging;

namespace Backorders.Embedded;

/// <summary>Everything that the embedded adapters say. Event ids 3000 to 3099.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Error,
        "{Count} changes could not be written; their callers are told to come again. {Reason}")]
    public static partial void WriteFailed(ILogger logger, int count, string reason, Exception cause);

    [LoggerMessage(3001, LogLevel.Error, "A mail could not be written to the mail folder; it is tried again. {Reason}")]
    public static partial void MailNotWritten(ILogger logger, string reason, Exception cause);

    [LoggerMessage(3002, LogLevel.Warning, "{File} is left over in the mail folder and may be deleted by hand.")]
    public static partial void LeftoverNotDeleted(ILogger logger, string file, Exception cause);

    [LoggerMessage(3003, LogLevel.Warning,
        "The write-ahead log could not be copied into the database; it grows until the next try. {Reason}")]
    public static partial void CheckpointFailed(ILogger logger, string reason, Exception cause);
}
