using System.Net;
using System.Net.Security;
using MailKit.Security;

namespace Backorders.Azure.Mail;

/// <summary>A mail server that takes our mails.</summary>
/// <param name="Security">Encrypted from the first byte (port 465), or before the first mail (port 587).</param>
/// <param name="From">The address that mails come from; bounces go there too.</param>
/// <param name="User">Null: the server asks for no name.</param>
public sealed record SmtpOptions(
    string Host, int Port, SecureSocketOptions Security, string From, string? User = null, string? Password = null)
{
    /// <summary>For one of the connections to come free; with the talk itself it is less than the sweep's patience.
    /// </summary>
    internal TimeSpan WaitForConnection { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Null: the machine's own trust decides.</summary>
    internal RemoteCertificateValidationCallback? Trusts { get; init; }

    /// <summary>Names and passwords are not sent in the open, unless nobody can listen.</summary>
    public bool IsSafe => Security is SecureSocketOptions.StartTls or SecureSocketOptions.SslOnConnect
        || IsLoopback(Host);

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Host}:{Port}, {Security}";

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ||
        (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
