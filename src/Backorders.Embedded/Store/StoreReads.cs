using Backorders.Embedded.Sqlite;
using Backorders.Pipeline.Ports;

namespace Backorders.Embedded.Store;

/// <summary>The store's point read and its queries across partitions.</summary>
internal static class StoreReads
{
    private const string Columns = "d.pk, d.sort, d.due, d.id, d.etag, d.body";

    private static readonly Sql[] ReadOne = Sql.PerContainer(
        "SELECT id, etag, body FROM {0} WHERE pk = ?1 AND id = ?2");

    private static readonly Sql[] ReadChanges = Sql.PerContainer($$"""
        SELECT {{Columns}} FROM {0} d WHERE d.shop = ?1 AND d.etag > ?2 AND d.sort IS NOT NULL
        ORDER BY d.etag LIMIT ?3
        """);

    private static readonly Sql[] ReadDue = Sql.PerContainer(
        $$"""SELECT {{Columns}} FROM {0} d WHERE d.due <= ?1 ORDER BY d.due LIMIT ?2""");

    private static readonly Sql[] CountAll = Sql.PerContainer("SELECT count(*) FROM {0} WHERE shop = ?1");

    private static readonly Sql[] CountStatus = Sql.PerContainer(
        "SELECT count(*) FROM {0} WHERE shop = ?1 AND status = ?2");

    private static readonly Sql[] CountDue = Sql.PerContainer(
        "SELECT count(*) FROM {0} WHERE due <= ?3 AND shop = ?1 AND (?2 IS NULL OR status = ?2)");

    /// <summary>By container and then by <see cref="Shape"/>.</summary>
    private static readonly Sql[][] Lists = [.. Enumerable.Range(0, 1 << 4).Select(ListOfShape)];

    [Flags]
    private enum Shape
    {
        None = 0,
        Status = 1,
        Tag = 2,
        After = 4,
        Descending = 8,
    }

    public static Document? Document(Connection connection, (Partition Partition, string Id) question)
    {
        using var rows = connection.Prepare(ReadOne[(int)question.Partition.Container])
            .Bind(1, question.Partition.Key).Bind(2, question.Id).Query();
        return rows.Next() ? DocumentAt(rows, 0) : null;
    }

    /// <summary>One snapshot: what was committed between two of the reads is in none of them.</summary>
    public static IReadOnlyList<Document?> Together(
        Connection connection, (Partition Partition, IReadOnlyList<string> Ids) question)
    {
        connection.Prepare(Sql.BeginSnapshot).Run();
        var found = new Document?[question.Ids.Count];
        for (var index = 0; index < found.Length; index++)
        {
            found[index] = Document(connection, (question.Partition, question.Ids[index]));
        }
        connection.Prepare(Sql.EndSnapshot).Run();
        return found;
    }

    public static IReadOnlyList<Listed> List(Connection connection, ListQuery query)
    {
        var shape = (query.Status is null ? Shape.None : Shape.Status)
            | (query.Tag is null ? Shape.None : Shape.Tag)
            | (query.After is null ? Shape.None : Shape.After)
            | (query.Descending ? Shape.Descending : Shape.None);
        var list = connection.Prepare(Lists[(int)shape][(int)query.Container])
            .Bind(1, query.Shop.Value).Bind(2, query.Limit);
        if (query.Status is not null)
        {
            list.Bind(3, query.Status);
        }
        if (query.Tag is not null)
        {
            list.Bind(4, query.Tag);
        }
        if (query.After is not null)
        {
            list.Bind(5, query.After);
        }
        return AllListed(list);
    }

    public static (IReadOnlyList<Listed> Documents, string Next) Changes(
        Connection connection, (Container Container, ShopId Shop, long Seen, int Limit) question)
    {
        var documents = AllListed(connection.Prepare(ReadChanges[(int)question.Container])
            .Bind(1, question.Shop.Value).Bind(2, question.Seen).Bind(3, question.Limit));
        return (documents, documents.Count == 0 ? ETags.Text(question.Seen) : documents[^1].Document.ETag);
    }

    public static IReadOnlyList<Listed> Due(
        Connection connection, (Container Container, long Until, int Limit) question) =>
        AllListed(connection.Prepare(ReadDue[(int)question.Container])
            .Bind(1, question.Until).Bind(2, question.Limit));

    public static long Count(
        Connection connection, (Container Container, ShopId Shop, string? Status, long? DueBy) question)
    {
        var table = (int)question.Container;
        var count = question switch
        {
            { DueBy: { } due } => connection.Prepare(CountDue[table]).Bind(2, question.Status).Bind(3, due),
            { Status: { } status } => connection.Prepare(CountStatus[table]).Bind(2, status),
            _ => connection.Prepare(CountAll[table]),
        };
        using var rows = count.Bind(1, question.Shop.Value).Query();
        return rows.Next() ? rows.Long(0) : 0;
    }

    public static Document DocumentAt(in Statement.Rows rows, int column) =>
        new(rows.Text(column), ETags.Text(rows.Long(column + 1)), rows.Bytes(column + 2));

    private static List<Listed> AllListed(Statement statement)
    {
        var found = new List<Listed>();
        using var rows = statement.Query();
        while (rows.Next())
        {
            DateTimeOffset? due = rows.IsNull(2) ? null : new DateTimeOffset(rows.Long(2), TimeSpan.Zero);
            var sort = rows.IsNull(1) ? "" : rows.Text(1);
            found.Add(new Listed(rows.Text(0), sort, due, DocumentAt(rows, 3)));
        }
        return found;
    }

    private static Sql[] ListOfShape(int number)
    {
        var shape = (Shape)number;
        var tagged = shape.HasFlag(Shape.Tag);
        var key = tagged ? "t" : "d";
        var from = tagged ? "{0}_tags t CROSS JOIN {0} d ON d.row = t.row" : "{0} d";
        var where = $"{key}.shop = ?1 AND {key}.sort IS NOT NULL"
            + (tagged ? " AND t.tag = ?4" : "")
            + (shape.HasFlag(Shape.Status) ? " AND d.status = ?3" : "")
            + (shape.HasFlag(Shape.After) ? $" AND {key}.sort {(shape.HasFlag(Shape.Descending) ? '<' : '>')} ?5" : "");
        var order = $"{key}.sort{(shape.HasFlag(Shape.Descending) ? " DESC" : "")}";
        return Sql.PerContainer($"SELECT {Columns} FROM {from} WHERE {where} ORDER BY {order} LIMIT ?2");
    }
}
