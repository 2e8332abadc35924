namespace Backorders.Pipeline.Ports;

/// <summary>Hands mails to a provider. The mail's id makes a repeat recognisable: same id, same bytes.</summary>
public interface IMailer
{
    Task<SendOutcome> Send(Mail mail, CancellationToken cancellationToken);

    /// <summary>
    /// What became of a mail that may have been sent; null: the provider never saw it, or keeps no book (SMTP), so it
    /// is sent again under the same id. <see cref="SendOutcome.NotSent"/>: it could not be asked now.
    /// </summary>
    Task<SendOutcome?> LookUp(Mail mail, CancellationToken cancellationToken);

    /// <summary>
    /// How long a mail may be on its way to the provider: so long no other process sends it too. Zero: a repeat finds
    /// that it was sent, and makes no second mail.
    /// </summary>
    TimeSpan InHand => TimeSpan.Zero;

    /// <summary>Comes back when mails can be handed over; throws <see cref="UnavailableException"/> when not.</summary>
    Task Check(CancellationToken cancellationToken);
}

/// <summary>One mail as it is sent, byte for byte the same at every try.</summary>
/// <param name="Id">A UUID derived from its cause, as shop, order and notice number: the provider's operation id.
/// </param>
/// <param name="Order">The number of the order that it is about; of a purchase order, its id.</param>
/// <param name="FromName">The shop's display name.</param>
/// <param name="ReplyTo">Where the answer goes; null: nowhere.</param>
/// <param name="Kind">received, changed, ready, cancelled or purchase.</param>
/// <param name="CreatedAt">When its body was frozen.</param>
public sealed record Mail(
    string Id, ShopId Shop, OrderNumber Order, string Kind, string FromName, string? ReplyTo, string ToName,
    string ToAddress, string Subject, string Text, string Html, DateTimeOffset CreatedAt)
{
    /// <summary>Null: none.</summary>
    public MailAttachment? Attachment { get; init; }
}

/// <param name="Type">As in a Content-Type header, without parameters.</param>
public sealed record MailAttachment(string Name, string Type, string Text);

public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>What a check says of a provider that did not answer as one that takes mails; null: it did.</summary>
    public UnavailableException? Away() => this switch
    {
        NotSent no => new(no.Reason, no.RetryAfter),
        Unclear no => UnavailableException.Soon(no.Reason),
        _ => null,
    };

    /// <summary>The provider has it and will deliver it.</summary>
    public sealed record Accepted : SendOutcome;

    /// <summary>It was surely not sent; try again after so long.</summary>
    /// <param name="Everybody">The provider takes no other mail before that either.</param>
    public sealed record NotSent(TimeSpan RetryAfter, string Reason, bool Everybody = false) : SendOutcome;

    /// <summary>The provider will never take it.</summary>
    /// <param name="OnlyIfFirst">
    /// True of a first try alone: of a repeat it does not say what became of the one before.
    /// </param>
    public sealed record Refused(string Reason, bool OnlyIfFirst = false) : SendOutcome
    {
        /// <summary>Whoever it is for, a customer or a supplier, nobody can be written to there.</summary>
        public static readonly Refused NoMailbox = new("The address is no mailbox.");
    }

    /// <summary>It may have been sent: look it up before trying again.</summary>
    public sealed record Unclear(string Reason) : SendOutcome;
}
