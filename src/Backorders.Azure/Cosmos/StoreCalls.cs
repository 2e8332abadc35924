using Backorders.Pipeline;
using Microsoft.Azure.Cosmos;

namespace Backorders.Azure.Cosmos;

/// <summary>What a store asked of the service since it was opened.</summary>
/// <param name="Reads">Point reads and batches of reads.</param>
/// <param name="Queries">Pages of queries and of changes.</param>
/// <param name="Plans">Query plans: a round trip before the first page of a count.</param>
/// <param name="Commits">Batches of writes.</param>
/// <param name="RequestUnits">What all of it was charged.</param>
public sealed record CosmosUse(long Reads, long Queries, long Plans, long Commits, double RequestUnits)
{
    public long RoundTrips => Reads + Queries + Plans + Commits;
}

/// <summary>
/// Counts every request that the SDK sends and its charge, also among the <see cref="Measures"/>. A request that the SDK
/// repeats by itself after a 429 counts once.
/// </summary>
internal sealed class StoreCalls : RequestHandler
{
    /// <summary>How a batch says what it is: <see cref="Read"/>; without it, it writes.</summary>
    public const string OperationProperty = "backorders.operation";

    public const string Read = "read";
    private const string Query = "query";
    private const string Plan = "query plan";
    private const string Changes = "changes";
    private const string Commit = "commit";
    private const string Other = "other";

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> counts = [];
    private double requestUnits;

    public CosmosUse Use
    {
        get
        {
            lock (gate)
            {
                return new(Of(Read), Of(Query) + Of(Changes), Of(Plan), Of(Commit), Math.Round(requestUnits, 2));
            }

            long Of(string operation) => counts.GetValueOrDefault(operation);
        }
    }

    public override async Task<ResponseMessage> SendAsync(RequestMessage request, CancellationToken cancellationToken)
    {
        var operation = OperationOf(request);
        var charge = 0.0;
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            charge = response.Headers.RequestCharge;
            SayThatItIsAll(request, response);
            return response;
        }
        finally
        {
            Count(operation, charge);
        }
    }

    /// <summary>
    /// A query that one physical partition answers as it stands needs nobody to merge its pages. Emulators do not say so,
    /// and without the word the SDK starts over after the first page, with a plan.
    /// </summary>
    private static void SayThatItIsAll(RequestMessage request, ResponseMessage response)
    {
        const string Merge = "x-ms-cosmos-query-requiresdistribution";
        if (request.Headers["x-ms-cosmos-query-optimisticdirectexecute"] == bool.TrueString
            && !response.Headers.TryGetValue(Merge, out _))
        {
            response.Headers.Set(Merge, bool.FalseString);
        }
    }

    private void Count(string operation, double charge)
    {
        lock (gate)
        {
            counts[operation] = counts.GetValueOrDefault(operation) + 1;
            requestUnits += charge;
        }
        KeyValuePair<string, object?> tag = new("operation", operation);
        Measures.StoreCalls.Add(1, tag);
        Measures.RequestUnits.Add(charge, tag);
    }

    /// <summary>The headers say what a request is; only the two kinds of batches look alike.</summary>
    private static string OperationOf(RequestMessage request) =>
        Has(request, "x-ms-cosmos-is-query-plan-request") ? Plan
        : Has(request, "x-ms-documentdb-isquery") ? Query
        : Has(request, "A-IM") ? Changes
        : Has(request, "x-ms-cosmos-is-batch-request")
            ? request.Properties.GetValueOrDefault(OperationProperty) as string ?? Commit
        : request.RequestUri.OriginalString.Contains("/docs/", StringComparison.Ordinal) ? Read
        : Other;

    private static bool Has(RequestMessage request, string header) => request.Headers.TryGetValue(header, out _);
}
