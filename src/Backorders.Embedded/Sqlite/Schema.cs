using Backorders.Pipeline.Ports;

namespace Backorders.Embedded.Sqlite;

/// <summary>The tables, and how a new file gets them when several processes open it at once.</summary>
internal static class Schema
{
    private const int Version = 1;

    /// <summary>
    /// Turning on the write-ahead log takes an exclusive lock. Processes that wait for it hold each other up, so each
    /// lets go at once and tries again: for 10 seconds.
    /// </summary>
    private const int WalTries = 1_000;

    private static readonly TimeSpan WalPause = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// One sequence numbers all writes of the file. It is raised inside the write transaction, so what a reader can
    /// see and the order of the numbers never disagree.
    /// </summary>
    private const string Shared = """
        CREATE TABLE sequence (one INTEGER PRIMARY KEY CHECK (one = 1), value INTEGER NOT NULL) STRICT;
        INSERT INTO sequence VALUES (1, 0);
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY, queue TEXT NOT NULL, visible INTEGER NOT NULL, tries INTEGER NOT NULL,
            receipt INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
        CREATE INDEX messages_visible ON messages (queue, visible);
        """;

    /// <summary>Only orders are followed by their changes; other containers sort theirs when they are asked.</summary>
    private const string Changes = "CREATE INDEX orders_changes ON orders (shop, etag) WHERE sort IS NOT NULL;";

    /// <summary>
    /// Documents stand in the order of their creation, so that new ones share pages; each index holds only the
    /// documents that its query can find. <c>tags</c> counts the document's rows in the tag table.
    /// </summary>
    private const string PerContainer = """
        CREATE TABLE {0} (
            row INTEGER PRIMARY KEY, pk TEXT NOT NULL, id TEXT NOT NULL, etag INTEGER NOT NULL, shop TEXT, sort TEXT,
            status TEXT, place INTEGER, due INTEGER, tags INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX {0}_id ON {0} (pk, id);
        CREATE INDEX {0}_place ON {0} (pk, status, place) WHERE place IS NOT NULL;
        CREATE INDEX {0}_sort ON {0} (shop, sort) WHERE shop IS NOT NULL;
        CREATE INDEX {0}_status ON {0} (shop, status, sort) WHERE shop IS NOT NULL AND status IS NOT NULL;
        CREATE INDEX {0}_due ON {0} (due, shop, status) WHERE due IS NOT NULL;
        CREATE TABLE {0}_tags (
            shop TEXT NOT NULL, tag TEXT NOT NULL, sort TEXT NOT NULL, row INTEGER NOT NULL,
            PRIMARY KEY (shop, tag, sort, row)) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Makes sure that the file is in WAL mode and has this version's tables.</summary>
    /// <param name="patience">How long to wait for another process that makes the tables.</param>
    public static void Ensure(Connection connection, TimeSpan patience)
    {
        connection.Script("PRAGMA busy_timeout = 0");
        TurnOnWriteAheadLog(connection);
        connection.Script($"PRAGMA busy_timeout = {(int)patience.TotalMilliseconds}");
        if (Found(connection) == Version)
        {
            return;
        }
        connection.Script("BEGIN IMMEDIATE");
        if (Found(connection) == 0)
        {
            connection.Script(Shared);
            foreach (var container in Enum.GetValues<Container>())
            {
                connection.Script(PerContainer.Replace("{0}", Sql.Table(container)));
            }
            connection.Script(Changes);
            connection.Script($"PRAGMA user_version = {Version}");
        }
        connection.Script("COMMIT");
    }

    private static long Found(Connection connection)
    {
        var found = connection.Ask("PRAGMA user_version");
        return found is 0 or Version
            ? found
            : throw new InvalidDataException(
                $"The database has schema {found}; this program knows {Version}. Run the program that wrote it.");
    }

    private static void TurnOnWriteAheadLog(Connection connection)
    {
        using var never = new ManualResetEventSlim();
        for (var tries = 1; ; tries++)
        {
            try
            {
                connection.Script("PRAGMA journal_mode = WAL");
                return;
            }
            catch (SqliteFailure failure) when (failure.IsBusy && tries < WalTries)
            {
                never.Wait(WalPause);
            }
        }
    }
}
