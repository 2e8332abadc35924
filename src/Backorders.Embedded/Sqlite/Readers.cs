namespace Backorders.Embedded.Sqlite;

/// <summary>
/// The connections that read. A read takes one, runs to its end on the caller's thread and gives it back.
/// </summary>
internal sealed class Readers(Func<Connection> open, Counters counters) : IDisposable
{
    /// <summary>Connections kept open; each holds up to 2 MB of pages.</summary>
    private const int Kept = 8;

    private readonly Stack<Connection> idle = new();
    private bool closed;

    /// <summary>Runs a read; the task is complete when it returns.</summary>
    public Task<TAnswer> Read<TQuestion, TAnswer>(
        TQuestion question, Func<Connection, TQuestion, TAnswer> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TAnswer>(cancellationToken);
        }
        counters.Read();
        Connection? connection = null;
        var finished = false;
        try
        {
            connection = Take();
            var answer = read(connection, question);
            finished = true;
            return Task.FromResult(answer);
        }
        catch (SqliteFailure failure)
        {
            return Task.FromException<TAnswer>(failure.ForCaller());
        }
        finally
        {
            Give(connection, finished);
        }
    }

    public void Dispose()
    {
        lock (idle)
        {
            closed = true;
            while (idle.TryPop(out var connection))
            {
                connection.Dispose();
            }
        }
    }

    private Connection Take()
    {
        lock (idle)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            if (idle.TryPop(out var connection))
            {
                return connection;
            }
        }
        return open();
    }

    /// <summary>A connection whose read did not finish may be in the middle of something: it is used no more.</summary>
    private void Give(Connection? connection, bool finished)
    {
        lock (idle)
        {
            if (finished && !closed && idle.Count < Kept)
            {
                idle.Push(connection!);
                return;
            }
        }
        connection?.Dispose();
    }
}
