using System.Text;
using SQLitePCL;

namespace Backorders.Embedded.Sqlite;

/// <summary>
/// A prepared statement, kept for the life of its connection. Parameters are bound by position, from 1.
/// </summary>
internal sealed class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    /// <summary>Texts up to so many characters are encoded on the stack.</summary>
    private const int StackCharacters = 256;

    /// <summary>Extended result codes keep the plain one in their last byte.</summary>
    private const int PrimaryCode = 0xFF;

    public Statement Bind(int index, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public Statement Bind(int index, long? value)
    {
        connection.Check(
            value is { } known
                ? raw.sqlite3_bind_int64(handle, index, known)
                : raw.sqlite3_bind_null(handle, index));
        return this;
    }

    public Statement Bind(int index, string? value)
    {
        if (value is null)
        {
            connection.Check(raw.sqlite3_bind_null(handle, index));
            return this;
        }
        Span<byte> bytes = value.Length <= StackCharacters
            ? stackalloc byte[StackCharacters * 3]
            : new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        var length = Encoding.UTF8.GetBytes(value, bytes);
        connection.Check(raw.sqlite3_bind_text(handle, index, bytes[..length]));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        connection.Check(
            value.IsEmpty
                ? raw.sqlite3_bind_zeroblob(handle, index, 0)
                : raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    /// <summary>Runs a statement that gives no rows; the number of rows it changed.</summary>
    public int Run()
    {
        var result = raw.sqlite3_step(handle);
        connection.CountStatement();
        if (result != raw.SQLITE_DONE)
        {
            throw Fail();
        }
        var changes = connection.Changes;
        raw.sqlite3_reset(handle);
        return changes;
    }

    /// <summary>Runs a statement that takes a lock; false: another connection has it.</summary>
    public bool RunUnlessBusy()
    {
        var result = raw.sqlite3_step(handle);
        connection.CountStatement();
        if (result is not raw.SQLITE_DONE && (result & PrimaryCode) is not raw.SQLITE_BUSY)
        {
            throw Fail();
        }
        raw.sqlite3_reset(handle);
        return result is raw.SQLITE_DONE;
    }

    /// <summary>Starts a statement that gives rows; dispose of them to free the statement for its next use.</summary>
    public Rows Query()
    {
        connection.CountStatement();
        return new Rows(this, handle);
    }

    public void Dispose() => handle.Dispose();

    private SqliteFailure Fail()
    {
        var failure = connection.LastFailure();
        raw.sqlite3_reset(handle);
        return failure;
    }

    /// <summary>The rows of one run; columns count from 0.</summary>
    public readonly ref struct Rows(Statement statement, sqlite3_stmt handle)
    {
        public bool Next() => raw.sqlite3_step(handle) switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw statement.Fail(),
        };

        public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

        public long Long(int column) => raw.sqlite3_column_int64(handle, column);

        public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

        public byte[] Bytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

        public void Dispose() => raw.sqlite3_reset(handle);
    }
}
