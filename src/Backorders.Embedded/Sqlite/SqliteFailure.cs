using Backorders.Pipeline.Ports;
using SQLitePCL;

namespace Backorders.Embedded.Sqlite;

/// <summary>SQLite refused a call.</summary>
/// <param name="code">SQLite's extended result code.</param>
internal sealed class SqliteFailure(int code, string message) : Exception($"SQLite says {code}: {message}")
{
    /// <summary>When a caller may come again: locks and full disks rarely clear up faster.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    public int Code { get; } = code;

    private int Primary => Code & 0xFF;

    public bool IsFull => Primary == raw.SQLITE_FULL;

    /// <summary>The file could not be read, written or flushed.</summary>
    public bool IsInputOutput => Primary == raw.SQLITE_IOERR;

    /// <summary>Another process held the lock for longer than the time-out.</summary>
    public bool IsBusy => Primary is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL;

    /// <summary>Time, room or the disk may come back; anything else is a broken database or a bug.</summary>
    public bool MayPass => IsBusy || IsFull || IsInputOutput
        || Primary is raw.SQLITE_NOMEM or raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY;

    /// <summary>What a caller of the ports sees.</summary>
    public Exception ForCaller() => MayPass ? new UnavailableException(Message, RetryAfter, this) : this;
}
