using System.Net;
using System.Net.Security;
using MailKit.Security;

namespace Backorders.Azure.Mail;

/// <summary>Those of MailKit's ways that say surely whether there is encryption.</summary>
public enum SmtpSecurity
{
    /// <summary>Plain at first, and no mail before it is encrypted: port 587.</summary>
    StartTls = SecureSocketOptions.StartTls,

    /// <summary>Encrypted from the first byte: port 465.</summary>
    Tls = SecureSocketOptions.SslOnConnect,

    /// <summary>Never encrypted: on this machine alone.</summary>
    None = SecureSocketOptions.None,
}

/// <summary>A mail server that takes our mails.</summary>
/// <param name="From">The address that mails come from; bounces go there too.</param>
/// <param name="User">Null: the server asks for no name.</param>
public sealed record SmtpOptions(
    string Host, int Port, SmtpSecurity Security, string From, string? User = null, string? Password = null)
{
    /// <summary>For one of the connections to come free; with the talk itself it is less than the sweep's patience.
    /// </summary>
    internal TimeSpan WaitForConnection { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Null: the machine's own trust decides.</summary>
    internal RemoteCertificateValidationCallback? Trusts { get; init; }

    /// <summary>Names and passwords are not sent in the open, unless nobody can listen.</summary>
    public bool IsSafe => Security != SmtpSecurity.None || IsLoopback(Host);

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Host}:{Port}, {Security}";

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
