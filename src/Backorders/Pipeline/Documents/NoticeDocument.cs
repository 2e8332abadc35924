namespace Backorders.Pipeline.Documents;

/// <summary>One mail of an order, <c>notice:{n}</c>: decided when made, worded at its turn, then sent.</summary>
internal sealed record NoticeDocument(
    int Schema, string Order, int Number, DateTimeOffset MadeAt, NoticeState State) : StoredDocument(Schema)
{
    /// <summary>Frozen before the send, so that every try is byte for byte the same.</summary>
    public StoredMail? Mail { get; init; }

    /// <summary>The order's count of looks when the mail was frozen.</summary>
    public int LooksAtFreeze { get; init; }

    /// <summary>Why the provider refused it for good.</summary>
    public string? Problem { get; init; }
}

internal enum NoticeState
{
    Waiting,
    Frozen,
    Sent,
    Dropped,
    Refused,
}

internal sealed record StoredMail(
    string Id, string Kind, string FromName, string? ReplyTo, string ToName, string ToAddress, string Subject,
    string Text, string Html, DateTimeOffset CreatedAt);

/// <summary>A message that its queue gave up on.</summary>
internal sealed record PoisonDocument(int Schema, string Queue, string Body, DateTimeOffset KeptAt)
    : StoredDocument(Schema);
