using Backorders.Pipeline.Ports;
using Backorders.Simulation.Bugs;
using Backorders.Simulation.Checker;

namespace Backorders.Simulation.Worlds;

/// <summary>The mail provider as one process sees it. It knows a mail by its id and delivers it once.</summary>
internal sealed class MailPort(Wire wire, World world, Instance instance, Bug bug) : IMailer
{
    private static readonly TimeSpan LongRetryAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Greylisted = TimeSpan.FromMinutes(5);

    public TimeSpan InHand => bug.TakesInHand ? world.Post.InHand : TimeSpan.Zero;

    public Task<SendOutcome> Send(Mail sent, CancellationToken cancellationToken)
    {
        var mail = bug.OnSend(sent, world);
        var words = new MailTried(
            mail.Id, $"{mail.Shop}|{mail.Order}", mail.Kind, mail.ToAddress, mail.Subject, mail.Text,
            $"{mail.FromName} {mail.ReplyTo} {mail.ToName} {mail.Html} {mail.CreatedAt:O}");
        world.Watch.Checker.Mails.Tried(words, instance.Name, oneAtATime: !world.Post.KeepsABook);
        var fault = wire.Sky.Next(
            Fault.MailReplyLost, Fault.MailTimeoutSent, Fault.MailTimeoutNotSent, Fault.MailBusy, Fault.MailError,
            Fault.MailRefused, Fault.DiesBefore, Fault.DiesAfter);
        if (fault is null && !world.Post.KeepsABook)
        {
            fault = wire.Sky.Next(Fault.MailNotNow, Fault.MailSlow);
        }

        return Answer(words, wire.Call<SendOutcome>(
            $"sends the {mail.Kind} mail {mail.Id} of {mail.Shop}|{mail.Order}",
            fault,
            () => Take(words),
            () => fault == Fault.MailRefused ? Refuse(words)
                : fault == Fault.MailNotNow ? NotNow(words)
                : bug.OnPause(new(LongRetryAfter, "Quota.", Everybody: true)),
            () => bug.OnUnclear(new SendOutcome.Unclear("The connection broke."))));
    }

    public Task<SendOutcome?> LookUp(Mail mail, CancellationToken cancellationToken)
    {
        if (bug.NeverLooksUp)
        {
            return Task.FromResult<SendOutcome?>(null);
        }

        world.Watch.Checker.Mails.MaySend(mail.Id, instance.Name);
        return !world.Post.KeepsABook ? Task.FromResult<SendOutcome?>(null) : wire.Call<SendOutcome?>(
            $"looks up the mail {mail.Id}",
            wire.Sky.Next(Fault.MailLookUpFails, Fault.DiesBefore, Fault.DiesAfter),
            () => world.Watch.Checker.Mails.IsAccepted(mail.Id) ? new SendOutcome.Accepted() : null,
            () => new SendOutcome.NotSent(Patience, "The provider is away."),
            () => new SendOutcome.NotSent(Patience, "The provider is away."));
    }

    public Task Check(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<SendOutcome> Answer(MailTried mail, Task<SendOutcome> answer)
    {
        var outcome = await answer;
        world.Watch.Checker.Mails.Ended(mail, instance.Name);
        return outcome;
    }

    private SendOutcome Take(MailTried mail)
    {
        if (world.Post.NeverServes(mail.ToAddress))
        {
            return NotNow(mail);
        }

        if (world.Watch.Checker.Mails.IsRefused(mail.Id))
        {
            return Refuse(mail);
        }

        world.Watch.Checker.Mails.Accepted(mail);
        return new SendOutcome.Accepted();
    }

    private SendOutcome.NotSent NotNow(MailTried mail)
    {
        world.Watch.Checker.Mails.PutOff(mail);
        return new(Greylisted, "The mail server said 450.");
    }

    /// <summary>What was taken is not refused any more.</summary>
    private SendOutcome Refuse(MailTried mail)
    {
        if (world.Watch.Checker.Mails.IsAccepted(mail.Id))
        {
            return new SendOutcome.Accepted();
        }

        world.Watch.Checker.Mails.Refused(mail);
        return new SendOutcome.Refused("The address does not exist.");
    }
}
