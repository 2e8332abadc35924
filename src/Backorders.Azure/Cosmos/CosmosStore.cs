using System.Diagnostics;
using System.Net;
using Backorders.Pipeline.Ports;
using Microsoft.Azure.Cosmos;
using Container = Backorders.Pipeline.Ports.Container;

namespace Backorders.Azure.Cosmos;

/// <summary>
/// The document store in Cosmos DB: a commit is one transactional batch, guarded by the ETags of what it replaces.
/// </summary>
/// <remarks>
/// Cosmos DB keeps a body as JSON, not as bytes: white space may go, and numbers beyond 2^53 lose their last digits; no
/// position of a ledger comes near them. With session consistency a process sees its own commits at once, and what
/// refused one of its commits. A single document may be some milliseconds old when another process wrote it; whatever
/// is read together comes from the primary, because a batch is served where writes are, and so does every "not there".
/// </remarks>
public sealed class CosmosStore : IStore, IDisposable
{
    /// <summary>Pages of changes that one call looks through for those of its shop: some 2 seconds.</summary>
    private const int MaxPages = 100;

    /// <summary>Lines that are counted one by one: twice those of a pool that is called long.</summary>
    internal const int MostIds = 20_000;

    /// <summary>A container is made in seconds, and an account that has just started is slow.</summary>
    public static readonly TimeSpan ToMakeContainers = TimeSpan.FromMinutes(2);

    /// <summary>How often in a row a document may appear while it is read together with others.</summary>
    private const int MaxTries = 5;

    private static readonly TransactionalBatchRequestOptions OfReads = new() { Properties = StoreCalls.OfReads };

    private readonly CosmosOptions options;
    private readonly CosmosClient client;
    private readonly StoreCalls calls = new();
    private readonly Containers containers;

    /// <summary>Connects to nothing yet. One store, and so one client, a process.</summary>
    public CosmosStore(CosmosOptions options)
    {
        this.options = options;
        client = CosmosAccount.Connect(options, calls);
        containers = new(client, options.Database, options.Time);
    }

    /// <summary>What was asked of the service since the store was made, and what it charged.</summary>
    public CosmosUse Use => calls.Use;

    /// <summary>Connects, and makes sure that the containers are there; answers what they are like.</summary>
    /// <exception cref="InvalidDataException">They are not, or the account does not let us in; says which and why.
    /// </exception>
    /// <exception cref="UnavailableException">The account does not answer now.</exception>
    public Task<IReadOnlyList<ContainerProperties>> Open(CancellationToken cancellationToken) => containers.Ask(
        stop => CosmosAccount.Ensure(client, options, stop), cancellationToken, ToMakeContainers);

    public void Dispose() => client.Dispose();

    /// <remarks>One replica answers for half the price of two, but none of them can say that nothing was written.
    /// </remarks>
    public async Task<Document?> Read(Partition partition, string id, CancellationToken cancellationToken) =>
        await containers.Ask(
            async stop =>
            {
                using var answer = await containers.In(partition.Container)
                    .ReadItemStreamAsync(id, new(partition.Key), cancellationToken: stop);
                return Answers.IsFound(answer.StatusCode, answer.Headers, answer.ErrorMessage)
                    ? Envelope.Document(answer.Content)
                    : null;
            },
            cancellationToken)
        ?? (await ReadAll(partition, [id], cancellationToken))?[id];

    /// <remarks>
    /// A batch of reads fails as a whole where one is missing. Then those that are there are read together, and the
    /// others are looked for once more after that: documents are never deleted, so what is missing still was missing at
    /// the moment of the batch.
    /// </remarks>
    public async Task<IReadOnlyList<Document?>> ReadTogether(
        Partition partition, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        StoreLimits.CheckTogether(ids);
        List<string> missing = [];
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var found = await ReadAll(partition, [.. ids.Except(missing)], cancellationToken);
            var still = await Missing(partition, found is null ? ids : missing, cancellationToken);
            if (found is not null && still.Count == missing.Count)
            {
                return [.. ids.Select(found.GetValueOrDefault)];
            }
            missing = still;
        }
        throw UnavailableException.Contended($"The partition {partition.Key}");
    }

    public async Task<CommitResult> Commit(Partition partition, IReadOnlyList<Write> writes)
    {
        BatchRules.Check(writes);
        // An asterisk would match whatever is there.
        if (writes.FirstOrDefault(write => write is Write.Replace { IfMatch: "" or "*" }) is { } never)
        {
            return new CommitResult.Stale(never.Id);
        }
        var batch = writes.Aggregate(
            containers.Batch(partition), (all, write) => Add(all, write, Envelope.Write(partition.Key, write)));
        using var limit = containers.Limit();
        try
        {
            using var answer = await batch.ExecuteAsync(limit.Token);
            return Answers.Of(answer, writes);
        }
        catch (Exception failure) when (Answers.Of(failure) is { } result)
        {
            return result;
        }
    }

    public Task<IReadOnlyList<Document>> ByPlace(PlaceQuery query, CancellationToken cancellationToken) =>
        containers.Find(
            query.Partition.Container, query.Partition.Key, StoreQueries.ByPlace(query), query.Limit,
            Envelope.Document, cancellationToken);

    /// <remarks>
    /// The stock of a SKU is asked for by shop fronts, so its lines are counted here, by their ids: one round trip for
    /// ten thousand and some 0.03 request units a line, where a sum has two and a plan. Beyond the limit the sum is
    /// cheaper by far.
    /// </remarks>
    public async Task<long> CountPlaces(
        Partition partition, string status, long after, CancellationToken cancellationToken)
    {
        var (container, key) = (partition.Container, partition.Key);
        var ids = await containers.Find(
            container, key, StoreQueries.Places(StoreQueries.Ids, status, after), MostIds, id => id.ValueKind,
            cancellationToken);
        return ids.Count < MostIds ? ids.Count : await containers.Count(
            container, key, StoreQueries.Places(StoreQueries.HowMany, status, after), cancellationToken);
    }

    public Task<IReadOnlyList<Listed>> List(ListQuery query, CancellationToken cancellationToken) => containers.Find(
        query.Container, null, StoreQueries.List(query), query.Limit, Envelope.Listed, cancellationToken);

    /// <remarks>
    /// Served from the container's change feed, whose cursor is the service's own: it gives every document at its last
    /// write, in the order of the writes of each physical partition, and misses none, whatever the clocks say and
    /// however many were written in one second. It is the feed of all shops, so a page may be empty before its end.
    /// </remarks>
    public async Task<(IReadOnlyList<Listed> Documents, string Next)> Changes(
        Container container, ShopId shop, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var found = new List<Listed>();
        for (var page = 1; page <= MaxPages && found.Count < limit; page++)
        {
            var start = after is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(after);
            using var feed = containers.In(container).GetChangeFeedStreamIterator(
                start, ChangeFeedMode.LatestVersion, new() { PageSizeHint = limit - found.Count });
            using var answer = await containers.Ask(feed.ReadNextAsync, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.NotModified)
            {
                return (found, after ?? answer.ContinuationToken);
            }
            if (answer.StatusCode == HttpStatusCode.BadRequest)
            {
                // Who came without a cursor is not to blame: then the account has no change feed, now or ever.
                throw page == 1 && after is not null
                    ? new ForeignCursorException()
                    : new UnavailableException("The store has no change feed.", UnavailableException.UntilMended);
            }
            found.AddRange(Containers.ItemsIn(answer)
                .Where(item => Envelope.IsListed(item, shop)).Select(Envelope.Listed));
            after = answer.ContinuationToken;
        }
        return (found, after!);
    }

    public Task<IReadOnlyList<Listed>> Due(
        Container container, DateTimeOffset until, int limit, CancellationToken cancellationToken) => containers.Find(
            container, null, StoreQueries.Due(until), limit, Envelope.Listed, cancellationToken);

    public Task<long> Count(
        Container container, ShopId shop, string? status, DateTimeOffset? dueBy,
        CancellationToken cancellationToken) => containers.Count(
            container, null, StoreQueries.Count(shop, status, dueBy), cancellationToken);

    private static TransactionalBatch Add(TransactionalBatch batch, Write write, Stream document) => write switch
    {
        Write.Create => batch.CreateItemStream(document),
        Write.Replace replace => batch.ReplaceItemStream(
            replace.Id, document, new() { IfMatchEtag = replace.IfMatch }),
        _ => throw new UnreachableException($"No such write: {write.GetType()}"),
    };

    /// <summary>Null: one of them is not there.</summary>
    private async Task<Dictionary<string, Document?>?> ReadAll(
        Partition partition, List<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }
        var batch = ids.Aggregate(containers.Batch(partition), (all, id) => all.ReadItem(id));
        using var answer = await containers.Ask(stop => batch.ExecuteAsync(OfReads, stop), cancellationToken);
        return Answers.IsFound(answer.StatusCode, answer.Headers, answer.ErrorMessage)
            ? answer.Select(Document? (one) => Envelope.Document(one.ResourceStream)).ToDictionary(one => one!.Id)
            : null;
    }

    private async Task<List<string>> Missing(
        Partition partition, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(ids.Select(id => ReadAll(partition, [id], cancellationToken)));
        return ids.Where((_, index) => read[index] is null).ToList();
    }
}
