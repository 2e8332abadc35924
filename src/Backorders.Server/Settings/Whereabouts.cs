using System.Diagnostics;
using Backorders.Embedded;
using Backorders.Notices;

namespace Backorders.Server.Settings;

/// <summary>Where data, messages and mails are, in words for a person; never with a secret.</summary>
internal static class Whereabouts
{
    public static string OfStore(BackordersOptions options) => options.Adapters.Store switch
    {
        StoreChoice.Sqlite => DatabaseIn(options),
        StoreChoice.Cosmos cosmos =>
            $"Cosmos DB at {Plain(cosmos.Access)}, database {cosmos.Database}",
        _ => throw new UnreachableException(),
    };

    public static string OfQueue(BackordersOptions options) => options.Adapters.Queue switch
    {
        QueueChoice.Embedded => DatabaseIn(options),
        QueueChoice.Azure azure => $"Storage Queues at {Plain(azure.Access)}",
        _ => throw new UnreachableException(),
    };

    public static string OfMail(BackordersOptions options) => options.Adapters.Mail switch
    {
        MailChoice.Folder => MailFolder.PathIn(options.DataFolder),
        MailChoice.Acs acs => $"Communication Services at {Plain(acs.Access)}, from {acs.From}, {Of(acs.Pace)}",
        MailChoice.Smtp smtp =>
            $"{smtp.Server.Host}:{smtp.Server.Port} ({smtp.Server.Security}), from {smtp.Server.From}, {Of(smtp.Pace)}",
        _ => throw new UnreachableException(),
    };

    /// <summary>Where customers choose what becomes of what they wait for.</summary>
    public static string OfLinks(BackordersOptions options) => options.PublicUrl is { } url
        ? $"{url.AbsoluteUri.TrimEnd('/')}/o/…"
        : "none in mails: PublicUrl does not say where customers reach this service";

    private static string DatabaseIn(BackordersOptions options) =>
        Path.Combine(options.DataFolder, EmbeddedOptions.DatabaseFile);

    private static string Plain(Access access) => access.Endpoint.ToString().TrimEnd('/');

    private static string Of(MailPaceLimits pace) =>
        $"{Of(pace.PerMinute)} a minute and {Of(pace.PerHour)} an hour";

    private static string Of(int most) => most == 0 ? "any number" : $"at most {most}";
}
