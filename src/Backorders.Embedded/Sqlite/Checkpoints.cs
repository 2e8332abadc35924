using Microsoft.Extensions.Logging;

namespace Backorders.Embedded.Sqlite;

/// <summary>
/// Copies the write-ahead log into the database beside the writer: first a thread of its own copies nearly all of it
/// while commits go on, then the writer copies the rest between two commits, so that the log starts anew. A commit
/// waits for a few milliseconds instead of for the whole copy.
/// </summary>
internal sealed class Checkpoints(Func<Connection> open, ILogger logger) : IDisposable
{
    /// <summary>Pages in the log before it is copied: 48 MB. Pages that were written often are copied once.</summary>
    private const int StartAt = 12_288;

    /// <summary>
    /// Pages in the log at which the writer waits for the copying: 256 MB. Bounds the log on a slow disk.
    /// </summary>
    private const int WaitAt = 65_536;

    private readonly ManualResetEventSlim copied = new(initialState: true);
    private Connection? connection;
    private int pages;
    private bool copying;

    /// <summary>Called by the writer after each commit.</summary>
    /// <param name="written">The pages that the commit added to the log.</param>
    public void After(Connection writer, int written)
    {
        pages += written;
        if (!copying)
        {
            if (pages >= StartAt)
            {
                copying = true;
                copied.Reset();
                new Thread(Copy) { Name = "SQLite checkpoint", IsBackground = true }.Start();
            }
            return;
        }
        if (pages >= WaitAt)
        {
            copied.Wait();
        }
        if (copied.IsSet)
        {
            copying = false;
            pages = 0;
            TryCopy(writer);
        }
    }

    public void Dispose()
    {
        copied.Wait();
        connection?.Dispose();
        copied.Dispose();
    }

    private void Copy()
    {
        try
        {
            TryCopy(connection ??= open());
        }
        catch (SqliteFailure failure)
        {
            Log.CheckpointFailed(logger, failure.Message, failure);
        }
        copied.Set();
    }

    private void TryCopy(Connection through)
    {
        try
        {
            through.Checkpoint();
        }
        catch (SqliteFailure failure)
        {
            Log.CheckpointFailed(logger, failure.Message, failure);
        }
    }
}
