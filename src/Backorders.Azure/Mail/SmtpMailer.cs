using System.Net.Sockets;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Backorders.Azure.Mail;

/// <summary>
/// Hands mails to any mail server, one connection a mail: at a pace of a hundred an hour a kept one would be closed
/// between two of them. Of what the server says only the code is told: its words may quote an address.
/// </summary>
/// <remarks>
/// SMTP keeps no book that could be asked. When the connection breaks after the mail's body was begun, or the process
/// dies before the outcome is stored, nobody can say whether the mail went out: it is sent again under the same
/// Message-ID, which many mailboxes take for the same mail, and some show twice. At least once, not exactly once.
/// </remarks>
public sealed class SmtpMailer : IMailer, IDisposable
{
    /// <summary>Connections at the same time, as many as a head works notices at once (host.json: 8 and 4).</summary>
    private const int AtOnce = 12;

    private static readonly TimeSpan ConnectAgain = TimeSpan.FromSeconds(30);

    /// <summary>A person has to change the settings, or the server's mind.</summary>
    private static readonly TimeSpan AskForRightsAgain = TimeSpan.FromMinutes(5);

    /// <summary>"Not now" to one mail is mostly greylisting, which wants a few minutes.</summary>
    private static readonly TimeSpan NotNow = TimeSpan.FromMinutes(5);

    /// <summary>To connect and sign in, and as long again for the mail: together less than the sweep's.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private readonly SemaphoreSlim connections = new(AtOnce);
    private readonly SmtpOptions options;
    private readonly TimeProvider machine;

    /// <exception cref="ArgumentException">Mails and passwords would go over a network unencrypted.</exception>
    public SmtpMailer(SmtpOptions options, TimeProvider machine)
    {
        (this.options, this.machine) = (options, machine);
        if (!options.IsSafe)
        {
            throw new ArgumentException(
                "Only a mail server on this machine is talked to unencrypted.", nameof(options));
        }
    }

    /// <remarks>The wait for a connection, and twice the patience.</remarks>
    public TimeSpan InHand => 3 * Patience;

    public async Task<SendOutcome> Send(Pipeline.Ports.Mail mail, CancellationToken cancellationToken)
    {
        if (!MimeMail.IsMailbox(mail.ToAddress))
        {
            return new SendOutcome.Refused("The customer's address is no mailbox.");
        }

        await connections.WaitAsync(cancellationToken);
        try
        {
            using var watch = new BodyWatch();
            using var client = new SmtpClient(watch);
            return await Connect(client) ?? await Send(client, watch, mail);
        }
        finally
        {
            connections.Release();
        }
    }

    /// <summary>Always null: nobody knows, so it is sent again.</summary>
    public Task<SendOutcome?> LookUp(Pipeline.Ports.Mail mail, CancellationToken cancellationToken) =>
        Task.FromResult<SendOutcome?>(null);

    public async Task Check(CancellationToken cancellationToken)
    {
        using var client = new SmtpClient();
        if (await Connect(client) is { } failure)
        {
            throw new UnavailableException(failure.Reason, failure.RetryAfter);
        }
    }

    public void Dispose() => connections.Dispose();

    /// <returns>Null: connected, and signed in if we have a name.</returns>
    private async Task<SendOutcome.NotSent?> Connect(SmtpClient client)
    {
        using var patience = new CancellationTokenSource(Patience, machine);
        client.ServerCertificateValidationCallback = options.Trusts;
        try
        {
            await client.ConnectAsync(options.Host, options.Port, options.Security switch
            {
                SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
                SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
                SmtpSecurity.None => SecureSocketOptions.None,
                _ => throw new System.Diagnostics.UnreachableException(),
            }, patience.Token);
            if (options.User is not null)
            {
                await client.AuthenticateAsync(options.User, options.Password ?? "", patience.Token);
            }

            // A body in pieces has no moment of its beginning that the watch could see.
            client.Capabilities &= ~SmtpCapabilities.Chunking;
            return null;
        }
        catch (AuthenticationException)
        {
            return new(AskForRightsAgain, "The mail server does not know our name and password.", Everybody: true);
        }
        catch (Exception e) when (e is SslHandshakeException or NotSupportedException)
        {
            return new(AskForRightsAgain, "The mail server offers no encryption that we trust.", Everybody: true);
        }
        catch (Exception e) when (IsBroken(e) || e is SmtpCommandException)
        {
            return new(ConnectAgain, $"The mail server cannot be reached: {e.GetType().Name}.", Everybody: true);
        }
    }

    private async Task<SendOutcome> Send(SmtpClient client, BodyWatch watch, Pipeline.Ports.Mail mail)
    {
        using var patience = new CancellationTokenSource(Patience, machine);
        using var message = MimeMail.Message(mail, options.From);
        try
        {
            await client.SendAsync(message, patience.Token);
            return new SendOutcome.Accepted();
        }
        catch (SmtpCommandException e)
        {
            return OutcomeOf(e);
        }
        catch (ServiceNotAuthenticatedException)
        {
            return new SendOutcome.NotSent(
                AskForRightsAgain, "The mail server wants a name and a password.", Everybody: true);
        }
        catch (NotSupportedException)
        {
            return new SendOutcome.Refused("The mail server takes no such address.");
        }
        catch (Exception e) when (IsBroken(e))
        {
            return watch.HasBegun
                ? new SendOutcome.Unclear($"The mail server's last word is missing: {e.GetType().Name}.")
                : new SendOutcome.NotSent(
                    ConnectAgain, $"The connection to the mail server broke: {e.GetType().Name}.", Everybody: true);
        }
    }

    private static SendOutcome OutcomeOf(SmtpCommandException answer)
    {
        var reason = $"The mail server said {(int)answer.StatusCode} ({answer.ErrorCode}).";
        return answer switch
        {
            { ErrorCode: SmtpErrorCode.SenderNotAccepted } =>
                new SendOutcome.NotSent(AskForRightsAgain, reason, Everybody: true),
            { StatusCode: SmtpStatusCode.ServiceNotAvailable } =>
                new SendOutcome.NotSent(ConnectAgain, reason, Everybody: true),
            { StatusCode: < (SmtpStatusCode)500 } => new SendOutcome.NotSent(NotNow, reason),
            _ => new SendOutcome.Refused(reason),
        };
    }

    private static bool IsBroken(Exception e) =>
        e is IOException or SocketException or ProtocolException or OperationCanceledException or TimeoutException
            or ServiceNotConnectedException;
}
