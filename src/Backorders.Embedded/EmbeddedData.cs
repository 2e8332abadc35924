using Microsoft.Extensions.Logging;

namespace Backorders.Embedded;

/// <summary>All that a server keeps in its data folder: the store, the queues and the mails.</summary>
public sealed class EmbeddedData : IAsyncDisposable
{
    private EmbeddedData(EmbeddedOptions options, TimeProvider machine, ILoggerFactory loggers)
    {
        Database = SqliteDatabase.Open(options, loggers.CreateLogger<SqliteDatabase>());
        Store = new SqliteStore(Database);
        Queue = new SqliteQueue(Database, machine, options.PollInterval);
        Mails = new MailFolder(options.Folder, options.MailFrom, loggers.CreateLogger<MailFolder>());
    }

    public SqliteDatabase Database { get; }

    public SqliteStore Store { get; }

    public SqliteQueue Queue { get; }

    public MailFolder Mails { get; }

    /// <param name="machine">The real clock: leases, delays and waits.</param>
    public static EmbeddedData Open(EmbeddedOptions options, TimeProvider machine, ILoggerFactory loggers) =>
        new(options, machine, loggers);

    /// <summary>Finishes the writes that wait and closes the files.</summary>
    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Mails.Dispose();
    }
}
