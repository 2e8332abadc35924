using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Backorders.Tests.Cosmos;

/// <summary>
/// A Cosmos DB account in memory, as far as its gateway's protocol goes that the adapter needs, and no further: what it
/// does not know it refuses. It was written by the adapter's authors and shares their misunderstandings; the contract
/// suite therefore runs on a real account too, when one is named.
/// </summary>
public sealed class CosmosFake
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, FakeDatabase> databases = [];

    /// <summary>What was asked: ranges, plan, query, changes, read, batch.</summary>
    private readonly ConcurrentDictionary<string, int> asked = [];

    /// <summary>Request units since the account was made.</summary>
    public double Charged { get; private set; }

    public int Asked(string what) => asked.GetValueOrDefault(what);

    /// <summary>How many documents of a container have this id, in all partitions and databases.</summary>
    public int Count(string container, string id)
    {
        lock (gate)
        {
            return databases.Values.Sum(
                database => database.Container(container).Documents.Keys.Count(document => document.Id == id));
        }
    }

    /// <summary>Requests are answered one after another, so every answer is of one moment.</summary>
    public async Task<FakeAnswer> Answer(FakeRequest request)
    {
        try
        {
            var read = request.IsBatch ? request with { Batch = await BatchRows.Read(request.Body) } : request;
            var answer = AnswerNow(read);
            return answer.Batch is null ? answer : answer with { Body = await BatchRows.Write(answer.Batch) };
        }
        catch (RefusedException refused)
        {
            return refused.Answer;
        }
    }

    private FakeAnswer AnswerNow(FakeRequest request)
    {
        lock (gate)
        {
            var answer = Route(request);
            Charged += answer.Charge;
            return answer;
        }
    }

    private FakeAnswer Route(FakeRequest request)
    {
        if (request.Path == "/")
        {
            return FakeAnswer.Of(200, Account(request.Address));
        }
        if (request["authorization"] is null)
        {
            throw new RefusedException(401, "There is no authorization header.");
        }
        return request.Path.Trim('/').Split('/') switch
        {
            ["dbs"] when request.Method == "POST" => CreateDatabase(request),
            ["dbs", var name] when request.Method == "GET" => FakeAnswer.Of(200, Database(name).Json),
            ["dbs", var name] when request.Method == "DELETE" => DeleteDatabase(name),
            ["dbs", var name, "colls"] when request.Method == "POST" => Database(name).CreateContainer(request),
            ["dbs", var name, "colls", var container] when request.Method == "GET" =>
                FakeAnswer.Of(200, Database(name).Container(container).Json),
            ["dbs", var name, "colls", var container, "pkranges"] =>
                Database(name).Container(container).Ranges(Counted("ranges", request)),
            ["dbs", var name, "colls", var container, "docs", .. var id] =>
                Documents(request, Database(name).Container(container), id.SingleOrDefault()),
            _ => throw new RefusedException(404, $"{request.Method} {request.Path} is unknown to this fake."),
        };
    }

    private FakeAnswer Documents(FakeRequest request, FakeContainer container, string? id) =>
        (request.Method, id) switch
        {
            ("GET", null) when request["a-im"] == "Incremental Feed" =>
                FakeChanges.Answer(Counted("changes", request), container),
            ("GET", not null) =>
                FakeDocuments.Read(Counted("read", request), container, Uri.UnescapeDataString(id)),
            ("DELETE", not null) => FakeDocuments.Delete(request, container, Uri.UnescapeDataString(id)),
            ("POST", null) when request.Has("x-ms-cosmos-is-query-plan-request") =>
                FakeQueries.Plan(Counted("plan", request), container),
            ("POST", null) when request.Has("x-ms-documentdb-isquery") =>
                FakeQueries.Answer(Counted("query", request), container),
            ("POST", null) when request.IsBatch =>
                FakeBatches.Answer(Counted("batch", request), container),
            _ => throw new RefusedException(405, $"{request.Method} on documents is nothing that this fake knows."),
        };

    private FakeAnswer CreateDatabase(FakeRequest request)
    {
        var name = (string)JsonNode.Parse(request.Body)!["id"]!;
        if (databases.ContainsKey(name))
        {
            throw new RefusedException(409, "The database exists.");
        }
        var created = new FakeDatabase(name, (byte)(databases.Count + 1));
        databases[name] = created;
        return FakeAnswer.Of(201, created.Json);
    }

    private FakeAnswer DeleteDatabase(string name)
    {
        databases.Remove(Database(name).Name);
        return new FakeAnswer(204, []);
    }

    private FakeDatabase Database(string nameOrRid) =>
        databases.GetValueOrDefault(nameOrRid)
        ?? databases.Values.FirstOrDefault(database => database.Rid == nameOrRid)
        ?? throw new RefusedException(404, "There is no such database.");

    private FakeRequest Counted(string what, FakeRequest request)
    {
        asked.AddOrUpdate(what, 1, (_, count) => count + 1);
        return request;
    }

    private static JsonObject Account(string address)
    {
        JsonArray Here() => [new JsonObject { ["name"] = "Here", ["databaseAccountEndpoint"] = address }];
        return new()
        {
            ["id"] = "fake",
            ["_rid"] = "fake.documents.azure.com",
            ["_self"] = "",
            ["_dbs"] = "//dbs/",
            ["media"] = "//media/",
            ["addresses"] = "//addresses/",
            ["writableLocations"] = Here(),
            ["readableLocations"] = Here(),
            ["enableMultipleWriteLocations"] = false,
            ["userConsistencyPolicy"] = new JsonObject { ["defaultConsistencyLevel"] = "Session" },
            ["userReplicationPolicy"] = new JsonObject { ["minReplicaSetSize"] = 3, ["maxReplicasetSize"] = 4 },
            ["systemReplicationPolicy"] = new JsonObject { ["minReplicaSetSize"] = 3, ["maxReplicasetSize"] = 4 },
            ["readPolicy"] = new JsonObject { ["primaryReadCoefficient"] = 1, ["secondaryReadCoefficient"] = 1 },
            ["queryEngineConfiguration"] = """{"maxSqlQueryInputLength":262144,"allowNewKeywords":true}""",
        };
    }
}

/// <param name="Address">Of the account, as the caller sees it: scheme, host and port.</param>
/// <param name="Path">Without the query, still escaped.</param>
public sealed record FakeRequest(
    string Method, string Address, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>A header by its lower-case name.</summary>
    public string? this[string header] => Headers.GetValueOrDefault(header);

    public bool Has(string header) => bool.TryParse(this[header], out var has) && has;

    public bool IsBatch => Has("x-ms-cosmos-is-batch-request");

    internal IReadOnlyList<BatchOperation> Batch { get; init; } = [];

    /// <summary>The one value of the partition key header; null: across partitions.</summary>
    public string? PartitionKey => this["x-ms-documentdb-partitionkey"] is { } json
        ? (string?)JsonNode.Parse(json)!.AsArray().Single()
        : null;

    /// <exception cref="RefusedException">It is not there.</exception>
    public string NeedsPartitionKey =>
        PartitionKey ?? throw new RefusedException(400, "The partition key header is missing.");

    public int MaxItems =>
        int.TryParse(this["x-ms-max-item-count"], CultureInfo.InvariantCulture, out var max) && max > 0 ? max : 100;
}
