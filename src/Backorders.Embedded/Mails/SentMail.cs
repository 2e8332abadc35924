namespace Backorders.Embedded.Mails;

/// <summary>A mail as it was sent.</summary>
/// <param name="To">The address alone.</param>
/// <param name="SentAt">When its body was frozen, to the second.</param>
/// <param name="Kind">received, changed, ready or cancelled.</param>
public sealed record SentMail(
    string To, string Subject, string Text, string Html, DateTimeOffset SentAt, string Order, string Kind);
