using System.Diagnostics;
using Backorders.Embedded.Sqlite;
using Backorders.Pipeline.Ports;

namespace Backorders.Embedded.Store;

/// <summary>One batch of writes to one partition.</summary>
internal sealed class StoreCommit(Partition partition, IReadOnlyList<Write> writes) : WriteWork<CommitResult>
{
    private static readonly Sql[] Insert = Sql.PerContainer("""
        INSERT INTO {0} (pk, id, etag, shop, sort, status, place, due, tags, body)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (pk, id) DO NOTHING
        """);

    private static readonly Sql[] InsertTag = Sql.PerContainer(
        "INSERT INTO {0}_tags (shop, tag, sort, row) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING");

    // Most replaces change no term; this one leaves all indexes but that of the changes alone.
    private static readonly Sql[] UpdateBody = Sql.PerContainer("""
        UPDATE {0} SET etag = ?4, body = ?5 WHERE pk = ?1 AND id = ?2 AND etag = ?3
        AND shop IS ?6 AND sort IS ?7 AND status IS ?8 AND place IS ?9 AND due IS ?10 AND tags = ?11
        """);

    private static readonly Sql[] UpdateTerms = Sql.PerContainer("""
        UPDATE {0} SET etag = ?4, body = ?5, status = ?8, place = ?9, due = ?10
        WHERE pk = ?1 AND id = ?2 AND etag = ?3 AND shop IS ?6 AND sort IS ?7
        AND tags = ?11
        """);

    private static readonly Sql[] UpdateAll = Sql.PerContainer("""
        UPDATE {0} SET etag = ?4, body = ?5, shop = ?6, sort = ?7, status = ?8, place = ?9, due = ?10
        WHERE pk = ?1 AND id = ?2 AND etag = ?3 AND tags = 0 AND ?11 = 0
        """);

    private static readonly Sql[] ReadETag = Sql.PerContainer("SELECT etag FROM {0} WHERE pk = ?1 AND id = ?2");

    private readonly int table = (int)partition.Container;
    private CommitResult? result;
    private ArgumentException? misuse;

    /// <remarks>A single write knows of its refusal before it has changed anything.</remarks>
    public override bool NeedsSavepoint => writes.Count > 1;

    public override int Bytes
    {
        get
        {
            var bytes = 0;
            for (var index = 0; index < writes.Count; index++)
            {
                bytes += writes[index].Body.Length;
            }
            return bytes;
        }
    }

    public override bool Apply(WriteTurn turn)
    {
        misuse = null;
        var etags = new string[writes.Count];
        for (var index = 0; index < writes.Count; index++)
        {
            var etag = turn.Next();
            etags[index] = ETags.Text(etag);
            result = writes[index] switch
            {
                Write.Create create => Create(turn.Connection, create, etag),
                Write.Replace replace => Replace(turn.Connection, replace, etag),
                var other => throw new UnreachableException($"No such write: {other.GetType()}"),
            };
            if (result is not null || misuse is not null)
            {
                return false;
            }
        }
        result = new CommitResult.Done(etags);
        return true;
    }

    public override void Succeed()
    {
        if (misuse is not null)
        {
            Throw(misuse);
        }
        else
        {
            Answer(result!);
        }
    }

    public override void Fail(WriteFailure failure)
    {
        switch (failure)
        {
            case WriteFailure.NotWritten not:
                Answer(new CommitResult.Busy(not.RetryAfter));
                break;
            case WriteFailure.Unclear unclear:
                Answer(new CommitResult.Unclear(unclear.Cause.Message));
                break;
            default:
                Throw(failure.Cause);
                break;
        }
    }

    /// <summary>Null: it is written.</summary>
    private CommitResult.Exists? Create(Connection connection, Write.Create create, long etag)
    {
        var terms = create.Terms;
        var inserted = connection.Prepare(Insert[table])
            .Bind(1, partition.Key).Bind(2, create.Id).Bind(3, etag).Bind(4, terms.Shop?.Value).Bind(5, terms.Sort)
            .Bind(6, terms.Status).Bind(7, terms.Place).Bind(8, terms.Due?.UtcTicks).Bind(9, create.Tags.Count)
            .Bind(10, create.Body.Span).Run();
        if (inserted == 0)
        {
            return new CommitResult.Exists(create.Id);
        }
        if (create.Tags.Count > 0)
        {
            Tag(connection, create, connection.LastRow);
        }
        return null;
    }

    private void Tag(Connection connection, Write.Create create, long row)
    {
        var insert = connection.Prepare(InsertTag[table])
            .Bind(1, create.Terms.Shop?.Value).Bind(3, create.Terms.Sort).Bind(4, row);
        for (var index = 0; index < create.Tags.Count; index++)
        {
            insert.Bind(2, create.Tags[index]).Run();
        }
    }

    /// <summary>Null: it is written.</summary>
    private CommitResult.Stale? Replace(Connection connection, Write.Replace replace, long etag)
    {
        if (ETags.Parse(replace.IfMatch) is not { } expected)
        {
            return new CommitResult.Stale(replace.Id);
        }
        if (Update(connection, UpdateBody, replace, expected, etag)
            || (IsAt(connection, replace.Id, expected)
                && (Update(connection, UpdateTerms, replace, expected, etag)
                    || Update(connection, UpdateAll, replace, expected, etag)
                    || IsMisuse(replace))))
        {
            return null;
        }
        return new CommitResult.Stale(replace.Id);
    }

    private bool Update(Connection connection, Sql[] update, Write.Replace replace, long expected, long etag)
    {
        var terms = replace.Terms;
        return connection.Prepare(update[table])
            .Bind(1, partition.Key).Bind(2, replace.Id).Bind(3, expected).Bind(4, etag).Bind(5, replace.Body.Span)
            .Bind(6, terms.Shop?.Value).Bind(7, terms.Sort).Bind(8, terms.Status).Bind(9, terms.Place)
            .Bind(10, terms.Due?.UtcTicks).Bind(11, replace.Tags.Count).Run() > 0;
    }

    private bool IsAt(Connection connection, string id, long etag)
    {
        using var rows = connection.Prepare(ReadETag[table]).Bind(1, partition.Key).Bind(2, id).Query();
        return rows.Next() && rows.Long(0) == etag;
    }

    private bool IsMisuse(Write.Replace replace)
    {
        misuse = new ArgumentException(
            $"{replace.Id} keeps its tags, and with them its shop and sort key.", nameof(replace));
        return true;
    }
}
