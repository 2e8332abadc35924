using Backorders.Embedded;

namespace Backorders.Server.Settings;

/// <summary>Which adapter stands behind each port, with what it must know.</summary>
public sealed record AdapterOptions(StoreChoice Store, QueueChoice Queue, MailChoice Mail)
{
    /// <summary>Everything in the data folder: the default when nothing is set.</summary>
    public static readonly AdapterOptions Embedded = new(
        new StoreChoice.Sqlite(), new QueueChoice.Embedded(), new MailChoice.Folder(MailFolder.DefaultFrom));

    public bool UsesDatabase => Store is StoreChoice.Sqlite || Queue is QueueChoice.Embedded;

    public bool UsesDataFolder => UsesDatabase || Mail is MailChoice.Folder;
}

public abstract record StoreChoice
{
    private StoreChoice()
    {
    }

    public sealed record Sqlite : StoreChoice;
}

public abstract record QueueChoice
{
    private QueueChoice()
    {
    }

    /// <summary>In the SQLite file, worked by the server's own workers; it wakes no function.</summary>
    public sealed record Embedded : QueueChoice;
}

public abstract record MailChoice
{
    private MailChoice()
    {
    }

    /// <summary>Mails are written and not sent.</summary>
    public sealed record Folder(string From) : MailChoice;
}
