using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Backorders.Embedded.Sqlite;

/// <summary>
/// The one thread of this process that writes. It takes all changes that wait, makes them in one transaction (a
/// group) and answers them after the commit. A group that fails is taken back, and its changes run one by one, so that
/// the culprit stands alone.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    /// <summary>Changes in one transaction: bounds the wait of the first one.</summary>
    public const int GroupSize = 256;

    /// <summary>Bytes in one transaction: bounds what a failed one costs, and the log's growth.</summary>
    private const int GroupBytes = 8 * 1024 * 1024;

    /// <summary>Changes that may wait; more are turned away at once, so that the memory stays bounded.</summary>
    private const int MaxWaiting = 20_000;

    private readonly Func<Connection> open;
    private readonly ILogger logger;
    private readonly Counters counters;
    private readonly Queue<WriteWork> waiting = new();
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Transaction? transaction;
    private bool stopping;

    public Writer(Func<Connection> open, Counters counters, ILogger logger)
    {
        this.open = open;
        this.counters = counters;
        this.logger = logger;
        transaction = new Transaction(open(), counters);
        new Thread(WriteUntilStopped) { Name = "SQLite writer", IsBackground = true }.Start();
    }

    public void Add(WriteWork work)
    {
        lock (waiting)
        {
            ObjectDisposedException.ThrowIf(stopping, this);
            if (waiting.Count < MaxWaiting)
            {
                waiting.Enqueue(work);
                if (waiting.Count == 1)
                {
                    Monitor.Pulse(waiting);
                }
                return;
            }
        }
        var reason = new SqliteFailure(SQLitePCL.raw.SQLITE_BUSY, $"{MaxWaiting} changes are waiting already.");
        work.Fail(new WriteFailure.NotWritten(reason, SqliteFailure.RetryAfter));
    }

    /// <summary>Finishes what waits, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (waiting)
        {
            stopping = true;
            Monitor.Pulse(waiting);
        }
        await stopped.Task;
    }

    private void WriteUntilStopped()
    {
        var group = new List<WriteWork>(GroupSize);
        while (Take(group))
        {
            Write(group);
            group.Clear();
        }
        transaction?.Dispose();
        stopped.SetResult();
    }

    private bool Take(List<WriteWork> group)
    {
        lock (waiting)
        {
            while (waiting.Count == 0)
            {
                if (stopping)
                {
                    return false;
                }
                Monitor.Wait(waiting);
            }
            var bytes = 0;
            while (group.Count < GroupSize && bytes < GroupBytes && waiting.TryDequeue(out var work))
            {
                group.Add(work);
                bytes += work.Bytes;
            }
            return true;
        }
    }

    private void Write(List<WriteWork> group)
    {
        var failure = TryWrite(CollectionsMarshal.AsSpan(group));
        if (failure is null)
        {
            counters.Committed(group.Count);
            foreach (var work in group)
            {
                work.Succeed();
            }
            return;
        }
        if (group.Count > 1 && MayBeOneCulprit(failure))
        {
            for (var one = 0; one < group.Count; one++)
            {
                Write([group[one]]);
            }
            return;
        }
        Log.WriteFailed(logger, group.Count, failure.Cause.Message, failure.Cause);
        foreach (var work in group)
        {
            work.Fail(failure);
        }
    }

    /// <summary>Null when the transaction was committed.</summary>
    private WriteFailure? TryWrite(ReadOnlySpan<WriteWork> group)
    {
        try
        {
            transaction ??= new Transaction(open(), counters);
            transaction.Run(group);
            return null;
        }
        catch (SqliteFailure failure)
        {
            return Settle(failure);
        }
        // The worker loop's catch-all: a change that cannot be applied must not end the writing of all others.
        catch (Exception unexpected)
        {
            Settle(null);
            return new WriteFailure.Broken(unexpected);
        }
    }

    /// <summary>Takes back what the transaction did; a connection that does not obey is given up for a new one.</summary>
    private WriteFailure Settle(SqliteFailure? failure)
    {
        var committing = transaction is { Committing: true };
        if (transaction is not null && (!transaction.TakeBack() || failure is { IsInputOutput: true }))
        {
            transaction.Dispose();
            transaction = null;
        }
        return failure switch
        {
            null => new WriteFailure.Broken(new InvalidOperationException("The change could not be applied.")),
            { IsInputOutput: true } when committing => new WriteFailure.Unclear(failure),
            { MayPass: true } => new WriteFailure.NotWritten(failure, SqliteFailure.RetryAfter),
            _ => new WriteFailure.Broken(failure),
        };
    }

    private static bool MayBeOneCulprit(WriteFailure failure) => failure switch
    {
        WriteFailure.Unclear => false,
        { Cause: SqliteFailure { IsBusy: true } or SqliteFailure { IsInputOutput: true } } => false,
        _ => true,
    };
}
