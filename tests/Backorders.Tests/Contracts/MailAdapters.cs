using Backorders.Embedded;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;

namespace Backorders.Tests.Contracts;

public sealed class The_mail_folder_keeps_the_contract : MailContract
{
    private readonly DataFolder folder = new();
    private MailFolder? mails;

    private static CancellationToken Stop => Some.Stop;

    private string[] Files => Directory.GetFiles(Path.Combine(folder.Path, "mails"));

    protected override Task<IMailer> Open() => Task.FromResult<IMailer>(
        mails = new MailFolder(folder.Path, MailFolder.DefaultFrom, NullLogger<MailFolder>.Instance));

    protected override ValueTask Close()
    {
        mails!.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<IReadOnlyList<Sent>> Outbox() =>
        [.. (await mails!.ReadMails(null, Stop)).Select(mail => new Sent(mail.To, mail.Subject, mail.Text, mail.Html))];

    [Fact]
    public async Task A_mail_file_says_what_a_mail_program_needs()
    {
        var mail = Some.Mail(7);
        await Mailer.Send(mail, Stop);

        using var file = await MimeMessage.LoadAsync(Assert.Single(Files), Stop);

        Assert.Equal("\"The Demo Shop\" <no-reply@backorders.localhost>", file.From.ToString());
        Assert.Equal("help@demo.example", Assert.Single(file.ReplyTo.Mailboxes).Address);
        Assert.Equal("\"Jane Doe\" <jane@example.com>", file.To.ToString());
        Assert.Equal($"{mail.Id}@backorders.localhost", file.MessageId);
        Assert.Equal(mail.CreatedAt, file.Date);
        Assert.Equal(
            ("auto-generated", "demo", "A-7", "received"),
            (file.Headers["Auto-Submitted"], file.Headers["X-Backorders-Shop"], file.Headers["X-Backorders-Order"],
                file.Headers["X-Backorders-Kind"]));
        Assert.Equal("multipart/alternative", file.Body!.ContentType.MimeType);
    }

    [Fact]
    public async Task A_mail_without_an_answer_address_says_none()
    {
        await Mailer.Send(Some.Mail(1) with { ReplyTo = null }, Stop);
        using var file = await MimeMessage.LoadAsync(Assert.Single(Files), Stop);
        Assert.Empty(file.ReplyTo);
    }

    [Theory]
    [InlineData("\r\nBcc: thief@example.com")]
    [InlineData("\u2028Bcc: thief@example.com")]
    [InlineData("\0\u0085\u2029Bcc: thief@example.com")]
    public async Task No_name_or_subject_smuggles_a_header_in(string tail)
    {
        await Mailer.Send(
            Some.Mail(1) with { Subject = "Late" + tail, ToName = "Jane" + tail, FromName = "Shop" + tail }, Stop);

        using var file = await MimeMessage.LoadAsync(Assert.Single(Files), Stop);

        Assert.Empty(file.Bcc);
        Assert.Equal("LateBcc: thief@example.com", file.Subject);
        Assert.Equal("JaneBcc: thief@example.com", Assert.Single(file.To.Mailboxes).Name);
        Assert.Equal("ShopBcc: thief@example.com", Assert.Single(file.From.Mailboxes).Name);
    }

    [Fact]
    public async Task A_subject_is_cut_at_two_hundred_characters_but_never_inside_one()
    {
        await Mailer.Send(Some.Mail(1) with { Subject = new string('x', 199) + "🧀 and more" }, Stop);
        Assert.Equal(new string('x', 199), Assert.Single(await Outbox()).Subject);
    }

    [Fact]
    public async Task Mails_are_listed_per_shop_oldest_first()
    {
        await Mailer.Send(Some.Mail(3), Stop);
        await Mailer.Send(Some.Mail(1), Stop);
        await Mailer.Send(Some.Mail(2) with { Shop = new ShopId("other") }, Stop);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "mails", "0.eml"), "no mail of ours", Stop);

        var demo = await mails!.ReadMails(Some.Shop, Stop);

        Assert.Equal(["A-1", "A-3"], demo.Select(mail => mail.Order));
        Assert.Equal(3, (await mails.ReadMails(null, Stop)).Count);
        Assert.Equal((Some.Mail(1).CreatedAt, "received"), (demo[0].SentAt, demo[0].Kind));
    }

    [Fact]
    public async Task The_same_mail_gives_the_same_bytes()
    {
        await Mailer.Send(Some.Mail(1), Stop);
        var file = Assert.Single(Files);
        var first = await File.ReadAllBytesAsync(file, Stop);
        File.Delete(file);

        await Mailer.Send(Some.Mail(1), Stop);

        Assert.Equal(first, await File.ReadAllBytesAsync(Assert.Single(Files), Stop));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_written_was_surely_not_sent()
    {
        Directory.Delete(Path.Combine(folder.Path, "mails"));
        Assert.IsType<SendOutcome.NotSent>(await Mailer.Send(Some.Mail(1), Stop));

        Directory.CreateDirectory(Path.Combine(folder.Path, "mails"));
        Assert.IsType<SendOutcome.Accepted>(await Mailer.Send(Some.Mail(1), Stop));
    }

    [Fact]
    public async Task A_mail_id_is_never_a_path() => await Assert.ThrowsAsync<ArgumentException>(
        () => Mailer.Send(Some.Mail(1) with { Id = "../../backorders.db" }, Stop));
}
