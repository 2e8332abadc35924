using System.Diagnostics;
using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// One change of a pool, decided in memory under a head that the commit proves to be the last. It may be decided
/// again and again until a commit succeeds; only then is it answered.
/// </summary>
internal abstract class PoolChange
{
    /// <summary>The documents beside the head that it may write; no other change in a batch may share one.</summary>
    public abstract IReadOnlyList<string> Ids { get; }

    /// <summary>Documents beside the head that it only looks at.</summary>
    public virtual IReadOnlyList<string> Reads => [];

    /// <summary>In whose trace it was asked for.</summary>
    public ActivityContext Cause { get; } = Tracing.Current;

    /// <summary>Whether its documents are read before it is decided; a create needs none before trouble.</summary>
    public bool ReadsFirst { get; set; }

    /// <summary>Whether it may take units from lines, and so must see no line that is not stored yet.</summary>
    public virtual bool Alone => false;

    /// <summary>Whether its caller wakes the pool later by itself.</summary>
    public virtual bool WakesLater => false;

    /// <param name="pool">The head as the changes before it left it; null: there is no such pool.</param>
    public abstract Decision Decide(Pool? pool, PoolDocuments documents, DateOnly today);

    public abstract void Answer();

    public abstract void Fail(Exception exception);
}

/// <param name="Pool">The head as it shall be; null: there is no such pool.</param>
/// <param name="IsRepeat">The answer rests on documents that are there: no commit has to prove it.</param>
internal sealed record Decision(Pool? Pool, IReadOnlyList<Write> Writes, bool IsRepeat = false)
{
    public static readonly Decision NoPool = new(null, []);
}

internal abstract class PoolChange<T> : PoolChange
{
    private readonly TaskCompletionSource<T> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answered => answered.Task;

    /// <summary>Set by every <see cref="PoolChange.Decide"/>; the last one stands.</summary>
    protected T? Outcome { get; set; }

    public override void Answer() => answered.SetResult(Outcome!);

    public override void Fail(Exception exception) => answered.SetException(exception);
}

/// <summary>The documents beside a head that were read for a decision.</summary>
internal sealed class PoolDocuments(IReadOnlyList<string> ids, IReadOnlyList<Document?> documents)
{
    private readonly Dictionary<string, Document?> read = ids.Zip(documents).ToDictionary();

    /// <summary>Null: not there, or not read because nobody expects it.</summary>
    public Document? Find(string id) => read.GetValueOrDefault(id);

    public Line? Line(string id) =>
        Find(id) is { } document
            ? DocumentJson.Read(document.Body, DocumentJson.Default.LineDocument).ToLine()
            : null;
}
