using System.Diagnostics;
using SQLitePCL;

namespace Backorders.Embedded.Sqlite;

/// <summary>
/// Runs groups of changes on the writer's connection, each group in one <c>BEGIN IMMEDIATE … COMMIT</c>.
/// </summary>
/// <param name="patience">How long a group waits for another process's transaction.</param>
internal sealed class Transaction(
    Connection connection, Counters counters, Checkpoints checkpoints, TimeSpan patience) : IDisposable
{
    /// <summary>
    /// SQLite's own waiting grows to 100 ms a time, and two busy servers starve each other with it; a group of the
    /// other takes a few milliseconds.
    /// </summary>
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(1);

    private static readonly Sql Begin = new("BEGIN IMMEDIATE");
    private static readonly Sql Commit = new("COMMIT");
    private static readonly Sql RollBack = new("ROLLBACK");
    private static readonly Sql SetSavepoint = new("SAVEPOINT change");
    private static readonly Sql KeepSavepoint = new("RELEASE change");
    private static readonly Sql BackToSavepoint = new("ROLLBACK TO change");
    private static readonly Sql ReadSequence = new("SELECT value FROM sequence");
    private static readonly Sql WriteSequence = new("UPDATE sequence SET value = ?1");

    private readonly ManualResetEventSlim pause = new(initialState: false, spinCount: 1);
    private int lastPages;

    /// <summary>The failure that was thrown came from the commit itself.</summary>
    public bool Committing { get; private set; }

    /// <summary>Returns when all is on disk. Throws what went wrong; then <see cref="TakeBack"/> is needed.</summary>
    public void Run(WriteWork[] group)
    {
        Committing = false;
        TakeLock();
        var first = Sequence();
        var turn = new WriteTurn(connection, first);
        foreach (var work in group)
        {
            Apply(work, turn);
        }
        if (turn.Sequence != first)
        {
            connection.Prepare(WriteSequence).Bind(1, turn.Sequence).Run();
        }
        Committing = true;
        connection.Prepare(Commit).Run();
        Committing = false;
        (var statements, lastPages) = connection.TakeCounts();
        counters.Wrote(statements, lastPages);
    }

    /// <summary>
    /// Copies the log when it is time; called when the commit is answered, since nobody waits for this.
    /// </summary>
    public void Checkpoint() => checkpoints.After(connection, lastPages);

    /// <summary>Rolls back what is open; false when the connection cannot be trusted any more.</summary>
    public bool TakeBack()
    {
        // SQLite rolls back by itself after some failures: a full disk, an I/O error, no memory.
        if (!connection.InTransaction)
        {
            return true;
        }
        try
        {
            connection.Prepare(RollBack).Run();
            return !connection.InTransaction;
        }
        catch (SqliteFailure)
        {
            return false;
        }
    }

    public void Dispose()
    {
        connection.Dispose();
        pause.Dispose();
    }

    private void TakeLock()
    {
        var since = Stopwatch.GetTimestamp();
        while (!connection.Prepare(Begin).RunUnlessBusy())
        {
            if (Stopwatch.GetElapsedTime(since) >= patience)
            {
                throw new SqliteFailure(raw.SQLITE_BUSY, $"another process held the lock for {patience}");
            }
            pause.Wait(LockPause);
        }
    }

    private void Apply(WriteWork work, WriteTurn turn)
    {
        if (!work.NeedsSavepoint)
        {
            work.Apply(turn);
            return;
        }
        connection.Prepare(SetSavepoint).Run();
        if (!work.Apply(turn))
        {
            connection.Prepare(BackToSavepoint).Run();
        }
        connection.Prepare(KeepSavepoint).Run();
    }

    private long Sequence()
    {
        using var rows = connection.Prepare(ReadSequence).Query();
        return rows.Next() ? rows.Long(0) : throw new InvalidDataException("The file has lost its sequence.");
    }
}
