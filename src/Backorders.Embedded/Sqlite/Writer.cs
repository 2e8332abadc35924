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

    /// <summary>
    /// How long a group waits for as many changes as the last one had: callers that came together come again
    /// together, and a commit costs the same for one as for all.
    /// </summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(1);

    private readonly Func<Connection> open;
    private readonly TimeSpan patience;
    private readonly ILogger logger;
    private readonly Counters counters;
    private readonly Checkpoints checkpoints;
    private readonly Queue<WriteWork> waiting = new();
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Transaction? transaction;
    private int wanted = 1;
    private bool stopping;

    public Writer(Func<Connection> open, TimeSpan patience, Counters counters, ILogger logger)
    {
        this.open = open;
        this.patience = patience;
        this.counters = counters;
        this.logger = logger;
        checkpoints = new Checkpoints(open, logger);
        transaction = Begin();
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
                if (waiting.Count == wanted)
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
        for (var group = Take(0); group.Length > 0; group = Take(group.Length))
        {
            Write(group);
        }
        checkpoints.Dispose();
        transaction?.Dispose();
        stopped.SetResult();
    }

    /// <summary>The next group; empty when the writer was stopped and nothing waits any more.</summary>
    private WriteWork[] Take(int lastTime)
    {
        lock (waiting)
        {
            wanted = 1;
            while (waiting.Count == 0 && !stopping)
            {
                Monitor.Wait(waiting);
            }
            wanted = Math.Min(lastTime, GroupSize);
            if (waiting.Count < wanted && !stopping)
            {
                Monitor.Wait(waiting, Linger);
            }
            wanted = 0;
            return TakeWaiting();
        }
    }

    private WriteWork[] TakeWaiting()
    {
        var bytes = 0;
        var count = 0;
        foreach (var work in waiting)
        {
            if (count == GroupSize || bytes > GroupBytes)
            {
                break;
            }
            count++;
            bytes += work.Bytes;
        }
        var group = new WriteWork[count];
        for (var index = 0; index < count; index++)
        {
            group[index] = waiting.Dequeue();
        }
        return group;
    }

    private void Write(WriteWork[] group)
    {
        var failure = TryWrite(group);
        if (failure is null)
        {
            counters.Committed(group.Length);
            Answers.HandOut(group, null);
            transaction!.Checkpoint();
        }
        else if (group.Length > 1 && MayBeOneCulprit(failure))
        {
            foreach (var work in group)
            {
                Write([work]);
            }
        }
        else
        {
            Log.WriteFailed(logger, group.Length, failure.Cause.Message, failure.Cause);
            Answers.HandOut(group, failure);
        }
    }

    /// <summary>Null when the transaction was committed.</summary>
    private WriteFailure? TryWrite(WriteWork[] group)
    {
        try
        {
            transaction ??= Begin();
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

    /// <summary>
    /// Takes back what the transaction did; a connection that does not obey is given up for a new one.
    /// </summary>
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

    private Transaction Begin() => new(open(), counters, checkpoints, patience);

    private static bool MayBeOneCulprit(WriteFailure failure) => failure switch
    {
        WriteFailure.Unclear => false,
        { Cause: SqliteFailure { IsBusy: true } or SqliteFailure { IsInputOutput: true } } => false,
        _ => true,
    };
}
