using System.Diagnostics;
using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// Group commit for one pool: changes that meet in this process are decided one after another in memory and written
/// as one batch guarded by the head's ETag. The one place that knows a pool's ETags, repeats, lost races and batches.
/// </summary>
/// <param name="jitterSeed">Differs between processes that meet on a pool: they must not come again in step.</param>
internal sealed class PoolWriter(
    PoolId pool, IStore store, PoolReads reads, Clocks clocks, Action<ActivityContext> hasWork, int jitterSeed)
{
    /// <summary>Lost races in a row before callers are told to come again: with jitter some 3 seconds.</summary>
    private const int MaxTries = 60;

    /// <summary>Unclear answers in a row before callers are told to come again.</summary>
    private const int MaxUnclear = 3;

    private const int MaxPauseMilliseconds = 100;

    private readonly Lock gate = new();
    private readonly LinkedList<PoolChange> waiting = new();
    private readonly Random jitter = new(jitterSeed);
    private bool working;
    private (Pool Pool, string ETag)? known;

    /// <summary>Whether nothing is under way, so that it may be forgotten.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
            {
                return !working;
            }
        }
    }

    /// <summary>The last known head: good for commits, which prove it, never for answers.</summary>
    public Pool? LastKnown => known?.Pool;

    public void Add(PoolChange change)
    {
        lock (gate)
        {
            waiting.AddLast(change);
            if (working)
            {
                return;
            }

            working = true;
        }

        _ = Apart.Run(Work);
    }

    private async Task Work()
    {
        Tracing.BelongToNobody();
        while (NextGroup() is { } group)
        {
            await Commit(group);
        }
    }

    private List<PoolChange>? NextGroup()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                working = false;
                return null;
            }

            return PoolGroup.TakeFrom(waiting);
        }
    }

    /// <summary>A group that fails otherwise is split until the culprit stands alone.</summary>
    private async Task Commit(List<PoolChange> group)
    {
        using var span = Tracing.CommitPool(pool, group);
        try
        {
            await CommitOrThrow(group, span);
        }
        catch (UnavailableException away)
        {
            known = null;
            span.Fail(away);
            group.ForEach(change => change.Fail(away));
        }
        catch (Exception) when (group.Count > 1)
        {
            known = null;
            await Commit(group[..(group.Count / 2)]);
            await Commit(group[(group.Count / 2)..]);
        }
        catch (Exception culprit)
        {
            known = null;
            span.Fail(culprit);
            group[0].Fail(culprit);
        }
    }

    private async Task CommitOrThrow(List<PoolChange> group, Activity? span)
    {
        var unclear = 0;
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var documents = await Read(group);
            var (head, etag) = await Head();
            if (head?.Vanishing > 0)
            {
                await WorkOffVanished(head, etag!);
                continue;
            }

            var decided = await Decide(group, documents, head, etag);
            switch (decided.Commit ? await store.Commit(Keys.Of(pool), decided.Writes) : null)
            {
                case null:
                    Answer(group, head);
                    return;
                case CommitResult.Done done:
                    span.EndCommit(decided.Writes.Count, tries);
                    Measures.BatchSize.Record(group.Count);
                    known = (decided.Head!, done.ETags[0]);
                    await WorkOffRest();
                    Answer(group, decided.Head);
                    return;
                case CommitResult.Exists exists when exists.Id != Keys.Head:
                    group.ForEach(change => change.ReadsFirst = true);
                    break;
                case CommitResult.Exists or CommitResult.Stale:
                    Measures.LostRaces.Add(1, Measures.Container(Container.Pools));
                    known = null;
                    await Pause(tries);
                    break;
                case CommitResult.Unclear when ++unclear < MaxUnclear:
                    known = null;
                    group.ForEach(change => change.ReadsFirst = true);
                    await Pause(tries);
                    break;
                case var failed:
                    throw failed.Away();
            }
        }

        throw UnavailableException.Contended($"The pool {pool}");
    }

    private async Task<(Pool? Head, bool Commit, List<Write> Writes)> Decide(
        List<PoolChange> group, PoolDocuments documents, Pool? head, string? etag)
    {
        var today = clocks.Today;
        var writes = new List<Write>(group.Count + 1);
        var now = head is null ? null : PoolCommit.Begin(head, today);
        var commit = false;
        foreach (var change in group)
        {
            var decision = change.Decide(now, documents, today);
            now = decision.Pool;
            writes.AddRange(decision.Writes);
            commit |= !decision.IsRepeat;
        }

        if (now is null || !commit)
        {
            // Nothing is written: what is answered is seen under the head that stands, not one that never will.
            group.ForEach(change => change.Decide(head, documents, today));
            return (null, false, []);
        }

        if (now.Vanishing > 0)
        {
            now = Vanish.Step(now, await reads.Youngest(pool, now));
        }

        var after = PoolCommit.End(head ?? now, now, today);
        writes.Insert(0, PoolWrites.Head(pool.Shop, after, etag));
        return (after, true, writes);
    }

    /// <summary>With their head, as of one moment: a line that another process has just placed is not in an older
    /// one.</summary>
    private async Task<PoolDocuments> Read(List<PoolChange> group)
    {
        var ids = group.Where(change => change.ReadsFirst)
            .SelectMany(change => change.Ids.Concat(change.Reads)).Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count == 0)
        {
            return new([], []);
        }

        (known, var documents) = await reads.HeadWith(pool, ids);
        return documents;
    }

    private async Task<(Pool? Head, string? ETag)> Head()
    {
        if (known is { } last)
        {
            return last;
        }

        known = await reads.Head(pool, CancellationToken.None);
        return (known?.Pool, known?.ETag);
    }

    /// <summary>What is committed stands; if this fails, the next commit or the reconciler goes on.</summary>
    private async Task WorkOffRest()
    {
        try
        {
            while (known is { Pool.Vanishing: > 0 } head)
            {
                await WorkOffVanished(head.Pool, head.ETag);
            }
        }
        catch (UnavailableException)
        {
            known = null;
        }
    }

    /// <summary>Units that vanished are taken from lines before anything newer happens.</summary>
    private async Task WorkOffVanished(Pool head, string etag)
    {
        var today = clocks.Today;
        var begun = PoolCommit.Begin(head, today);
        var after = PoolCommit.End(head, Vanish.Step(begun, await reads.Youngest(pool, begun)), today);
        var result = await store.Commit(Keys.Of(pool), [PoolWrites.Head(pool.Shop, after, etag)]);
        known = result switch
        {
            CommitResult.Done done => (after, done.ETags[0]),
            CommitResult.Stale or CommitResult.Unclear => null,
            _ => throw result.Away(),
        };
    }

    private void Answer(List<PoolChange> group, Pool? head)
    {
        var work = head?.HasSomethingToTell ?? false;
        if (work && group.Find(change => !change.WakesLater) is { } waker)
        {
            hasWork(waker.Cause);
        }

        group.ForEach(change => change.Answer());
    }

    private Task Pause(int tries)
    {
        var most = Math.Min(MaxPauseMilliseconds, 1 << Math.Min(tries, 10));
        return tries == 1
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromMilliseconds(jitter.Next(most)), clocks.Machine, CancellationToken.None);
    }
}
