using System.Text.Json;
using Backorders.Pipeline.Ports;
using Microsoft.Azure.Cosmos;
using Container = Backorders.Pipeline.Ports.Container;

namespace Backorders.Azure.Cosmos;

/// <summary>The containers of one database: how they are asked, and for how long an answer is waited for.</summary>
internal sealed class Containers(CosmosClient client, string database, TimeProvider time)
{
    /// <summary>An answer takes some 10 ms; who waits longer than this had better ask again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Items in a page of a query; the service sends fewer when they are more than 4 MB.</summary>
    private const int PageItems = 10_000;

    public Microsoft.Azure.Cosmos.Container In(Container container) =>
        client.GetContainer(database, CosmosLayout.NameOf(container));

    public TransactionalBatch Batch(Partition partition) =>
        In(partition.Container).CreateTransactionalBatch(new(partition.Key));

    /// <summary>Ends when nobody waits for an answer any more.</summary>
    public CancellationTokenSource Limit(TimeSpan? patience = null) => new(patience ?? Patience, time);

    /// <exception cref="UnavailableException">No answer in time, or none that says anything.</exception>
    public async Task<T> Ask<T>(
        Func<CancellationToken, Task<T>> ask, CancellationToken caller, TimeSpan? patience = null)
    {
        using var limit = Limit(patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, limit.Token);
        try
        {
            return await ask(either.Token);
        }
        catch (Exception failure) when (!caller.IsCancellationRequested && Answers.Away(failure) is not null)
        {
            throw Answers.Away(failure)!;
        }
    }

    /// <param name="partitionKey">Null: across all partitions.</param>
    /// <param name="isSum">The SDK has every sum planned: one round trip more.</param>
    public async Task<IReadOnlyList<T>> Find<T>(
        Container container, string? partitionKey, QueryDefinition query, int limit, Func<JsonElement, T> view,
        CancellationToken cancellationToken, bool isSum = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        using var pages = In(container).GetItemQueryStreamIterator(query, requestOptions: new()
        {
            PartitionKey = partitionKey is null ? null : new(partitionKey),
            MaxItemCount = Math.Min(limit, PageItems),
            // Without it the SDK has every query planned that orders.
            EnableOptimisticDirectExecution = !isSum,
        });
        var found = new List<T>();
        while (found.Count < limit && pages.HasMoreResults)
        {
            using var answer = await Ask(pages.ReadNextAsync, cancellationToken);
            found.AddRange(ItemsIn(answer).Take(limit - found.Count).Select(view));
        }
        return found;
    }

    /// <remarks>
    /// The SDK looks for a sum before anything else and has it planned, one partition or many. What is asked once a
    /// minute and by operators may cost that round trip: it takes no request units, and the sum reads the index alone.
    /// </remarks>
    public async Task<long> Count(
        Container container, string? partitionKey, QueryDefinition query, CancellationToken cancellationToken) =>
        (await Find(container, partitionKey, query, 1, item => item.GetInt64(), cancellationToken, isSum: true))
            .Single();

    public static IEnumerable<JsonElement> ItemsIn(ResponseMessage answer)
    {
        Answers.ThrowUnlessGood(answer.StatusCode, answer.Headers, answer.ErrorMessage);
        using var json = JsonDocument.Parse(answer.Content);
        foreach (var item in json.RootElement.GetProperty("Documents").EnumerateArray())
        {
            yield return item;
        }
    }
}
