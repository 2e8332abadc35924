using System.Text.Json;
using Backorders.Pipeline.Ports;

namespace Backorders.Azure.Cosmos;

/// <summary>
/// What the pipeline knows as a document's ETag. Cosmos DB replaces a document as a whole, and a tagged one keeps its
/// tags, shop and sort key for good: its ETag carries them, so that a replace can write them again, and refuse to
/// change them, without reading the document.
/// </summary>
/// <param name="ETag">Cosmos DB's own, with its quotes.</param>
/// <param name="Sort">The sort key with its shop; null when there are no tags.</param>
internal sealed record DocumentVersion(string ETag, string? Sort, IReadOnlyList<string> Tags)
{
    /// <summary>No ETag of Cosmos DB has this in it.</summary>
    private const char FixedTerms = '[';

    /// <summary>The version that a write leaves behind.</summary>
    public static string After(Write write, IReadOnlyList<string> tags, string etag) =>
        new DocumentVersion(etag, tags.Count == 0 ? null : Envelope.Sort(write.Terms), tags).ToString();

    /// <summary>Null: an ETag that no document can have; an asterisk would match them all.</summary>
    /// <exception cref="ArgumentException">It changes what is fixed.</exception>
    public static DocumentVersion? ReplacedBy(Write.Replace replace)
    {
        var end = replace.IfMatch.IndexOf(FixedTerms, StringComparison.Ordinal);
        if (end < 0)
        {
            return replace.IfMatch is "" or "*" ? null : new(replace.IfMatch, null, []);
        }
        var fixedTerms = JsonSerializer.Deserialize<string[]>(replace.IfMatch.AsSpan(end))!;
        return fixedTerms[0] == Envelope.Sort(replace.Terms)
            ? new(replace.IfMatch[..end], fixedTerms[0], fixedTerms[1..])
            : throw new ArgumentException(
                $"{replace.Id} has tags, so its shop and sort key are fixed.", nameof(replace));
    }

    public override string ToString() =>
        Tags.Count == 0 ? ETag : ETag + JsonSerializer.Serialize<string[]>([Sort!, .. Tags]);
}
