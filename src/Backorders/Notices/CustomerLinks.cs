namespace Backorders.Notices;

/// <summary>How links are signed, and where customers open them.</summary>
/// <param name="Key">The signing key.</param>
/// <param name="PublicUrl">What stands before <c>/o/{token}</c>; null: mails carry no links.</param>
public sealed record CustomerLinks(ReadOnlyMemory<byte> Key, Uri? PublicUrl)
{
    /// <summary>Nothing is signed, and nothing opens.</summary>
    public static readonly CustomerLinks None = new(ReadOnlyMemory<byte>.Empty, null);

    /// <summary>The address for a mail, or null when mails carry none.</summary>
    public string? AddressOf(CustomerLink link) =>
        PublicUrl is null || Key.IsEmpty ? null : $"{PublicUrl.AbsoluteUri.TrimEnd('/')}/o/{link.Token(Key.Span)}";

    /// <inheritdoc cref="CustomerLink.Open"/>
    public CustomerLink? Open(string token, DateTimeOffset now) =>
        Key.IsEmpty ? null : CustomerLink.Open(token, Key.Span, now);

    /// <summary>A key is not for printing.</summary>
    public override string ToString() => $"links to {PublicUrl}";
}
