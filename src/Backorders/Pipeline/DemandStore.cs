using System.Collections.Immutable;
using Backorders.Ledger;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;

namespace Backorders.Pipeline;

/// <summary>
/// Reads and writes the demand that is kept beside a pool's head: the mark and the months, each under its own ETag.
/// Nothing of it touches the head, so that no order waits for it or pays for it.
/// </summary>
public sealed class DemandStore(IStore store, PoolReads reads)
{
    /// <summary>Lines of each kind in a page: some 300 KB. Above all lines of one batch.</summary>
    private const int PageLines = 1_000;

    /// <summary>What is read together, with the head and the mark beside it: eight years.</summary>
    public const int MostMonths = StoreLimits.Operations - 2;

    /// <summary>New months that begin between two looks, before the caller is told to come again.</summary>
    private const int MaxTries = 5;

    /// <summary>The head, the mark and those of the months that are kept, as of one moment: two round trips.</summary>
    /// <param name="firsts">At most <see cref="MostMonths"/>, each once.</param>
    internal async Task<DemandBook> Read(
        PoolId pool, IReadOnlyCollection<DateOnly> firsts, CancellationToken cancellationToken)
    {
        var partition = Keys.Of(pool);
        var mark = await ReadMark(pool, cancellationToken);
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if (mark.ETag is null)
            {
                return new((await reads.Head(pool, cancellationToken))?.Pool, mark, Months([], []));
            }

            var kept = mark.Value.Months.Intersect(firsts).ToList();
            string[] ids = [Keys.Head, Keys.DemandMark, .. kept.Select(Keys.Demand)];
            var documents = await store.ReadTogether(partition, ids, cancellationToken);
            mark = MarkOf(documents[1]);
            if (mark.Value.Months.Intersect(firsts).Count() == kept.Count)
            {
                return new(PoolReads.PoolOf(documents[0]!), mark, Months(kept, documents.Skip(2)));
            }
        }

        throw UnavailableException.Contended($"The demand of {pool}");
    }

    internal async Task<Kept<DemandMark>> ReadMark(PoolId pool, CancellationToken cancellationToken) =>
        MarkOf(await store.Read(Keys.Of(pool), Keys.DemandMark, cancellationToken));

    /// <summary>Those of the months that are kept by this mark. If it is an older one, a commit under it fails.
    /// </summary>
    internal async Task<ImmutableDictionary<DateOnly, Kept<DemandMonth>>> ReadMonths(
        PoolId pool, DemandMark mark, IEnumerable<DateOnly> firsts, CancellationToken cancellationToken)
    {
        var kept = mark.Months.Intersect(firsts).ToList();
        return kept.Count == 0
            ? Months([], [])
            : Months(kept, await store.ReadTogether(
                Keys.Of(pool), kept.Select(Keys.Demand).ToList(), cancellationToken));
    }

    /// <summary>A page of the lines behind the mark; a kind of which there can be none is not asked for.</summary>
    internal async Task<UncountedLines> LinesBehind(
        PoolId pool, DemandMark mark, Pool head, CancellationToken cancellationToken)
    {
        var partition = Keys.Of(pool);
        var placed = head.DemandEnd <= mark.PlacedTo
            ? []
            : await reads.ByPlace(new(partition, mark.PlacedTo, null, PageLines), cancellationToken);
        var rejected = head.Version <= mark.RejectedTo
            ? []
            : await reads.ByPlace(
                new(partition, Keys.BesideLines(mark.RejectedTo), null, PageLines, Keys.Rejected), cancellationToken);
        var more = rejected.Count == PageLines;
        return new(
            placed, placed.Count == PageLines,
            more ? rejected.TakeWhile(line => line.RejectedAt != rejected[^1].RejectedAt).ToList() : rejected, more,
            head.Version);
    }

    /// <summary>Writes what differs as one batch; null: nothing does.</summary>
    internal async Task<CommitResult?> Commit(
        PoolId pool, DemandBook read, DemandMark mark, IEnumerable<DemandMonth> months)
    {
        var changed = months.Where(month => month != read.Month(month.First).Value).ToList();
        var after = mark.WithMonths(changed.Select(month => month.First));
        var writes = changed.Select(month => Written(
            Keys.Demand(month.First), read.Month(month.First).ETag,
            DocumentJson.Write(DemandMonthDocument.Of(month), DocumentJson.Default.DemandMonthDocument))).ToList();
        if (after != read.Mark.Value)
        {
            writes.Add(Written(
                Keys.DemandMark, read.Mark.ETag,
                DocumentJson.Write(DemandMarkDocument.Of(after), DocumentJson.Default.DemandMarkDocument)));
        }

        return writes.Count == 0 ? null : await store.Commit(Keys.Of(pool), writes);
    }

    private static Kept<DemandMark> MarkOf(Document? document) => document is null
        ? new(DemandMark.Start, null)
        : new(DocumentJson.Read(document.Body, DocumentJson.Default.DemandMarkDocument).ToMark(), document.ETag);

    private static ImmutableDictionary<DateOnly, Kept<DemandMonth>> Months(
        IEnumerable<DateOnly> firsts, IEnumerable<Document?> documents) =>
        firsts.Zip(documents).ToImmutableDictionary(pair => pair.First, pair => new Kept<DemandMonth>(
            DocumentJson.Read(pair.Second!.Body, DocumentJson.Default.DemandMonthDocument).ToMonth(),
            pair.Second.ETag));

    private static Write Written(string id, string? etag, byte[] body) =>
        etag is null ? new Write.Create(id, body, Terms.None) : new Write.Replace(id, body, Terms.None, etag);
}

/// <summary>A pool's demand as it was read.</summary>
/// <param name="Head">Null: there is no such pool.</param>
/// <param name="Months">Those that were asked for and are kept, by their first day.</param>
internal sealed record DemandBook(
    Pool? Head, Kept<DemandMark> Mark, ImmutableDictionary<DateOnly, Kept<DemandMonth>> Months)
{
    public Kept<DemandMonth> Month(DateOnly first) =>
        Months.GetValueOrDefault(first) ?? new(DemandMonth.Empty(first), null);
}

/// <param name="ETag">Null: it is not stored yet.</param>
internal sealed record Kept<T>(T Value, string? ETag);
