namespace Backorders.Pipeline.Documents;

/// <summary>One mail of an order, <c>notice:{n}</c>: decided when made, worded at its turn, then sent.</summary>
internal sealed record NoticeDocument(
    int Schema, string Order, int Number, DateTimeOffset MadeAt, NoticeState State) : StoredDocument(Schema)
{
    /// <summary>Frozen before the send, so that every try is byte for byte the same.</summary>
    public StoredMail? Mail { get; init; }

    /// <summary>The order's count of looks when the mail was frozen.</summary>
    public int LooksAtFreeze { get; init; }

    /// <summary>
    /// Laid back: a waiting notice, until the sweep calls it, by then at the latest; a frozen one, not before then.
    /// Null: it is at its turn.
    /// </summary>
    public DateTimeOffset? Turn { get; init; }

    /// <summary>The <c>traceparent</c> of who laid it back; null: nobody listened.</summary>
    public string? Trace { get; init; }

    /// <summary>How often nobody could say whether it went out.</summary>
    public int UnclearTries { get; init; }

    /// <summary>How often "not now" was said to this mail alone.</summary>
    public int NotNowTries { get; init; }

    /// <summary>Why the provider refused it for good, or what it last said when nothing was clear.</summary>
    public string? Problem { get; init; }
}

internal enum NoticeState
{
    Waiting,
    Frozen,
    Sent,
    Dropped,
    Refused,

    /// <summary>It may have gone out or not, and asking again does not help: a person has to look.</summary>
    Unclear,
}

internal sealed record StoredMail(
    string Id, string Kind, string FromName, string? ReplyTo, string ToName, string ToAddress, string Subject,
    string Text, string Html, DateTimeOffset CreatedAt);
