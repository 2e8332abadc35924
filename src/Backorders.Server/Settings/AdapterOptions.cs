using Backorders.Azure.Mail;
using Backorders.Embedded;
using Backorders.Notices;

namespace Backorders.Server.Settings;

/// <summary>Which adapter stands behind each port, with what it must know.</summary>
public sealed record AdapterOptions(StoreChoice Store, QueueChoice Queue, MailChoice Mail)
{
    /// <summary>Everything in the data folder: the default when nothing is set.</summary>
    public static readonly AdapterOptions Embedded = new(
        new StoreChoice.Sqlite(), new QueueChoice.Embedded(), new MailChoice.Folder(MailFolder.DefaultFrom));

    /// <summary>Null: whoever takes the mails counts none of them.</summary>
    public MailPaceLimits? Pace => Mail switch
    {
        MailChoice.Acs acs => acs.Pace,
        MailChoice.Smtp smtp => smtp.Pace,
        _ => null,
    };

    public bool UsesDatabase => Store is StoreChoice.Sqlite || Queue is QueueChoice.Embedded;

    public bool UsesDataFolder => UsesDatabase || Mail is MailChoice.Folder;

    /// <summary>Whether any service is reached as who we are, so that somebody must be signed in.</summary>
    public bool UsesIdentity =>
        Store is StoreChoice.Cosmos { Access: Access.Identity }
        || Queue is QueueChoice.Azure { Access: Access.Identity }
        || Mail is MailChoice.Acs { Access: Access.Identity };
}

public abstract record StoreChoice
{
    private StoreChoice(string setting) => Setting = setting;

    /// <summary>What names the place: a reader corrects it there.</summary>
    public string Setting { get; }

    public sealed record Sqlite() : StoreChoice(DataFolder.Setting);

    /// <param name="Direct">Over TCP to the replicas, which is faster and needs open ports; else the gateway.</param>
    public sealed record Cosmos(Access Access, string Database, bool Direct) : StoreChoice(Access.Setting);
}

public abstract record QueueChoice
{
    private QueueChoice(string setting) => Setting = setting;

    /// <summary>What names the place: a reader corrects it there.</summary>
    public string Setting { get; }

    /// <summary>In the SQLite file, worked by the server's own workers; it wakes no function.</summary>
    public sealed record Embedded() : QueueChoice(DataFolder.Setting);

    public sealed record Azure(Access Access) : QueueChoice(Access.Setting);
}

public abstract record MailChoice
{
    private MailChoice(string setting) => Setting = setting;

    /// <summary>What names the place: a reader corrects it there.</summary>
    public string Setting { get; }

    /// <summary>Mails are written and not sent.</summary>
    public sealed record Folder(string From) : MailChoice(DataFolder.Setting);

    public sealed record Acs(string From, Access Access, MailPaceLimits Pace) : MailChoice(Access.Setting);

    public sealed record Smtp(SmtpOptions Server, MailPaceLimits Pace) : MailChoice("Smtp__Host and Smtp__Port");
}
