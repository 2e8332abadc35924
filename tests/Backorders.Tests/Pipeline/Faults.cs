using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Pipeline;

/// <summary>What may happen to one call of a port.</summary>
public enum Fault
{
    /// <summary>Nothing is done, and the caller is told so.</summary>
    FailsBefore,

    /// <summary>It is done, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>The process dies before the call.</summary>
    DiesBefore,

    /// <summary>The process dies after the call was done.</summary>
    DiesAfter,

    /// <summary>Nothing is done, and nobody can say so.</summary>
    UnclearNotDone,
}

/// <summary>The process is dead: every further call of it fails, until another one is started.</summary>
public sealed class ProcessDiedException() : Exception("The process died.");

/// <summary>Counts the calls of all ports and lets one of them meet its fault, or come after somebody else.</summary>
public sealed class Fate(int atCall, Fault fault)
{
    public const int Never = int.MaxValue;

    /// <summary>Far more than any story has.</summary>
    private const int MostCalls = 2_000;

    private int atCall = atCall;
    private Fault fault = fault;
    private Func<Task>? other;
    private int calls;
    private volatile bool dead;

    public static TheoryData<Fault> Faults => [.. Enum.GetValues<Fault>()];

    public int Calls => calls;

    public bool Met => calls >= atCall;

    /// <summary>The call after this moment, or one of those after it, meets that.</summary>
    public void MeetNext(Fault next, int after = 0) => (atCall, fault, other) = (calls + 1 + after, next, null);

    /// <summary>Just before that call another has its way; the call itself meets nothing.</summary>
    public void LetPassNext(Func<Task> another, int after = 0) => (atCall, other) = (calls + 1 + after, another);

    /// <summary>Nothing happens to any call.</summary>
    public static Fate Fair() => new(Never, default);

    /// <summary>Tells a story for each of its calls anew, until it has no more of them.</summary>
    /// <param name="story">Given how many calls go before the one; whether there was one.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> EachCall(Func<int, Task<bool>> story)
    {
        for (var after = 0; after < MostCalls; after++)
        {
            if (!await story(after))
            {
                return after;
            }
        }

        throw new InvalidOperationException("The story never comes to an end.");
    }

    /// <summary>Another process takes over; what it meets is fair weather.</summary>
    public void Restart() => dead = false;

    /// <param name="unclear">The answer of a call that may or may not have been done.</param>
    public async Task<T> Meet<T>(Func<Task<T>> call, Func<T>? unclear = null)
    {
        if (dead)
        {
            throw new ProcessDiedException();
        }

        if (Interlocked.Increment(ref calls) != atCall)
        {
            return await call();
        }

        if (other is not null)
        {
            await other();
            return await call();
        }

        switch (fault)
        {
            case Fault.FailsBefore:
                throw Away();
            case Fault.UnclearNotDone:
                return unclear is null ? throw Away() : unclear();
            case Fault.AnswerLost:
                await call();
                return unclear is null ? throw Away() : unclear();
            case Fault.DiesBefore:
                dead = true;
                throw new ProcessDiedException();
            default:
                await call();
                dead = true;
                throw new ProcessDiedException();
        }
    }

    private static UnavailableException Away() => new("It is away.", TimeSpan.Zero);
}

public sealed class FaultyStore(IStore inner, Fate fate) : IStore
{
    public Task<Document?> Read(Partition partition, string id, CancellationToken cancellationToken) =>
        fate.Meet(() => inner.Read(partition, id, cancellationToken));

    public Task<IReadOnlyList<Document?>> ReadTogether(
        Partition partition, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        fate.Meet(() => inner.ReadTogether(partition, ids, cancellationToken));

    public Task<CommitResult> Commit(Partition partition, IReadOnlyList<Write> writes) => fate.Meet(
        () => inner.Commit(partition, writes), () => new CommitResult.Unclear("The connection broke."));

    public Task<IReadOnlyList<Document>> ByPlace(PlaceQuery query, CancellationToken cancellationToken) =>
        fate.Meet(() => inner.ByPlace(query, cancellationToken));

    public Task<long> CountPlaces(
        Partition partition, string status, long after, CancellationToken cancellationToken) =>
        fate.Meet(() => inner.CountPlaces(partition, status, after, cancellationToken));

    public Task<IReadOnlyList<Listed>> List(ListQuery query, CancellationToken cancellationToken) =>
        fate.Meet(() => inner.List(query, cancellationToken));

    public Task<(IReadOnlyList<Listed> Documents, string Next)> Changes(
        Container container, ShopId shop, string? after, int limit, CancellationToken cancellationToken) =>
        fate.Meet(() => inner.Changes(container, shop, after, limit, cancellationToken));

    public Task<IReadOnlyList<Listed>> Due(
        Container container, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
        fate.Meet(() => inner.Due(container, until, limit, cancellationToken));

    public Task<long> Count(
        Container container, ShopId shop, string? status, DateTimeOffset? dueBy, CancellationToken cancellationToken) =>
        fate.Meet(() => inner.Count(container, shop, status, dueBy, cancellationToken));
}

/// <summary>A provider that knows what it accepted, and counts how often and in which words.</summary>
public sealed class FaultyMailer(Mailbox mailbox, Fate fate) : IMailer
{
    public Task<SendOutcome> Send(Mail mail, CancellationToken cancellationToken) => fate.Meet(
        () =>
        {
            mailbox.Take(mail);
            return Task.FromResult<SendOutcome>(new SendOutcome.Accepted());
        },
        () => new SendOutcome.Unclear("The connection broke."));

    public Task<SendOutcome?> LookUp(Mail mail, CancellationToken cancellationToken) => fate.Meet(
        () => Task.FromResult<SendOutcome?>(mailbox.Has(mail.Id) ? new SendOutcome.Accepted() : null));

    public Task Check(CancellationToken cancellationToken) => Task.CompletedTask;
}

public sealed class Mailbox
{
    private readonly Lock gate = new();
    private readonly List<Mail> accepted = [];

    public IReadOnlyList<Mail> Accepted
    {
        get
        {
            lock (gate)
            {
                return [.. accepted];
            }
        }
    }

    public bool Has(string mailId) => Accepted.Any(mail => mail.Id == mailId);

    public void Take(Mail mail)
    {
        lock (gate)
        {
            accepted.Add(mail);
        }
    }
}
