using System.Buffers;
using System.Diagnostics;
using System.Globalization;
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

    /// <param name="rows">The heading first.</param>
    public static string Write(IEnumerable<IReadOnlyList<object?>> rows)
    {
        var table = new StringBuilder();
        foreach (var row in rows)
        {
            table.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return table.ToString();
    }

    /// <summary>
    /// A figure or a day of our own is no formula, whatever its sign, and comes through as it is; a text may be one. A
    /// null is an empty cell.
    /// </summary>
    public static string Cell(object? value) => value switch
    {
        null or "" => "",
        string text => Text(text),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable figure => figure.ToString(format: null, CultureInfo.InvariantCulture),
        _ => throw new UnreachableException($"No such cell: {value}."),
    };

    private static string Text(string text)
    {
        var safe = Formula.Contains(text[0]) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(Quoted) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
