using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Backorders.Server.Stock;

/// <summary>A row of a CSV file.</summary>
/// <param name="Line">The line that it stands on (the header is line 1).</param>
/// <param name="Cells">In the order of the columns that were asked for.</param>
/// <param name="Bad">Why it has none, completing "line 7 …"; null: it has.</param>
internal readonly record struct CsvRow(int Line, string[] Cells, string? Bad);

/// <summary>A CSV file with a header: UTF-8, separated by commas, its columns in any order and any case.</summary>
internal static class CsvTable
{
    public static readonly string NoSku = $"has no valid sku: 1 to {Id.MaxLength} of A-Z a-z 0-9 . _ -";

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        BadDataFound = null,
        MissingFieldFound = null,
        PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
        TrimOptions = TrimOptions.Trim,
    };

    /// <summary>The rows, while they are read.</summary>
    /// <exception cref="InvalidDataException">The header names other columns, or there are too many rows.</exception>
    public static IEnumerable<CsvRow> Read(TextReader text, string[] columns, int mostRows)
    {
        using var csv = new CsvReader(text, Format, leaveOpen: true);
        CheckHeader(csv, columns);
        for (var rows = 1; csv.Read(); rows++)
        {
            if (rows > mostRows)
            {
                throw new InvalidDataException($"the file has more than {mostRows} rows: split it");
            }

            yield return csv.Parser.Count == columns.Length
                ? new(csv.Parser.RawRow, [.. columns.Select(column => csv.GetField(column) ?? "")], Bad: null)
                : new(csv.Parser.RawRow, [], $"has {csv.Parser.Count} fields, not {columns.Length}");
        }
    }

    private static void CheckHeader(CsvReader csv, string[] columns)
    {
        if (!csv.Read() || !csv.ReadHeader())
        {
            throw new InvalidDataException($"the file is empty: it begins with {string.Join(',', columns)}");
        }

        var found = csv.HeaderRecord!.Select(column => column.Trim()).ToList();
        if (!found.Order(StringComparer.OrdinalIgnoreCase)
                .SequenceEqual(columns.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidDataException(
                $"the first line must name {string.Join(',', columns)}, not {string.Join(',', found)}");
        }
    }
}
