using System.Buffers;
using System.Text;

namespace Backorders.Api.Door;

/// <summary>What a text must be, in words, or null when it is that.</summary>
internal delegate string? TextRule(string text);

/// <summary>The rules for ids, names and words.</summary>
internal static class Texts
{
    public const int MaxName = 200;

    private const int LineSeparator = 0x2028;
    private const int ParagraphSeparator = 0x2029;

    private static readonly SearchValues<char> TagLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    public static string? Id(string text) =>
        Backorders.Id.IsValid(text) ? null : "must be 1 to 64 of A-Z a-z 0-9 . _ -";

    /// <summary>Names, reasons and tracking numbers: up to 200 characters that show on one line.</summary>
    public static string? Name(string text)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is LineSeparator or ParagraphSeparator)
                return "must not hold control characters";
            if (++length > MaxName)
                return $"must be up to {MaxName} characters";
        }

        return null;
    }

    /// <summary>A language tag as RFC 5646 spells them: <c>en</c>, <c>de-AT</c>.</summary>
    public static string? Locale(string text) =>
        text.Length is < 2 or > 35 || text.AsSpan().ContainsAnyExcept(TagLetters) || text[0] == '-' || text[^1] == '-'
            ? "must be a language tag such as en or de-AT"
            : null;

    /// <summary>A currency's code as ISO 4217 spells them.</summary>
    public static string? Currency(string text) =>
        text is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z']
            ? null
            : "must be the three letters of a currency such as EUR";

    /// <summary>One of a few words, spelled exactly so.</summary>
    public static TextRule OneOf(params string[] words) =>
        text => words.Contains(text, StringComparer.Ordinal) ? null : $"must be {InWords(words)}";

    private static string InWords(string[] words) => $"{string.Join(", ", words[..^1])} or {words[^1]}";
}
