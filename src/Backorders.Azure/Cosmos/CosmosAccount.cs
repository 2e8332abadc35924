using System.Net;
using Microsoft.Azure.Cosmos;

namespace Backorders.Azure.Cosmos;

/// <summary>The client of an account, and what must be there before it is used.</summary>
internal static class CosmosAccount
{
    public static CosmosClient Connect(CosmosOptions options, StoreCalls calls)
    {
        var settings = new CosmosClientOptions
        {
            ApplicationName = "backorders",
            ConnectionMode = options.Direct ? ConnectionMode.Direct : ConnectionMode.Gateway,
            EnableContentResponseOnWrite = false,
            // Otherwise the SDK sends a write again by itself when its connection broke, done or not.
            LimitToEndpoint = true,
            // A throttled request was surely not done: it may be sent again as long as a caller does not notice.
            MaxRetryAttemptsOnRateLimitedRequests = 3,
            MaxRetryWaitTimeOnRateLimitedRequests = TimeSpan.FromSeconds(1),
            UseSystemTextJsonSerializerWithOptions = new(),
            HttpClientFactory = options.Http,
        };
        settings.CustomHandlers.Add(calls);
        return options.Account is { ConnectionString: { } connection }
            ? new CosmosClient(connection, settings)
            : new CosmosClient(options.Account.Endpoint!.ToString(), options.Account.Identity, settings);
    }

    /// <summary>The containers as they are. With a key those that are missing are made; an identity may only look.
    /// </summary>
    /// <exception cref="InvalidDataException">Something is missing, or we are not let in.</exception>
    public static async Task<IReadOnlyList<ContainerProperties>> Ensure(
        CosmosClient client, CosmosOptions options, CancellationToken cancellationToken)
    {
        var what = $"The database {options.Database} at {client.Endpoint}";
        try
        {
            var database = client.GetDatabase(options.Database);
            var mayMake = options.Account.ConnectionString is not null;
            if (mayMake)
            {
                await client.CreateDatabaseIfNotExistsAsync(database.Id, cancellationToken: cancellationToken);
            }
            var found = new List<ContainerProperties>();
            foreach (var id in CosmosLayout.Containers)
            {
                found.Add(mayMake
                    ? await database.CreateContainerIfNotExistsAsync(
                        CosmosLayout.PropertiesOf(id), cancellationToken: cancellationToken)
                    : await database.GetContainer(id).ReadContainerAsync(cancellationToken: cancellationToken));
            }
            return found;
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
}
