using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Backorders.Azure.Mail;
using Backorders.Tests.EndToEnd;
using MailKit.Security;
using MimeKit;

namespace Backorders.Tests.Node;

/// <summary>A real mail server on this machine with a certificate of its own; STARTTLS unless told otherwise.</summary>
public sealed partial class MailServer : IAsyncLifetime
{
    public const string From = "no-reply@shop.example";

    private readonly TempFolder folder = new();
    private readonly X509Certificate2 certificate = SelfSigned();
    private NodeProcess? server;

    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.StartTls;

    public bool NeedsSignIn { get; init; }

    /// <summary>That trust its certificate and no other.</summary>
    public SmtpOptions Options => new("127.0.0.1", server!.Address.Port, Security, From)
    {
        Trusts = (_, shown, _, _) => shown?.GetCertHashString() == certificate.Thumbprint,
    };

    public async ValueTask InitializeAsync() => server = await NodeProcess.Start(
        "Backorders.Tests/Node/mail-server.cjs", [], Listens(),
        ("MAILS", folder.Path), ("SECURITY", Word),
        ("SIGN_IN", NeedsSignIn ? "needed" : "optional"),
        ("CERT", certificate.ExportCertificatePem()),
        ("KEY", certificate.GetECDsaPrivateKey()!.ExportECPrivateKeyPem()));

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        certificate.Dispose();
        folder.Dispose();
    }

    private string Word => Security switch
    {
        SecureSocketOptions.SslOnConnect => "tls",
        SecureSocketOptions.None => "none",
        _ => "starttls",
    };

    public void Clear()
    {
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            File.Delete(file);
        }
    }

    public async Task<IReadOnlyList<MimeMessage>> Mails()
    {
        var mails = new List<MimeMessage>();
        foreach (var file in Directory.GetFiles(folder.Path, "*.eml"))
        {
            mails.Add(await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken));
        }

        return mails;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(
            new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [GeneratedRegex(
        "listens on (?<address>smtp://[^ ]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listens();
}
