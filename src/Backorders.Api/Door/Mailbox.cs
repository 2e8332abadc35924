using System.Buffers;
using System.Text;

namespace Backorders.Api.Door;

/// <summary>
/// One plain mailbox, <c>local@domain</c>: the dot-atom form of RFC 5322, with letters of any script as RFC 6531 has
/// them. No display name, quotes, comments, address literals or line breaks, so it can stand in a mail header as it is.
/// </summary>
internal static class Mailbox
{
    /// <summary>Bytes of an address, of its local part and of a label of its domain (RFC 5321, RFC 1035).</summary>
    private const int MaxBytes = 254;
    private const int MaxLocalBytes = 64;
    private const int MaxLabelBytes = 63;

    private static readonly SearchValues<char> AtomMarks = SearchValues.Create("!#$%&'*+-/=?^_`{|}~");

    public static string? Rule(string text) =>
        IsPlain(text) ? null : "must be one e-mail address such as ada@example.com";

    private static bool IsPlain(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0 || Encoding.UTF8.GetByteCount(text) > MaxBytes)
            return false;
        var local = text.AsSpan(0, at);
        return Encoding.UTF8.GetByteCount(local) <= MaxLocalBytes
            && All(local, IsAtom)
            && All(text.AsSpan(at + 1), IsLabel);
    }

    private static bool All(ReadOnlySpan<char> dotted, Func<ReadOnlySpan<char>, bool> isPart)
    {
        foreach (var part in dotted.Split('.'))
        {
            if (!isPart(dotted[part]))
                return false;
        }

        return true;
    }

    private static bool IsAtom(ReadOnlySpan<char> part)
    {
        foreach (var rune in part.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && !(rune.IsAscii && AtomMarks.Contains((char)rune.Value)))
                return false;
        }

        return !part.IsEmpty;
    }

    private static bool IsLabel(ReadOnlySpan<char> part)
    {
        foreach (var rune in part.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && rune.Value != '-')
                return false;
        }

        return !part.IsEmpty && part[0] != '-' && part[^1] != '-' && Encoding.UTF8.GetByteCount(part) <= MaxLabelBytes;
    }
}
