using System.Globalization;
using System.Text.Json.Nodes;

namespace Backorders.Tests.Cosmos;

internal sealed class FakeDatabase(string name, byte number)
{
    private readonly Dictionary<string, FakeContainer> containers = [];

    public string Name => name;

    public string Rid { get; } = Convert.ToBase64String([number, 0, 0, 7]);

    public JsonObject Json => new()
    {
        ["id"] = name,
        ["_rid"] = Rid,
        ["_self"] = $"dbs/{Rid}/",
        ["_etag"] = "\"1\"",
        ["_colls"] = "colls/",
        ["_users"] = "users/",
        ["_ts"] = 1,
    };

    public FakeContainer Container(string nameOrRid) =>
        containers.GetValueOrDefault(nameOrRid)
        ?? containers.Values.FirstOrDefault(container => container.Rid == nameOrRid)
        ?? throw new RefusedException(404, "There is no such container.", 1003);

    public FakeAnswer CreateContainer(FakeRequest request)
    {
        var properties = JsonNode.Parse(request.Body)!.AsObject();
        var id = (string)properties["id"]!;
        if (containers.ContainsKey(id))
        {
            throw new RefusedException(409, "The container exists.");
        }
        // The rid of a container begins with its database's; the bit 0x80 says that it is one.
        var rid = Convert.ToBase64String([number, 0, 0, 7, 0x80, 0, 0, (byte)(containers.Count + 1)]);
        containers[id] = new FakeContainer(id, rid, properties);
        return FakeAnswer.Of(201, containers[id].Json);
    }
}

/// <summary>One physical partition, whose writes have one sequence.</summary>
internal sealed class FakeContainer(string name, string rid, JsonObject properties)
{
    private readonly string keyPath = (string)properties["partitionKey"]!["paths"]!.AsArray().Single()!;

    public Dictionary<(string Key, string Id), FakeDocument> Documents { get; } = [];

    public string Rid => rid;

    /// <summary>The number of the last write; those of one batch share it.</summary>
    public long LastWrite { get; set; }

    public string SessionToken => string.Create(CultureInfo.InvariantCulture, $"0:-1#{LastWrite}");

    public string KeyMember => keyPath[1..];

    /// <summary>Members whose values the index has, without path signs.</summary>
    public IReadOnlySet<string> Indexed { get; } = properties["indexingPolicy"]?["includedPaths"] is JsonArray paths
        ? paths.Select(path => Member((string)path!["path"]!)).Append("_ts").Append("id").ToHashSet()
        : [];

    public JsonObject Json
    {
        get
        {
            var json = properties.DeepClone().AsObject();
            json["id"] = name;
            json["_rid"] = rid;
            json["_self"] = $"dbs/{rid[..4]}/colls/{rid}/";
            json["_etag"] = "\"1\"";
            json["_ts"] = 1;
            json["partitionKey"]!["kind"] = "Hash";
            json["partitionKey"]!["version"] = 2;
            return json;
        }
    }

    public FakeAnswer Ranges(FakeRequest request) => request["if-none-match"] == "\"1\""
        ? new FakeAnswer(304, []).With("etag", "\"1\"")
        : FakeAnswer.Of(200, new JsonObject
        {
            ["_rid"] = rid,
            ["PartitionKeyRanges"] = new JsonArray(new JsonObject
            {
                ["id"] = "0",
                ["_rid"] = rid,
                ["minInclusive"] = "",
                ["maxExclusive"] = "FF",
                ["ridPrefix"] = 0,
                ["throughputFraction"] = 1,
                ["status"] = "online",
                ["parents"] = new JsonArray(),
            }),
            ["_count"] = 1,
        }).With("etag", "\"1\"").With("x-ms-item-count", "1");

    /// <summary>Only <c>/name/?</c> and <c>/name/[]/?</c> are understood.</summary>
    private static string Member(string path) =>
        path.EndsWith("/[]/?", StringComparison.Ordinal) ? path[1..^5]
        : path.EndsWith("/?", StringComparison.Ordinal) ? path[1..^2]
        : throw new RefusedException(400, $"The included path {path} is nothing that this fake knows.");
}
