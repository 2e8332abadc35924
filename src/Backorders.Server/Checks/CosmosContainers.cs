using Backorders.Azure.Cosmos;
using Microsoft.Azure.Cosmos;

namespace Backorders.Server.Checks;

/// <summary>Holds the containers of a database to what the store was written for.</summary>
internal static class CosmosContainers
{
    /// <summary>The first that is not as it should be; null: all are.</summary>
    public static Trouble? TroubleOf(IEnumerable<ContainerProperties> containers) =>
        containers.Select(TroubleOf).FirstOrDefault(trouble => trouble is not null);

    private static Trouble? TroubleOf(ContainerProperties container)
    {
        var included = container.IndexingPolicy.IncludedPaths.Select(path => path.Path).ToList();
        var missing = CosmosLayout.IndexedPaths.Except(included).ToList();
        var excess = included.Except(CosmosLayout.IndexedPaths).ToList();
        if (container.PartitionKeyPath != CosmosLayout.PartitionKeyPath)
        {
            return new(
                $"The container {container.Id} has the partition key {container.PartitionKeyPath} instead of "
                + $"{CosmosLayout.PartitionKeyPath}.",
                "A partition key cannot be changed: make the container anew, or name another database.");
        }

        if (missing.Count > 0)
        {
            return new(
                $"The container {container.Id} does not index {string.Join(", ", missing)}: lists and sweeps would "
                + "read every document.",
                "Give it the indexing policy of infra/.");
        }

        return excess.Count == 0 ? null : new(
            $"The container {container.Id} indexes {string.Join(", ", excess)} as well: every write costs more.",
            "Give it the indexing policy of infra/.");
    }
}
