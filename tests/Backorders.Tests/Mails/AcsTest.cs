using Backorders.Azure.Mail;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Mails;

/// <summary>A mailer and the service that it talks to.</summary>
public abstract class AcsTest : IAsyncLifetime
{
    protected static readonly Mail OneMail = Some.Mail(1);

    protected AcsTest() => Service = new(Machine);

    protected static CancellationToken Stop => Some.Stop;

    protected FakeTimeProvider Machine { get; } = new(Some.Day);

    protected FakeAcs Service { get; }

    protected IMailer Mailer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Service.Start();
        Mailer = MailerOf(Service.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected IMailer MailerOf(string connectionString) =>
        new AcsMailer(new AcsOptions(new(connectionString), "no-reply@shop.example"), Machine);
}
