using System.Text.Json.Nodes;
using Backorders.Azure.Mail;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Mails;
using Backorders.Tests.Node;

namespace Backorders.Tests.Contracts;

public sealed class Azure_Communication_Services_keep_the_contract : MailContract
{
    private readonly FakeAcs service = new(TimeProvider.System);

    protected override async Task<IMailer> Open()
    {
        await service.Start();
        return new AcsMailer(
            new AcsOptions(new(service.ConnectionString), "no-reply@shop.example"), TimeProvider.System);
    }

    protected override ValueTask Close() => service.DisposeAsync();

    protected override Task<IReadOnlyList<Sent>> Outbox() => Task.FromResult<IReadOnlyList<Sent>>(
    [
        .. service.Mails.Values.Select(body => JsonNode.Parse(body)!).Select(mail => new Sent(
            (string)mail["recipients"]!["to"]![0]!["address"]!, (string)mail["content"]!["subject"]!,
            (string)mail["content"]!["plainText"]!, (string)mail["content"]!["html"]!)),
    ]);
}

public sealed class A_mail_server_keeps_the_contract(MailServer server) : MailContract, IClassFixture<MailServer>
{
    private SmtpMailer? mailer;

    protected override bool KeepsABook => false;

    protected override Task<IMailer> Open()
    {
        server.Clear();
        return Task.FromResult<IMailer>(mailer = new(server.Options, TimeProvider.System));
    }

    protected override ValueTask Close()
    {
        mailer!.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<IReadOnlyList<Sent>> Outbox() =>
    [
        .. (await server.Mails()).DistinctBy(mail => mail.MessageId).Select(mail => new Sent(
            mail.To.Mailboxes.Single().Address, mail.Subject!, mail.TextBody!, mail.HtmlBody!)),
    ];
}
