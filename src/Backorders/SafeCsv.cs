using System.Buffers;
using System.Text;

namespace Backorders;

/// <summary>
/// Tables as RFC 4180 has them, safe to open in a spreadsheet: a text that one would take for a formula begins with an
/// apostrophe (OWASP, "CSV Injection").
/// </summary>
public static class SafeCsv
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;\"\r\n\t");

    /// <summary>What a formula may begin with, in their wide forms too.</summary>
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <param name="rows">The heading first; a null is an empty cell.</param>
    public static string Write(IEnumerable<IReadOnlyList<string?>> rows)
    {
        var table = new StringBuilder();
        foreach (var row in rows)
        {
            table.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return table.ToString();
    }

    /// <summary>A text as a cell; figures of our own have no sign and come through as they are.</summary>
    public static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var safe = Formula.Contains(text[0]) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
