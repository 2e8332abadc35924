using System.Globalization;
using System.Text;
using Backorders.Pipeline.Ports;

namespace Backorders.Simulation.Models;

/// <summary>
/// The store port as plainly as it can be said: dictionaries behind a lock. Slow and obviously right.
/// </summary>
public sealed class ModelStore : IStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(Partition Partition, string Id), Stored> documents = [];
    private long lastETag;

    private sealed record Stored(
        string PartitionKey, string Id, long ETag, byte[] Body, Terms Terms, IReadOnlyList<string> Tags)
    {
        public Document Document => new(Id, Text(ETag), Body);

        public Listed Listed => new(PartitionKey, Terms.Sort ?? "", Terms.Due, Document);
    }

    /// <summary>Every document with what it can be found by, those that were made first at first.</summary>
    public IReadOnlyList<(Partition Partition, Document Document, Terms Terms)> Dump()
    {
        lock (gate)
        {
            return [.. documents.Select(entry => (entry.Key.Partition, entry.Value.Document, entry.Value.Terms))];
        }
    }

    /// <summary>The document as it is; null: there is none.</summary>
    public Document? Find(Partition partition, string id)
    {
        lock (gate)
        {
            return documents.GetValueOrDefault((partition, id))?.Document;
        }
    }

    public Task<Document?> Read(Partition partition, string id, CancellationToken cancellationToken) =>
        Task.FromResult(Find(partition, id));

    public Task<IReadOnlyList<Document?>> ReadTogether(
        Partition partition, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        StoreLimits.CheckTogether(ids);
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<Document?>>(
                [.. ids.Select(id => documents.GetValueOrDefault((partition, id))?.Document)]);
        }
    }

    public Task<CommitResult> Commit(Partition partition, IReadOnlyList<Write> writes)
    {
        CheckLimits(writes);
        lock (gate)
        {
            foreach (var write in writes)
            {
                if (Refusal(partition, write) is { } refusal)
                {
                    return Task.FromResult(refusal);
                }
            }
            var etags = writes.Select(write => Put(partition, write)).ToList();
            return Task.FromResult<CommitResult>(new CommitResult.Done(etags));
        }
    }

    public Task<IReadOnlyList<Document>> ByPlace(PlaceQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit, nameof(query));
        var found = In(query.Partition)
            .Where(stored => stored.Terms.Place is { } place
                && (query.After is null || place > query.After) && (query.UpTo is null || place <= query.UpTo)
                && (query.Status is null || stored.Terms.Status == query.Status))
            .OrderBy(stored => stored.Terms.Place);
        return Documents(query.Descending ? found.Reverse() : found, query.Limit, stored => stored.Document);
    }

    public Task<long> CountPlaces(
        Partition partition, string status, long after, CancellationToken cancellationToken) =>
        Task.FromResult(In(partition).LongCount(
            stored => stored.Terms.Status == status && stored.Terms.Place > after));

    public Task<IReadOnlyList<Listed>> List(ListQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit, nameof(query));
        var found = Of(query.Container)
            .Where(stored => stored.Terms.Shop == query.Shop && stored.Terms.Sort is { } sort
                && (query.After is null || Math.Sign(string.CompareOrdinal(sort, query.After))
                    == (query.Descending ? -1 : 1))
                && (query.Status is null || stored.Terms.Status == query.Status)
                && (query.Tag is null || stored.Tags.Contains(query.Tag)))
            .OrderBy(stored => stored.Terms.Sort, StringComparer.Ordinal);
        return Documents(query.Descending ? found.Reverse() : found, query.Limit, stored => stored.Listed);
    }

    public async Task<(IReadOnlyList<Listed> Documents, string Next)> Changes(
        Container container, ShopId shop, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var seen = after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture);
        var found = await Documents(
            Of(container)
                .Where(stored => stored.Terms.Shop == shop && stored.Terms.Sort is not null && stored.ETag > seen)
                .OrderBy(stored => stored.ETag),
            limit, stored => stored.Listed);
        return (found, found.Count == 0 ? Text(seen) : found[^1].Document.ETag);
    }

    public Task<IReadOnlyList<Listed>> Due(
        Container container, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return Documents(
            Of(container).Where(stored => stored.Terms.Due <= until).OrderBy(stored => stored.Terms.Due),
            limit, stored => stored.Listed);
    }

    public Task<long> Count(
        Container container, ShopId shop, string? status, DateTimeOffset? dueBy,
        CancellationToken cancellationToken) =>
        Task.FromResult(Of(container).LongCount(stored => stored.Terms.Shop == shop
            && (status is null || stored.Terms.Status == status)
            && (dueBy is null || stored.Terms.Due <= dueBy)));

    /// <summary>The bodies of one partition of the shops' container, for tests that look for what must not be there.
    /// </summary>
    public string Dump(string partitionKey) => string.Join(
        '\n', In(new(Container.Shops, partitionKey)).Select(stored => Encoding.UTF8.GetString(stored.Body)));

    private static void CheckLimits(IReadOnlyList<Write> writes)
    {
        var legal = writes.Count is >= 1 and <= 100
            && writes.Sum(write => (long)write.Body.Length) <= StoreLimits.BatchBytes
            && writes.Select(write => write.Id).Distinct().Count() == writes.Count
            && writes.All(write => write.Terms.Sort is null || write.Terms.Shop is not null)
            && writes.All(write => write is not { Tags.Count: > 0, Terms.Sort: null });
        if (!legal)
        {
            throw new ArgumentException("The store refuses such a batch.", nameof(writes));
        }
    }

    private CommitResult? Refusal(Partition partition, Write write)
    {
        var stored = documents.GetValueOrDefault((partition, write.Id));
        switch (write)
        {
            case Write.Create:
                return stored is null ? null : new CommitResult.Exists(write.Id);
            case Write.Replace replace when stored is null || Text(stored.ETag) != replace.IfMatch:
                return new CommitResult.Stale(write.Id);
            default:
                var moved = stored!.Terms.Shop != write.Terms.Shop || stored.Terms.Sort != write.Terms.Sort;
                return (stored.Tags.Count > 0 && moved) || !stored.Tags.SequenceEqual(write.Tags)
                    ? throw new ArgumentException("A document keeps its tags, its shop and sort key.", nameof(write))
                    : null;
        }
    }

    private string Put(Partition partition, Write write)
    {
        documents[(partition, write.Id)] = new Stored(
            partition.Key, write.Id, ++lastETag, write.Body.ToArray(), write.Terms, write.Tags);
        return Text(lastETag);
    }

    private List<Stored> Of(Container container) =>
        Found(key => key.Container == container);

    private List<Stored> In(Partition partition) => Found(key => key == partition);

    private List<Stored> Found(Func<Partition, bool> wanted)
    {
        lock (gate)
        {
            return [.. documents.Where(entry => wanted(entry.Key.Partition)).Select(entry => entry.Value)];
        }
    }

    private static Task<IReadOnlyList<T>> Documents<T>(IEnumerable<Stored> found, int limit, Func<Stored, T> view) =>
        Task.FromResult<IReadOnlyList<T>>([.. found.Take(limit).Select(view)]);

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);
}
