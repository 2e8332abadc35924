using Backorders.Pipeline;
using Microsoft.Azure.Cosmos;

namespace Backorders.Azure.Cosmos;

/// <summary>What a store asked of the service since it was made.</summary>
/// <param name="Reads">Point reads and batches of reads.</param>
/// <param name="Queries">Pages of queries and of changes.</param>
/// <param name="Plans">Query plans: a round trip before the first page of a count.</param>
/// <param name="Commits">Batches of writes.</param>
/// <param name="RequestUnits">What all of it was charged.</param>
public sealed record CosmosUse(long Reads, long Queries, long Plans, long Commits, double RequestUnits)
{
    public long RoundTrips => Reads + Queries + Plans + Commits;

    public CosmosUse Plus(CosmosUse more) => new(
        Reads + more.Reads, Queries + more.Queries, Plans + more.Plans, Commits + more.Commits,
        Math.Round(RequestUnits + more.RequestUnits, 2));
}

/// <summary>
/// Counts every request for documents that the SDK sends, and its charge. What the SDK sends again by itself after a
/// 429 counts once.
/// </summary>
internal sealed class StoreCalls : RequestHandler
{
    /// <summary>Only batches look alike: this says that one reads.</summary>
    public static readonly IReadOnlyDictionary<string, object> OfReads =
        new Dictionary<string, object> { [nameof(OfReads)] = true };

    private readonly Lock gate = new();

    public CosmosUse Use { get; private set; } = new(0, 0, 0, 0, 0);

    public override async Task<ResponseMessage> SendAsync(RequestMessage request, CancellationToken cancellationToken)
    {
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
            if (UseOf(request, charge) is { } one)
            {
                Count(one);
            }
        }
    }

    private void Count(CosmosUse one)
    {
        lock (gate)
        {
            Use = Use.Plus(one);
        }
        var operation = one.Reads > 0 ? Measures.Read : one.Commits > 0 ? Measures.Commit : Measures.Query;
        Measures.StoreCalls.Add(1, operation);
        Measures.RequestUnits.Add(one.RequestUnits, operation);
    }

    /// <summary>
    /// A query that one physical partition answers as it stands needs nobody to merge its pages. Emulators do not say
    /// so, and without the word the SDK starts over after the first page, with a plan.
    /// </summary>
    private static void SayThatItIsAll(RequestMessage request, ResponseMessage response)
    {
        const string Merge = "x-ms-cosmos-query-requiresdistribution";
        if (request.Headers["x-ms-cosmos-query-optimisticdirectexecute"] == bool.TrueString)
        {
            response.Headers.Set(Merge, response.Headers[Merge] ?? bool.FalseString);
        }
    }

    /// <summary>Null: it is not about documents.</summary>
    private static CosmosUse? UseOf(RequestMessage request, double charge) =>
        Has(request, "x-ms-cosmos-is-query-plan-request") ? new(0, 0, 1, 0, charge)
        : Has(request, "x-ms-documentdb-isquery") || Has(request, "A-IM") ? new(0, 1, 0, 0, charge)
        : Has(request, "x-ms-cosmos-is-batch-request")
            ? request.Properties.ContainsKey(nameof(OfReads)) ? new(1, 0, 0, 0, charge) : new(0, 0, 0, 1, charge)
        : request.RequestUri.OriginalString.Contains("/docs/", StringComparison.Ordinal) ? new(1, 0, 0, 0, charge)
        : null;

    private static bool Has(RequestMessage request, string header) => request.Headers.TryGetValue(header, out _);
}
