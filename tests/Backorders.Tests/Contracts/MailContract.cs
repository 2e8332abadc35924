using System.Globalization;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Contracts;

/// <summary>What every mailer promises.</summary>
public abstract class MailContract : IAsyncLifetime
{
    private static CancellationToken Stop => Some.Stop;

    protected IMailer Mailer { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Mailer = await Open();

    public async ValueTask DisposeAsync()
    {
        await Close();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<IMailer> Open();

    protected abstract ValueTask Close();

    /// <summary>The mails that went out, in no order; a repeat that a mailbox knows is not in it twice.</summary>
    protected abstract Task<IReadOnlyList<Sent>> Outbox();

    /// <summary>Whether the provider can be asked for a mail; else nothing that was sent is ever found.</summary>
    protected virtual bool KeepsABook => true;

    [Fact]
    public async Task A_mail_goes_out_as_it_was_written()
    {
        var mail = Some.Mail(1) with
        {
            Subject = "Käse is late 🧀",
            Text = "a\nb – c",
            Html = "<p>ä &amp; <b>b</b></p>",
        };

        Assert.IsType<SendOutcome.Accepted>(await Mailer.Send(mail, Stop));

        Assert.Equal(
            new Sent(mail.ToAddress, mail.Subject, mail.Text, mail.Html), Assert.Single(await Outbox()));
    }

    [Fact]
    public async Task A_mail_with_a_table_goes_out_with_the_same_words()
    {
        var mail = Some.Mail(1) with { Attachment = new("PO-1.csv", "text/csv", "sku,quantity\r\nKäse,5\r\n") };

        Assert.IsType<SendOutcome.Accepted>(await Mailer.Send(mail, Stop));

        Assert.Equal(
            new Sent(mail.ToAddress, mail.Subject, mail.Text, mail.Html), Assert.Single(await Outbox()));
    }

    [Fact]
    public async Task The_same_mail_goes_out_once_however_often_it_is_sent()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Mailer.Send(Some.Mail(1), Stop))));
        Assert.IsType<SendOutcome.Accepted>(await Mailer.Send(Some.Mail(1), Stop));
        Assert.Single(await Outbox());
    }

    [Fact]
    public async Task A_mail_that_was_sent_is_found_and_one_that_was_not_is_not()
    {
        await Mailer.Send(Some.Mail(1), Stop);

        Assert.Equal(KeepsABook, await Mailer.LookUp(Some.Mail(1), Stop) is SendOutcome.Accepted);
        Assert.Null(await Mailer.LookUp(Some.Mail(2), Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a <b@example.com")]
    public async Task A_mail_to_no_mailbox_is_refused_for_good(string address)
    {
        Assert.IsType<SendOutcome.Refused>(await Mailer.Send(Some.Mail(1) with { ToAddress = address }, Stop));
        Assert.Empty(await Outbox());
    }

    [Fact]
    public async Task Many_mails_at_once_all_go_out()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(number => Mailer.Send(Some.Mail(number), Stop)));

        Assert.All(outcomes, outcome => Assert.IsType<SendOutcome.Accepted>(outcome));
        Assert.Equal(
            Enumerable.Range(0, 100)
                .Select(number => string.Create(CultureInfo.InvariantCulture, $"Order {number}")).Order(),
            (await Outbox()).Select(sent => sent.Subject).Order());
    }

    protected sealed record Sent(string To, string Subject, string Text, string Html);
}
