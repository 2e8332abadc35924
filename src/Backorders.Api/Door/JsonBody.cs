using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Backorders.Api.Door;

/// <summary>Makes a domain request out of an object's members, noting everything that is not allowed.</summary>
/// <remarks>What it returns counts only when nothing was noted.</remarks>
internal delegate T Extract<out T>(Members body, Errors errors);

/// <summary>Strict JSON: a UTF-8 object without duplicate members, comments, trailing commas, deep nesting.</summary>
internal static class JsonBody
{
    public const int MaxDepth = 16;

    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MaxDepth,
    };

    /// <summary>The request, or the problem: <c>malformed</c> if not strict JSON, else <c>validation</c>.</summary>
    public static Problem? Parse<T>(ReadOnlyMemory<byte> bytes, Extract<T> extract, out T? value)
    {
        value = default;
        if (!TryRead(bytes, out var document, out var malformed))
            return malformed;
        using (document)
        {
            var errors = new Errors();
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                errors.Add("$", "must be an object");
            else
                value = extract(new Members(document.RootElement, "", errors), errors);
            return errors.Any ? Problems.Validation(errors.ByPath) : null;
        }
    }

    private static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out JsonDocument? document,
        [NotNullWhen(false)] out Problem? problem)
    {
        document = null;
        problem = Flaw(bytes.Span) is { } flaw ? Problems.Malformed(flaw) : null;
        if (problem is not null)
            return false;
        try
        {
            document = JsonDocument.Parse(bytes, Strict);
            return true;
        }
        catch (JsonException wrong)
        {
            problem = Problems.Malformed(Explain(wrong));
            return false;
        }
        catch (InvalidOperationException)
        {
            // The search for duplicates decodes every member's name.
            problem = Problems.Malformed("A member's name holds half of a surrogate pair. Send whole characters.");
            return false;
        }
    }

    private static string? Flaw(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? "The body is empty. Send a JSON object."
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? "Send the JSON without a byte order mark."
        : !Utf8.IsValid(bytes) ? "The body is not UTF-8. Send JSON in UTF-8."
        : null;

    /// <summary>Where it went wrong; the parser's own words would quote what the caller sent.</summary>
    private static string Explain(JsonException wrong) =>
        "Send one JSON object, without duplicate members, comments or trailing commas, nested at most "
        + $"{MaxDepth} deep. It stops being that"
        + (wrong.LineNumber is { } line ? $" at line {line + 1}, byte {wrong.BytePositionInLine + 1}." : ".");
}
