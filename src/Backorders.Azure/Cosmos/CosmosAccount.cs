using System.Net;
using Microsoft.Azure.Cosmos;

namespace Backorders.Azure.Cosmos;

/// <summary>The client of an account, and what must be there before it is used.</summary>
internal static class CosmosAccount
{
    /// <summary>
    /// A throttled request was surely not done, so the SDK may repeat it, as long as a caller does not notice.
    /// </summary>
    private const int RepeatsAfter429 = 3;
    private static readonly TimeSpan RepeatsTakeAtMost = TimeSpan.FromSeconds(1);

    public static CosmosClient Connect(CosmosOptions options, StoreCalls calls)
    {
        var settings = new CosmosClientOptions
        {
            ApplicationName = "backorders",
            ConnectionMode = options.Direct ? ConnectionMode.Direct : ConnectionMode.Gateway,
            EnableContentResponseOnWrite = false,
            // Otherwise the SDK sends a write again by itself when its connection broke, done or not.
            LimitToEndpoint = true,
            MaxRetryAttemptsOnRateLimitedRequests = RepeatsAfter429,
            MaxRetryWaitTimeOnRateLimitedRequests = RepeatsTakeAtMost,
            UseSystemTextJsonSerializerWithOptions = new(),
            HttpClientFactory = options.Http,
        };
        settings.CustomHandlers.Add(calls);
        return options.ConnectionString is { } connection
            ? new CosmosClient(connection, settings)
            : new CosmosClient(options.Endpoint!.ToString(), options.Identity, settings);
    }

    /// <summary>With a key what is missing is made; an identity may only look.</summary>
    /// <exception cref="InvalidDataException">Something is missing, or we are not let in.</exception>
    /// <returns>The containers as they are.</returns>
    public static async Task<IReadOnlyList<ContainerProperties>> Ensure(
        CosmosClient client, CosmosOptions options, CancellationToken cancellationToken)
    {
        var what = $"The database {options.Database} at {client.Endpoint}";
        try
        {
            return await (options.ConnectionString is null
                ? Look(client.GetDatabase(options.Database), cancellationToken)
                : Make(client, options.Database, cancellationToken));
        }
        catch (CosmosException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            throw new InvalidDataException(
                $"{what} is not there, or lacks one of the containers {string.Join(", ", CosmosLayout.Containers)}: "
                + "an identity cannot make them, the deployment does.", missing);
        }
        catch (ArgumentException other)
        {
            // The SDK compares what is there with what was to be made.
            throw new InvalidDataException($"{what} was made for something else. {other.Message}", other);
        }
        catch (CosmosException no) when (no.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new InvalidDataException(
                $"{what} does not let us in ({(int)no.StatusCode}): the key is wrong, or the identity lacks the role "
                + "Cosmos DB Built-in Data Contributor.", no);
        }
    }

    private static async Task<IReadOnlyList<ContainerProperties>> Look(
        Database database, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(CosmosLayout.Containers.Select(
            name => database.GetContainer(name).ReadContainerAsync(cancellationToken: cancellationToken)));
        return [.. found.Select(container => container.Resource)];
    }

    private static async Task<IReadOnlyList<ContainerProperties>> Make(
        CosmosClient client, string name, CancellationToken cancellationToken)
    {
        Database database = await client.CreateDatabaseIfNotExistsAsync(name, cancellationToken: cancellationToken);
        var made = new List<ContainerProperties>();
        foreach (var container in CosmosLayout.Containers)
        {
            made.Add((await database.CreateContainerIfNotExistsAsync(
                CosmosLayout.PropertiesOf(container), cancellationToken: cancellationToken)).Resource);
        }
        return made;
    }
}
