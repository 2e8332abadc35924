using System.Net;
using System.Net.Sockets;
using Backorders.Azure.Mail;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Contracts;
using Backorders.Tests.Node;
using MailKit.Security;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Mails;

public sealed class SmtpMailerTests(MailServer server) : IClassFixture<MailServer>, IDisposable
{
    private readonly SmtpMailer mailer = new(server.Options, TimeProvider.System);

    private static CancellationToken Stop => Some.Stop;

    public void Dispose() => mailer.Dispose();

    [Fact]
    public async Task A_mail_is_signed_by_its_shop_and_marked_as_sent_by_a_machine()
    {
        server.Clear();
        var mail = Some.Mail(7);
        Assert.IsType<SendOutcome.Accepted>(await mailer.Send(mail, Stop));

        var sent = Assert.Single(await server.Mails());
        Assert.Equal($"\"The Demo Shop\" <{MailServer.From}>", sent.From.ToString());
        Assert.Equal("help@demo.example", Assert.Single(sent.ReplyTo.Mailboxes).Address);
        Assert.Equal("auto-generated", sent.Headers["Auto-Submitted"]);
        Assert.Equal($"{mail.Id}@shop.example", sent.MessageId);
    }

    [Theory]
    [InlineData("later", 300, false)]
    [InlineData("soon", 300, false)]
    [InlineData("closing", 30, true)]
    [InlineData("gone", 30, true)]
    public async Task What_was_surely_not_sent_is_tried_again_after_a_while(string word, int seconds, bool everybody)
    {
        var outcome = Assert.IsType<SendOutcome.NotSent>(await mailer.Send(To(word), Stop));
        Assert.Equal((TimeSpan.FromSeconds(seconds), everybody), (outcome.RetryAfter, outcome.Everybody));
        Assert.DoesNotContain("example.com", outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never", "The mail server said 550 (RecipientNotAccepted).")]
    [InlineData("full", "The mail server said 552 (MessageNotAccepted).")]
    public async Task What_the_server_will_never_take_is_refused(string word, string reason) =>
        Assert.Equal(new SendOutcome.Refused(reason), await mailer.Send(To(word), Stop));

    [Fact]
    public async Task A_mail_whose_last_word_is_lost_is_unclear_and_a_repeat_can_be_told_for_one()
    {
        server.Clear();
        var lost = To("lost");
        Assert.IsType<SendOutcome.Unclear>(await mailer.Send(lost, Stop));
        Assert.Null(await mailer.LookUp(lost, Stop));
        Assert.IsType<SendOutcome.Unclear>(await mailer.Send(lost, Stop));

        var sent = await server.Mails();
        Assert.Equal(2, sent.Count);
        Assert.Single(sent.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task A_sender_whom_the_server_does_not_take_is_no_fault_of_the_mail()
    {
        using var stranger = new SmtpMailer(
            server.Options with { From = "stranger@shop.example" }, TimeProvider.System);
        var outcome = Assert.IsType<SendOutcome.NotSent>(await stranger.Send(Some.Mail(1), Stop));
        Assert.True(outcome.Everybody);
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_server_that_is_not_trusted()
    {
        server.Clear();
        using var careful = new SmtpMailer(server.Options with { Trusts = null }, TimeProvider.System);
        Assert.IsType<SendOutcome.NotSent>(await careful.Send(Some.Mail(1), Stop));
        await Assert.ThrowsAsync<UnavailableException>(() => careful.Check(Stop));
        Assert.Empty(await server.Mails());
    }

    [Fact]
    public async Task A_server_that_is_not_there_surely_took_nothing()
    {
        // Nobody listens on the port of the discard protocol.
        using var nowhere = new SmtpMailer(server.Options with { Port = 9 }, TimeProvider.System);
        var outcome = Assert.IsType<SendOutcome.NotSent>(await nowhere.Send(Some.Mail(1), Stop));
        Assert.True(outcome.Everybody);
    }

    [Fact]
    public async Task A_mail_does_not_wait_for_ever_for_a_server_that_keeps_all_others_waiting()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        using var waiting = new SmtpMailer(
            new("127.0.0.1", port, SecureSocketOptions.None, MailServer.From) { WaitForConnection = TimeSpan.Zero },
            new FakeTimeProvider());
        List<Task<SendOutcome>> others =
            [.. Enumerable.Range(0, SmtpMailer.AtOnce).Select(number => waiting.Send(Some.Mail(number), Stop))];

        var outcome = Assert.IsType<SendOutcome.NotSent>(await waiting.Send(Some.Mail(99), Stop));

        Assert.True(outcome.Everybody);
        Assert.DoesNotContain(others, other => other.IsCompleted);
        silent.Stop();
        Assert.All(await Task.WhenAll(others), other => Assert.IsType<SendOutcome.NotSent>(other));
    }

    [Theory]
    [InlineData("smtp.example.com", SecureSocketOptions.None, false)]
    [InlineData("smtp.example.com", SecureSocketOptions.SslOnConnect, true)]
    [InlineData("10.0.0.7", SecureSocketOptions.None, false)]
    [InlineData("localhost", SecureSocketOptions.None, true)]
    [InlineData("::1", SecureSocketOptions.None, true)]
    public void Only_a_server_on_this_machine_is_talked_to_unencrypted(
        string host, SecureSocketOptions security, bool isSafe)
    {
        var options = new SmtpOptions(host, 25, security, MailServer.From);
        Assert.Equal(isSafe, options.IsSafe);
    }

    [Fact]
    public async Task With_encryption_from_the_first_byte_and_a_password_it_works_the_same()
    {
        await using var other = new MailServer { Security = SecureSocketOptions.SslOnConnect, NeedsSignIn = true };
        await other.InitializeAsync();
        var signedIn = other.Options with { User = "shop", Password = "secret" };
        await Assert.ThrowsAsync<UnavailableException>(() => Check(signedIn with { Password = "guess" }));
        await Check(signedIn);

        using var nameless = new SmtpMailer(other.Options, TimeProvider.System);
        Assert.True(Assert.IsType<SendOutcome.NotSent>(await nameless.Send(Some.Mail(1), Stop)).Everybody);
        using var known = new SmtpMailer(signedIn, TimeProvider.System);
        Assert.IsType<SendOutcome.Accepted>(await known.Send(Some.Mail(1), Stop));
    }

    [Fact]
    public async Task A_server_without_encryption_gets_no_mail_that_was_to_be_encrypted()
    {
        await using var open = new MailServer { Security = SecureSocketOptions.None };
        await open.InitializeAsync();
        await Assert.ThrowsAsync<UnavailableException>(() => Check(
            open.Options with { Security = SecureSocketOptions.StartTls }));
        await Check(open.Options);
    }

    private static async Task Check(SmtpOptions options)
    {
        using var asked = new SmtpMailer(options, TimeProvider.System);
        await asked.Check(Stop);
    }

    /// <summary>The first word of the address decides what the server does.</summary>
    private static Mail To(string word) => Some.Mail(word.Length) with { ToAddress = $"{word}@example.com" };
}
