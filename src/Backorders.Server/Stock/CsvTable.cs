using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Backorders.Server.Stock;

/// <summary>A CSV file with a header: UTF-8, separated by commas, its columns in any order and any case.</summary>
internal static class CsvTable
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        BadDataFound = null,
        MissingFieldFound = null,
        PrepareHeaderForMatch = header => header.Header.Trim().ToLowerInvariant(),
        TrimOptions = TrimOptions.Trim,
    };

    /// <summary>Stands before the first row.</summary>
    /// <exception cref="InvalidDataException">The header names other columns.</exception>
    public static CsvReader Open(TextReader text, string[] columns)
    {
        var csv = new CsvReader(text, Format, leaveOpen: true);
        try
        {
            CheckHeader(csv, columns);
            return csv;
        }
        catch
        {
            csv.Dispose();
            throw;
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
