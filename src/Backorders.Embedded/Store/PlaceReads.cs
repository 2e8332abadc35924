using Backorders.Embedded.Sqlite;
using Backorders.Pipeline.Ports;

namespace Backorders.Embedded.Store;

/// <summary>
/// The documents of a partition by place. The index has the status before the place, so that the live lines of a pool
/// are found without passing those that shipped; without a status the scans of all its statuses are merged.
/// </summary>
internal static class PlaceReads
{
    /// <summary>Statuses in one partition; a pool has four.</summary>
    private const int MaxStatuses = 16;

    private const string Scan = """
        SELECT id, etag, body, place FROM {0}
        WHERE pk = ?1 AND status IS ?# AND place > ?3 AND place <= ?4
        """;

    private static readonly Sql[] NextStatus = Sql.PerContainer(
        "SELECT status FROM {0} WHERE pk = ?1 AND place IS NOT NULL AND status > ?2 ORDER BY status LIMIT 1");

    private static readonly Sql[] HasNoStatus = Sql.PerContainer(
        "SELECT 1 FROM {0} WHERE pk = ?1 AND place IS NOT NULL AND status IS NULL LIMIT 1");

    private static readonly Sql[] CountAfter = Sql.PerContainer(
        "SELECT count(*) FROM {0} WHERE pk = ?1 AND status = ?2 AND place > ?3");

    /// <summary>By number of statuses (less one) and then by container.</summary>
    private static readonly Sql[][] Forward = [.. Enumerable.Range(1, MaxStatuses).Select(n => Merge(n, "place"))];

    private static readonly Sql[][] Backward =
        [.. Enumerable.Range(1, MaxStatuses).Select(n => Merge(n, "place DESC"))];

    public static IReadOnlyList<Document> ByPlace(Connection connection, PlaceQuery query)
    {
        if (query.Status is not null)
        {
            return Scanned(connection, query, [query.Status]);
        }
        // One snapshot: a line that changes its status between the two looks would be in neither.
        connection.Prepare(Sql.BeginSnapshot).Run();
        var found = Scanned(connection, query, Statuses(connection, query.Partition));
        connection.Prepare(Sql.EndSnapshot).Run();
        return found;
    }

    public static long Count(Connection connection, (Partition Partition, string Status, long After) question)
    {
        using var rows = connection.Prepare(CountAfter[(int)question.Partition.Container])
            .Bind(1, question.Partition.Key).Bind(2, question.Status).Bind(3, question.After).Query();
        return rows.Next() ? rows.Long(0) : 0;
    }

    private static List<string?> Statuses(Connection connection, Partition partition)
    {
        var statuses = new List<string?>();
        using (var none = connection.Prepare(HasNoStatus[(int)partition.Container]).Bind(1, partition.Key).Query())
        {
            if (none.Next())
            {
                statuses.Add(null);
            }
        }
        var next = connection.Prepare(NextStatus[(int)partition.Container]).Bind(1, partition.Key);
        for (var last = ""; statuses.Count <= MaxStatuses;)
        {
            using var rows = next.Bind(2, last).Query();
            if (!rows.Next())
            {
                return statuses;
            }
            last = rows.Text(0);
            statuses.Add(last);
        }
        throw new InvalidOperationException($"{partition} has more than {MaxStatuses} statuses.");
    }

    private static List<Document> Scanned(Connection connection, PlaceQuery query, List<string?> statuses)
    {
        var found = new List<Document>();
        if (statuses.Count == 0)
        {
            return found;
        }
        var merges = query.Descending ? Backward : Forward;
        var scan = connection.Prepare(merges[statuses.Count - 1][(int)query.Partition.Container])
            .Bind(1, query.Partition.Key).Bind(2, query.Limit)
            .Bind(3, query.After ?? long.MinValue).Bind(4, query.UpTo ?? long.MaxValue);
        for (var index = 0; index < statuses.Count; index++)
        {
            scan.Bind(5 + index, statuses[index]);
        }
        using var rows = scan.Query();
        while (rows.Next())
        {
            found.Add(StoreReads.DocumentAt(rows, 0));
        }
        return found;
    }

    private static Sql[] Merge(int statuses, string order)
    {
        var scans = Enumerable.Range(5, statuses).Select(parameter => Scan.Replace("?#", $"?{parameter}"));
        return Sql.PerContainer($"{string.Join("\nUNION ALL\n", scans)}\nORDER BY {order} LIMIT ?2");
    }
}
