using SQLitePCL;

namespace Backorders.Embedded.Sqlite;

/// <summary>One connection to the database file with its prepared statements; used by one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private const uint KeepPrepared = 1; // SQLITE_PREPARE_PERSISTENT
    private const int OpenNoMutex = 0x8000; // SQLITE_OPEN_NOMUTEX: the caller sees to it that threads take turns
    private const int PagesWrittenStatus = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    private readonly sqlite3 handle;
    private Statement?[] statements = new Statement?[64];
    private int statementsRun;

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 handle) => this.handle = handle;

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(handle);

    public long LastRow => raw.sqlite3_last_insert_rowid(handle);

    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    /// <summary>Opens the file, creating it when it is not there.</summary>
    /// <param name="busyTimeout">How long a statement waits for another connection's lock.</param>
    public static Connection Open(string path, TimeSpan busyTimeout)
    {
        const int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | OpenNoMutex;
        var result = raw.sqlite3_open_v2(path, out var handle, flags, null);
        if (result != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw new SqliteFailure(
                result, $"{path} cannot be opened ({raw.sqlite3_errstr(result).utf8_to_string()}).");
        }
        var connection = new Connection(handle);
        connection.Check(raw.sqlite3_extended_result_codes(handle, 1));
        connection.Check(raw.sqlite3_busy_timeout(handle, checked((int)busyTimeout.TotalMilliseconds)));
        return connection;
    }

    /// <summary>The prepared statement, ready to be bound.</summary>
    public Statement Prepare(Sql sql)
    {
        if (sql.Slot < statements.Length && statements[sql.Slot] is { } kept)
        {
            return kept;
        }
        Check(raw.sqlite3_prepare_v3(handle, sql.Text, KeepPrepared, out var prepared));
        if (sql.Slot >= statements.Length)
        {
            Array.Resize(ref statements, Math.Max(sql.Slot + 1, statements.Length * 2));
        }
        return statements[sql.Slot] = new Statement(this, prepared);
    }

    /// <summary>Runs several statements that are needed once and give nothing back.</summary>
    public void Script(string sql) => Check(raw.sqlite3_exec(handle, sql));

    /// <summary>The first column of the first row of a statement that is needed once.</summary>
    public long Ask(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var prepared));
        using var statement = new Statement(this, prepared);
        using var rows = statement.Query();
        return rows.Next() ? rows.Long(0) : throw new InvalidOperationException($"No answer to: {sql}");
    }

    /// <summary>Copies what it can of the log into the database, without waiting for anyone.</summary>
    public void Checkpoint()
    {
        var result = raw.sqlite3_wal_checkpoint_v2(handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        // Busy: another process is copying at this moment.
        if (result is not raw.SQLITE_OK and not raw.SQLITE_BUSY)
        {
            throw LastFailure();
        }
    }

    public void CountStatement() => statementsRun++;

    /// <summary>Statements run, and pages written to the log, since the last call.</summary>
    public (int Statements, int Pages) TakeCounts()
    {
        Check(raw.sqlite3_db_status(handle, PagesWrittenStatus, out var pages, out _, 1));
        var counts = (statementsRun, pages);
        statementsRun = 0;
        return counts;
    }

    public void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw LastFailure();
        }
    }

    public SqliteFailure LastFailure() =>
        new(raw.sqlite3_extended_errcode(handle), raw.sqlite3_errmsg(handle).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in statements)
        {
            statement?.Dispose();
        }
        handle.Dispose();
    }
}
