using Backorders.Pipeline.Ports;
using Microsoft.Azure.Cosmos;

namespace Backorders.Azure.Cosmos;

/// <summary>The queries in Cosmos DB's SQL, each of them answered from the index alone.</summary>
internal static class StoreQueries
{
    public const string Ids = "SELECT VALUE c.id FROM c WHERE";
    public const string HowMany = "SELECT VALUE COUNT(1) FROM c WHERE";
    private const string Documents = "SELECT * FROM c WHERE";

    public static QueryDefinition ByPlace(PlaceQuery query)
    {
        var text = $"{Documents} c.place > @after AND c.place <= @upTo{AndStatus(query.Status)} "
            + $"ORDER BY c.place{Direction(query.Descending)}";
        return WithStatus(new QueryDefinition(text), query.Status)
            .WithParameter("@after", query.After is { } after ? Envelope.Place(after) : Envelope.BeforePlaces)
            .WithParameter("@upTo", query.UpTo is { } upTo ? Envelope.Place(upTo) : Envelope.AfterPlaces);
    }

    /// <param name="select">The ids, or how many there are.</param>
    public static QueryDefinition Places(string select, string status, long after) =>
        new QueryDefinition($"{select} c.status = @status AND c.place > @after")
            .WithParameter("@status", status).WithParameter("@after", Envelope.Place(after));

    /// <remarks>A sort key begins with its shop, so that one range is the shop, the start and the order in one.
    /// </remarks>
    public static QueryDefinition List(ListQuery query)
    {
        var start = query.After is { } after ? Envelope.Sort(query.Shop, after) : null;
        var text = $"{Documents} c.sort > @from AND c.sort < @to{AndStatus(query.Status)}"
            + (query.Tag is null ? "" : " AND ARRAY_CONTAINS(c.tags, @tag)")
            + $" ORDER BY c.sort{Direction(query.Descending)}";
        var list = WithStatus(new QueryDefinition(text), query.Status)
            .WithParameter("@from", (query.Descending ? null : start) ?? $"{query.Shop}{Envelope.BeforeShop}")
            .WithParameter("@to", (query.Descending ? start : null) ?? $"{query.Shop}{Envelope.AfterShop}");
        return query.Tag is null ? list : list.WithParameter("@tag", query.Tag);
    }

    public static QueryDefinition Due(DateTimeOffset until) =>
        new QueryDefinition($"{Documents} c.due <= @until ORDER BY c.due")
            .WithParameter("@until", Envelope.Due(until));

    public static QueryDefinition Count(ShopId shop, string? status, DateTimeOffset? dueBy)
    {
        var text = $"{HowMany} c.shop = @shop{AndStatus(status)}{(dueBy is null ? "" : " AND c.due <= @until")}";
        var count = WithStatus(new QueryDefinition(text), status).WithParameter("@shop", shop.Value);
        return dueBy is { } until ? count.WithParameter("@until", Envelope.Due(until)) : count;
    }

    private static string AndStatus(string? status) => status is null ? "" : " AND c.status = @status";

    private static string Direction(bool descending) => descending ? " DESC" : "";

    private static QueryDefinition WithStatus(QueryDefinition query, string? status) =>
        status is null ? query : query.WithParameter("@status", status);
}
