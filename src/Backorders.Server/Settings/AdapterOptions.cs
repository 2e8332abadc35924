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

    /// <param name="Direct">Over TCP to the replicas, which is faster and needs open ports; else the gateway.</param>
    public sealed record Cosmos(Access Access, string Database, bool Direct) : StoreChoice;
}

public abstract record QueueChoice
{
    private QueueChoice()
    {
    }

    /// <summary>In the SQLite file, worked by the server's own workers; it wakes no function.</summary>
    public sealed record Embedded : QueueChoice;

    public sealed record Azure(Access Access) : QueueChoice;
}

public abstract record MailChoice
{
    private MailChoice()
    {
    }

    /// <summary>Mails are written and not sent.</summary>
    public sealed record Folder(string From) : MailChoice;

    public sealed record Acs(string From, Access Access, MailPace Pace) : MailChoice;

    public sealed record Smtp(string From, SmtpServer Server, MailPace Pace) : MailChoice;
}

/// <param name="Security">starttls, tls or none.</param>
/// <param name="Login">Null: the server asks for none.</param>
public sealed record SmtpServer(string Host, int Port, string Security, SmtpLogin? Login);

public sealed record SmtpLogin(string User, string Password)
{
    public override string ToString() => $"{User} with a password";
}

/// <summary>Mails that may be sent; 0: as many as there are.</summary>
public sealed record MailPace(int PerMinute, int PerHour)
{
    public const int DefaultPerMinute = 30;
    public const int DefaultPerHour = 100;
}
