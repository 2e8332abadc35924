using Backorders.Azure.Mail;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Mails;

/// <summary>What every answer of the service, and every missing one, says of a mail.</summary>
public sealed class AcsOutcomeTests : AcsTest
{
    [Theory]
    [InlineData(401, 300)]
    [InlineData(403, 300)]
    [InlineData(429, 300)]
    public async Task What_was_surely_not_sent_pauses_everybody(int status, int seconds)
    {
        Service.Whims.Enqueue(new Whim.Says(status));
        var outcome = Assert.IsType<SendOutcome.NotSent>(await Mailer.Send(OneMail, Stop));
        Assert.Equal((TimeSpan.FromSeconds(seconds), true), (outcome.RetryAfter, outcome.Everybody));
        Assert.EndsWith($" {status} Whim.", outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("17", 17)]
    [InlineData("0", 1)]
    [InlineData("Mon, 23 Nov 2026 00:20:00 GMT", 1_200)]
    [InlineData("999999999", 86_400)]
    [InlineData("soon", 300)]
    public async Task Over_the_quota_it_rests_as_long_as_the_service_says(string retryAfter, int seconds)
    {
        Service.Whims.Enqueue(new Whim.Says(429, RetryAfter: retryAfter));
        var outcome = Assert.IsType<SendOutcome.NotSent>(await Mailer.Send(OneMail, Stop));
        Assert.Equal(TimeSpan.FromSeconds(seconds), outcome.RetryAfter);
        Assert.Empty(Service.Posts);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(404, false)]
    [InlineData(413, false)]
    public async Task What_will_never_be_taken_is_refused_without_a_customers_address(int status, bool onlyIfFirst)
    {
        Service.Whims.Enqueue(new Whim.Says(status, "Invalid<Recipient>"));
        Assert.Equal(
            new SendOutcome.Refused($"The mail provider said {status} InvalidRecipient.", onlyIfFirst),
            await Mailer.Send(OneMail, Stop));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(412)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(302)]
    public async Task Anything_else_is_unclear(int status)
    {
        Service.Whims.Enqueue(new Whim.Says(status));
        Assert.IsType<SendOutcome.Unclear>(await Mailer.Send(OneMail, Stop));
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_unclear_and_the_mail_is_found_then()
    {
        Service.Whims.Enqueue(new Whim.AcceptAndDrop());
        Assert.IsType<SendOutcome.Unclear>(await Mailer.Send(OneMail, Stop));
        Assert.IsType<SendOutcome.Accepted>(await Mailer.LookUp(OneMail, Stop));
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_is_unclear_and_the_mail_is_not_found()
    {
        Service.Whims.Enqueue(new Whim.Drop());
        Assert.IsType<SendOutcome.Unclear>(await Mailer.Send(OneMail, Stop));
        Assert.Null(await Mailer.LookUp(OneMail, Stop));
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_unclear()
    {
        Service.Whims.Enqueue(new Whim.NoAnswer());
        var hasty = new AcsMailer(
            new AcsOptions(new(Service.ConnectionString), "no-reply@shop.example")
            {
                Patience = TimeSpan.FromMilliseconds(200),
            }, Machine);
        Assert.IsType<SendOutcome.Unclear>(await hasty.Send(OneMail, Stop));
    }

    [Fact]
    public async Task A_service_that_is_not_there_surely_took_nothing()
    {
        await Service.DisposeAsync();
        var outcome = Assert.IsType<SendOutcome.NotSent>(await Mailer.Send(OneMail, Stop));
        Assert.True(outcome.Everybody);
        Assert.IsType<SendOutcome.NotSent>(await Mailer.LookUp(OneMail, Stop));
        await Assert.ThrowsAsync<UnavailableException>(() => Mailer.Check(Stop));
    }

    [Fact]
    public async Task A_repeat_has_the_same_id_and_the_same_bytes_and_nothing_is_repeated_by_itself()
    {
        Service.Whims.Enqueue(new Whim.AcceptAndDrop());
        Service.Whims.Enqueue(new Whim.Says(503, RetryAfter: "0"));
        Assert.IsType<SendOutcome.Unclear>(await Mailer.Send(OneMail, Stop));
        Assert.IsType<SendOutcome.Unclear>(await Mailer.Send(OneMail, Stop));
        Assert.IsType<SendOutcome.Accepted>(await Mailer.Send(OneMail, Stop));
        Assert.Equal(2, Service.Posts.Count);
        Assert.Single(Service.Posts.Distinct());
        Assert.Single(Service.Mails);
    }

    [Theory]
    [InlineData("NotStarted")]
    [InlineData("Running")]
    [InlineData("Succeeded")]
    public async Task A_mail_that_the_service_has_in_hand_is_accepted(string state)
    {
        await Mailer.Send(OneMail, Stop);
        Service.States[OneMail.Id] = state;
        Assert.IsType<SendOutcome.Accepted>(await Mailer.LookUp(OneMail, Stop));
    }

    [Theory]
    [InlineData("Failed")]
    [InlineData("Canceled")]
    public async Task A_mail_that_the_service_gave_up_is_refused(string state)
    {
        await Mailer.Send(OneMail, Stop);
        Service.States[OneMail.Id] = state;
        Assert.Equal(
            new SendOutcome.Refused("The mail provider took it and then gave up: EmailDropped."),
            await Mailer.LookUp(OneMail, Stop));
    }

    [Theory]
    [InlineData("Pondering")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_state_that_nobody_knows_says_nothing_of_the_mail(string? state)
    {
        await Mailer.Send(OneMail, Stop);
        Service.States[OneMail.Id] = state;
        Assert.IsType<SendOutcome.Unclear>(await Mailer.LookUp(OneMail, Stop));
    }

    [Fact]
    public async Task A_look_up_without_an_answer_says_nothing()
    {
        await Mailer.Send(OneMail, Stop);
        Service.Whims.Enqueue(new Whim.Says(500));
        Assert.IsType<SendOutcome.Unclear>(await Mailer.LookUp(OneMail, Stop));
        Service.Whims.Enqueue(new Whim.Says(429));
        Assert.IsType<SendOutcome.NotSent>(await Mailer.LookUp(OneMail, Stop));
    }
}
