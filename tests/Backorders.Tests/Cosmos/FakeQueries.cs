using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Backorders.Tests.Cosmos;

/// <summary>Queries over one container, answered page by page.</summary>
internal static class FakeQueries
{
    public static FakeAnswer Answer(FakeRequest request, FakeContainer container)
    {
        var (query, parameters) = Parse(request, container);
        if (request.PartitionKey is null && !request.Has("x-ms-documentdb-query-enablecrosspartition"))
        {
            throw new RefusedException(400, "A query across partitions must be asked for as one.");
        }
        var found = container.Documents.Values
            .Where(document => request.PartitionKey is null || document.Key == request.PartitionKey)
            .Where(document => query.Where(document.Root, parameters))
            .ToList();
        if (query.Counts)
        {
            var count = found.Count.ToString(CultureInfo.InvariantCulture);
            var item = query.CountsForSum ? $$"""[{"item": {{count}}}]""" : count;
            return Page(container, [Encoding.UTF8.GetBytes(item)], FakeCharges.Page([]));
        }
        return OnePage(request, container, query.InOrder(found), query.Projection);
    }

    /// <summary>What the SDK must know to sum up and to merge what several partitions answer.</summary>
    public static FakeAnswer Plan(FakeRequest request, FakeContainer container)
    {
        var (query, _) = Parse(request, container);
        var info = new JsonObject
        {
            ["distinctType"] = "None",
            ["top"] = null,
            ["offset"] = null,
            ["limit"] = null,
            ["orderBy"] = new JsonArray(query.Orders.Select(order => (JsonNode)order.Direction).ToArray()),
            ["orderByExpressions"] = new JsonArray([.. query.Orders.Select(order => (JsonNode)$"c.{order.Member}")]),
            ["groupByExpressions"] = new JsonArray(),
            ["groupByAliases"] = new JsonArray(),
            ["aggregates"] = query.Counts ? new JsonArray("Count") : new JsonArray(),
            ["groupByAliasToAggregateType"] = new JsonObject(),
            ["rewrittenQuery"] = query.Counts ? FakeSql.ForSum(query.Text) : "",
            ["hasSelectValue"] = query.Counts,
            ["hasNonStreamingOrderBy"] = false,
        };
        return FakeAnswer.Of(200, new JsonObject
        {
            ["partitionedQueryExecutionInfoVersion"] = 2,
            ["queryInfo"] = info,
            ["queryRanges"] = new JsonArray(new JsonObject
            {
                ["min"] = "",
                ["max"] = "FF",
                ["isMinInclusive"] = true,
                ["isMaxInclusive"] = false,
            }),
        });
    }

    public static FakeAnswer Page(FakeContainer container, IEnumerable<byte[]> items, double charge)
    {
        using var body = new MemoryStream();
        body.Write(Encoding.UTF8.GetBytes($$"""{"_rid":"{{container.Rid}}","Documents":["""));
        var count = 0;
        foreach (var item in items)
        {
            body.Write(count++ == 0 ? [] : ","u8);
            body.Write(item);
        }
        body.Write(Encoding.UTF8.GetBytes($$"""],"_count":{{count.ToString(CultureInfo.InvariantCulture)}}}"""));
        return new FakeAnswer(200, body.ToArray()) { Charge = charge }
            .With("x-ms-item-count", count.ToString(CultureInfo.InvariantCulture))
            .With("x-ms-session-token", container.SessionToken);
    }

    private static FakeAnswer OnePage(
        FakeRequest request, FakeContainer container, List<FakeDocument> found, string? projection)
    {
        var start = request["x-ms-continuation"] is { } token ? int.Parse(token, CultureInfo.InvariantCulture) : 0;
        var page = found.Skip(start).Take(request.MaxItems).ToList();
        var next = start + page.Count;
        var items = page.Select(document => projection is null
            ? document.Json
            : JsonSerializer.SerializeToUtf8Bytes(document.Root.GetProperty(projection)));

        // Only sums are answered from the index: for one member too the documents are loaded.
        return Page(container, items, FakeCharges.Page(page))
            .With("x-ms-continuation", next < found.Count ? next.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static (FakeSql Query, IReadOnlyDictionary<string, JsonElement> Parameters) Parse(
        FakeRequest request, FakeContainer container)
    {
        using var body = JsonDocument.Parse(request.Body);
        var query = FakeSql.Parse(body.RootElement.GetProperty("query").GetString()!);
        if (query.Members.FirstOrDefault(member => !container.Indexed.Contains(member)) is { } unindexed)
        {
            throw new RefusedException(400, $"'{query.Text}' asks for {unindexed}, which the index has not.");
        }
        var parameters = body.RootElement.TryGetProperty("parameters", out var list)
            ? list.EnumerateArray().ToDictionary(
                one => one.GetProperty("name").GetString()!, one => one.GetProperty("value").Clone())
            : [];
        return (query, parameters);
    }
}
