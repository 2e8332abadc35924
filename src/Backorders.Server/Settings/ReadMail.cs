using Backorders.Azure.Mail;
using Backorders.Embedded;
using Backorders.Notices;
using MailKit.Security;
using Microsoft.Extensions.Configuration;

namespace Backorders.Server.Settings;

/// <summary>Reads how mails leave: <c>Mail</c>, <c>MailFrom</c>, <c>Acs</c>, <c>Smtp</c> and <c>MailPace</c>.</summary>
internal static class ReadMail
{
    /// <summary>A port for submission that begins in the clear, and one that is TLS from the first byte.</summary>
    private const int SubmissionPort = 587, TlsPort = 465;

    private const int LastPort = 65_535;
    private const int MostMails = 1_000_000;

    /// <summary>What Communication Services grants to a domain of one's own.</summary>
    private const int MailsPerMinute = 30, MailsPerHour = 100;

    public static MailChoice From(IConfiguration settings) =>
        settings.GetSection("Mail").OneOf("folder", "acs", "smtp") switch
        {
            "acs" => ReadAcs(settings),
            "smtp" => new MailChoice.Smtp(
                ReadServer(settings.GetSection("Smtp"), ReadFrom(settings)), ReadPace(settings)),
            _ => new MailChoice.Folder(
                settings.GetSection("MailFrom").Mailbox("no-reply@shop.example") ?? MailFolder.DefaultFrom),
        };

    private static MailChoice.Acs ReadAcs(IConfiguration settings)
    {
        var acs = settings.GetSection("Acs");
        acs.MayOnlyHave("Endpoint", "ConnectionString");
        return new(ReadFrom(settings), ReadAccess.OfAcs(acs), ReadPace(settings));
    }

    private static string ReadFrom(IConfiguration settings)
    {
        var from = settings.GetSection("MailFrom");
        return from.Mailbox("no-reply@shop.example") ?? throw from.Bad(
            "is missing: set it to the address that mails come from, one that the provider lets you use.");
    }

    private static SmtpOptions ReadServer(IConfigurationSection smtp, string from)
    {
        smtp.MayOnlyHave("Host", "Port", "Security", "User", "Password");
        var (host, security) = (smtp.GetSection("Host"), smtp.GetSection("Security"));
        var kind = security.OneOf("starttls", "tls", "none") switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
        if (Uri.CheckHostName(host.Value) is UriHostNameType.Unknown)
        {
            throw host.Bad("must be the name of a mail server, such as smtp.shop.example.");
        }

        var port = kind is SecureSocketOptions.SslOnConnect ? TlsPort : SubmissionPort;
        var (user, password) = ReadLogin(smtp.GetSection("User"), smtp.GetSection("Password"));
        var server = new SmtpOptions(
            host.Value!, smtp.GetSection("Port").WholeNumber(1, LastPort) ?? port, kind, from, user, password);
        return server.IsSafe ? server : throw security.Bad(
            "may be none on this machine only, where Smtp__Host is localhost: use starttls or tls.");
    }

    /// <summary>Both, or neither: the server asks for no name.</summary>
    private static (string? User, string? Password) ReadLogin(
        IConfigurationSection user, IConfigurationSection password) =>
        (string.IsNullOrEmpty(user.Value), string.IsNullOrEmpty(password.Value)) switch
        {
            (true, true) => (null, null),
            (true, false) => throw user.Bad($"is missing beside {password.Name()}."),
            (false, true) => throw password.Bad($"is missing beside {user.Name()}."),
            _ => (user.Value, password.Value),
        };

    private static MailPaceLimits ReadPace(IConfiguration settings)
    {
        var pace = settings.GetSection("MailPace");
        pace.MayOnlyHave("PerMinute", "PerHour");
        int Rate(string name, int byDefault) =>
            pace.GetSection(name).WholeNumber(0, MostMails, "; 0 lifts the limit") ?? byDefault;
        return new(Rate("PerMinute", MailsPerMinute), Rate("PerHour", MailsPerHour));
    }
}
