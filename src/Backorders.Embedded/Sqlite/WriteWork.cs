namespace Backorders.Embedded.Sqlite;

/// <summary>
/// One change of the file that waits for the writer. All changes that wait at the same moment share a transaction;
/// each is answered only when that transaction is on disk.
/// </summary>
internal abstract class WriteWork
{
    /// <summary>It changes something before it can know whether it must be refused, so it needs a savepoint.</summary>
    public abstract bool NeedsSavepoint { get; }

    /// <summary>The bytes that it carries; a transaction is kept to a bounded size.</summary>
    public abstract int Bytes { get; }

    /// <summary>Makes the change; may run again when the transaction had to be taken back. False: refused.</summary>
    public abstract bool Apply(WriteTurn turn);

    /// <summary>What it did, or its refusal, stands.</summary>
    public abstract void Succeed();

    public abstract void Fail(WriteFailure failure);
}

/// <summary>A change with an answer.</summary>
internal abstract class WriteWork<TAnswer> : WriteWork
{
    // What waits for the answer runs right where it is given: on the pool threads of Answers.
    private readonly TaskCompletionSource<TAnswer> answered = new();

    public Task<TAnswer> Answered => answered.Task;

    protected void Answer(TAnswer answer) => answered.SetResult(answer);

    protected void Throw(Exception exception) => answered.SetException(exception);
}

/// <summary>The open transaction as one change sees it.</summary>
internal sealed class WriteTurn(Connection connection, long sequence)
{
    public Connection Connection { get; } = connection;

    /// <summary>The number given out last.</summary>
    public long Sequence { get; private set; } = sequence;

    /// <summary>The file's next number: an ETag, a message's id or a receipt. None is ever given out twice.</summary>
    public long Next() => ++Sequence;
}

/// <summary>Why a transaction did not happen.</summary>
internal abstract record WriteFailure(Exception Cause)
{
    /// <summary>Nothing was written.</summary>
    public sealed record NotWritten(Exception Cause, TimeSpan RetryAfter) : WriteFailure(Cause);

    /// <summary>The commit itself failed in a way that leaves open what a restart will find.</summary>
    public sealed record Unclear(Exception Cause) : WriteFailure(Cause);

    /// <summary>Nothing was written, and trying again will not help: a broken file or a bug.</summary>
    public sealed record Broken(Exception Cause) : WriteFailure(Cause);

    /// <summary>What a caller sees whose port has no case for it.</summary>
    public Exception ForCaller() => Cause is SqliteFailure failure ? failure.ForCaller() : Cause;
}
