using System.Net.Sockets;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

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
public sealed class SmtpMailer(SmtpOptions options, TimeProvider machine) : IMailer, IDisposable
{
    /// <summary>Connections at the same time, as many as a head works notices at once (host.json: 8 and 4).</summary>
    internal const int AtOnce = 12;

    /// <summary>After what passes by itself: nobody answers, or everybody is busy.</summary>
    private static readonly TimeSpan ConnectAgain = TimeSpan.FromSeconds(30);

    /// <summary>A person has to change the settings, or the server's mind.</summary>
    private static readonly TimeSpan AskForRightsAgain = TimeSpan.FromMinutes(5);

    /// <summary>"Not now" to one mail is mostly greylisting, which wants a few minutes.</summary>
    private static readonly TimeSpan NotNow = TimeSpan.FromMinutes(5);

    /// <summary>To connect, sign in and hand a mail over, which takes seconds as a rule.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim connections = new(AtOnce);

    public TimeSpan InHand => options.WaitForConnection + Patience;

    public async Task<SendOutcome> Send(Pipeline.Ports.Mail mail, CancellationToken cancellationToken)
    {
        if (!MimeMail.IsMailbox(mail.ToAddress))
        {
            return SendOutcome.Refused.NoMailbox;
        }

        if (!await connections.WaitAsync(options.WaitForConnection, cancellationToken))
        {
            return NotSent(ConnectAgain, "The mail server is slow: all connections to it are in use.");
        }

        try
        {
            using var message = MimeMail.Message(mail, options.From);
            return await Talk(message) ?? new SendOutcome.Accepted();
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
        if ((await Talk(message: null))?.Away() is { } away)
        {
            throw away;
        }
    }

    public void Dispose() => connections.Dispose();

    /// <param name="message">Null: to connect, and sign in if we have a name, is all.</param>
    /// <returns>Null: it went well.</returns>
    private async Task<SendOutcome?> Talk(MimeMessage? message)
    {
        using var patience = new CancellationTokenSource(Patience, machine);
        using var client = new Client { ServerCertificateValidationCallback = options.Trusts };
        try
        {
            await client.ConnectAsync(options.Host, options.Port, options.Security, patience.Token);
            if (options.User is not null)
            {
                await client.AuthenticateAsync(options.User, options.Password ?? "", patience.Token);
            }

            client.Stage = Stage.Envelope;
            await (message is null ? Task.CompletedTask : client.SendAsync(message, patience.Token));
            return null;
        }
        catch (Exception e) when (OutcomeOf(e, client.Stage) is { } outcome)
        {
            return outcome;
        }
    }

    /// <summary>Null: a bug of ours.</summary>
    private static SendOutcome? OutcomeOf(Exception failure, Stage stage) => failure switch
    {
        AuthenticationException =>
            NotSent(AskForRightsAgain, "The mail server does not know our name and password."),
        ServiceNotAuthenticatedException =>
            NotSent(AskForRightsAgain, "The mail server wants a name and a password."),
        SslHandshakeException or NotSupportedException when stage == Stage.Connecting =>
            NotSent(AskForRightsAgain, "The mail server offers no encryption that we trust."),
        NotSupportedException => new SendOutcome.Refused("The mail server takes no such address."),
        SmtpCommandException answer when stage != Stage.Connecting => OutcomeOf(answer),
        IOException or SocketException or ProtocolException or OperationCanceledException or TimeoutException
            or ServiceNotConnectedException or SmtpCommandException => stage == Stage.Body
                ? new SendOutcome.Unclear($"The mail server's last word is missing: {failure.GetType().Name}.")
                : NotSent(ConnectAgain, $"The mail server cannot be reached: {failure.GetType().Name}."),
        _ => null,
    };

    private static SendOutcome OutcomeOf(SmtpCommandException answer)
    {
        var reason = $"The mail server said {(int)answer.StatusCode} ({answer.ErrorCode}).";
        return answer switch
        {
            { ErrorCode: SmtpErrorCode.SenderNotAccepted } => NotSent(AskForRightsAgain, reason),
            { StatusCode: SmtpStatusCode.ServiceNotAvailable } => NotSent(ConnectAgain, reason),
            { StatusCode: < (SmtpStatusCode)500 } => new SendOutcome.NotSent(NotNow, reason),
            _ => new SendOutcome.Refused(reason),
        };
    }

    private static SendOutcome.NotSent NotSent(TimeSpan retryAfter, string reason) =>
        new(retryAfter, reason, Everybody: true);

    /// <summary>
    /// From when on a broken connection says nothing of the mail's fate: once its recipient was accepted, its body may
    /// be on its way. Before that it was surely not sent.
    /// </summary>
    private enum Stage
    {
        Connecting,
        Envelope,
        Body,
    }

    private sealed class Client : SmtpClient
    {
        public Stage Stage { get; set; }

        protected override void OnRecipientAccepted(
            MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => Stage = Stage.Body;
    }
}
