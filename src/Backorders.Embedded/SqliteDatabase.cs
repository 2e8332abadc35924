using Backorders.Embedded.Sqlite;
using Microsoft.Extensions.Logging;

namespace Backorders.Embedded;

/// <summary>
/// The file <c>backorders.db</c> of a data folder, shared by the store, the queue and other processes. Writes go
/// through one thread per process, which makes all that wait at the same moment durable together; reads run on the
/// caller's thread beside it.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    /// <summary>
    /// The writer's page cache: 8 MB. A larger one costs more than it saves: after a page split SQLite walks the whole
    /// cache at the commit.
    /// </summary>
    private const int WriterCacheKilobytes = 8_192;

    private readonly EmbeddedOptions options;
    private readonly string path;
    private readonly Counters counters = new();
    private readonly Writer writer;
    private readonly Readers readers;

    private SqliteDatabase(EmbeddedOptions options, string path, ILogger logger)
    {
        this.options = options;
        this.path = path;
        writer = new Writer(OpenWriter, options.BusyTimeout, counters, logger);
        readers = new Readers(OpenReader, counters);
    }

    /// <summary>Store commits and queue writes that were made durable.</summary>
    public long Commits => counters.Commits;

    /// <summary>Transactions that carried them.</summary>
    public long Transactions => counters.Transactions;

    /// <summary>Statements that the writer ran.</summary>
    public long Statements => counters.Statements;

    /// <summary>Bytes that went into the write-ahead log.</summary>
    public long BytesWritten => counters.Bytes;

    /// <summary>Reads and queries.</summary>
    public long Reads => counters.Reads;

    /// <summary>Opens the folder's database and creates what is missing.</summary>
    /// <exception cref="InvalidDataException">A newer program wrote it, or it cannot be opened.</exception>
    public static SqliteDatabase Open(EmbeddedOptions options, ILogger logger)
    {
        Directory.CreateDirectory(options.Folder);
        var file = Path.Combine(options.Folder, EmbeddedOptions.DatabaseFile);
        try
        {
            using var connection = Connection.Open(file, options.BusyTimeout);
            Schema.Ensure(connection, options.BusyTimeout);
        }
        catch (SqliteFailure failure)
        {
            throw new InvalidDataException($"{file} is no database that can be opened. {failure.Message}.", failure);
        }
        return new SqliteDatabase(options, file, logger);
    }

    /// <summary>Finishes the writes that wait, brings the log into the database and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        readers.Dispose();
    }

    internal Task<TAnswer> Write<TAnswer>(WriteWork<TAnswer> work)
    {
        writer.Add(work);
        return work.Answered;
    }

    internal Task<TAnswer> Read<TQuestion, TAnswer>(
        TQuestion question, Func<Connection, TQuestion, TAnswer> read, CancellationToken cancellationToken) =>
        readers.Read(question, read, cancellationToken);

    private Connection OpenWriter()
    {
        var connection = Connection.Open(path, options.BusyTimeout);
        var synchronous = options.Durability is Durability.EveryCommit ? "FULL" : "NORMAL";
        connection.Script($"""
            PRAGMA synchronous = {synchronous};
            PRAGMA wal_autocheckpoint = 0;
            PRAGMA cache_size = -{WriterCacheKilobytes};
            PRAGMA temp_store = MEMORY;
            """);
        if (options.MaxPages is { } pages)
        {
            connection.Script($"PRAGMA max_page_count = {pages}");
        }
        // From here on the writer waits for locks by itself.
        connection.Script("PRAGMA busy_timeout = 0");
        return connection;
    }

    private Connection OpenReader()
    {
        var connection = Connection.Open(path, options.BusyTimeout);
        connection.Script("PRAGMA query_only = 1; PRAGMA temp_store = MEMORY;");
        return connection;
    }
}
