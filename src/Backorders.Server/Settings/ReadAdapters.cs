using Microsoft.Extensions.Configuration;

namespace Backorders.Server.Settings;

/// <summary>Reads <c>Store</c>, <c>Queue</c> and <c>Mail</c>, and what the chosen adapters need.</summary>
internal static class ReadAdapters
{
    public const string DefaultDatabase = "backorders";

    private const int LongestDatabaseName = 255;

    private static readonly System.Buffers.SearchValues<char> NotInNames =
        System.Buffers.SearchValues.Create("/\\#?");

    public static AdapterOptions From(IConfiguration settings)
    {
        RefuseUnchosen(settings, "Store", "sqlite", "Cosmos");
        RefuseUnchosen(settings, "Queue", "embedded", "QueueStorage");
        RefuseUnchosen(settings, "Mail", "folder", "Acs", "Smtp", "MailPace");
        return new(
            settings.GetSection("Store").OneOf("sqlite", "cosmos") is "cosmos"
                ? ReadCosmos(settings.GetSection("Cosmos"))
                : new StoreChoice.Sqlite(),
            settings.GetSection("Queue").OneOf("embedded", "azure") is "azure"
                ? new QueueChoice.Azure(ReadAccess.OfQueues(settings.GetSection("QueueStorage")))
                : new QueueChoice.Embedded(),
            ReadMail.From(settings));
    }

    /// <summary>
    /// Whoever set up a service and forgot to choose it would find the orders elsewhere. Where the other was chosen in
    /// so many words, its settings may stay: they are not looked at.
    /// </summary>
    private static void RefuseUnchosen(IConfiguration settings, string port, string byDefault, params string[] sections)
    {
        if (!string.IsNullOrEmpty(settings[port]))
        {
            return;
        }

        var unused = sections.SelectMany(section => settings.GetSection(section).AsEnumerable())
            .FirstOrDefault(setting => !string.IsNullOrEmpty(setting.Value));
        if (unused.Key is not null)
        {
            throw new BadSettingException(
                SettingChecks.NameOf(unused.Key),
                $"is set, but {port} is not: choose what uses it, or {port}={byDefault} to leave it unused.");
        }
    }

    private static StoreChoice.Cosmos ReadCosmos(IConfigurationSection cosmos)
    {
        cosmos.MayOnlyHave("Endpoint", "ConnectionString", "Database", "Mode");
        var database = cosmos.GetSection("Database");
        var name = SettingChecks.First(database.Value, DefaultDatabase);
        return name.Length <= LongestDatabaseName && !name.AsSpan().ContainsAny(NotInNames)
            ? new(ReadAccess.OfCosmos(cosmos), name, cosmos.GetSection("Mode").OneOf("gateway", "direct") is "direct")
            : throw database.Bad($"must have at most {LongestDatabaseName} characters, none of them / \\ # ?.");
    }
}
