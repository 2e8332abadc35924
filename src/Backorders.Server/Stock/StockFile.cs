using CsvHelper;

namespace Backorders.Server.Stock;

/// <summary>
/// A CSV file of SKUs and their counts, UTF-8, separated by commas, with the header
/// <c>sku,onHand,leadTimeDays,handlingDays,name</c> in any order.
/// </summary>
public static class StockFile
{
    /// <summary>Rows are kept in memory while they are worked: some 100 MB of them.</summary>
    public const int MostRows = 500_000;

    private static readonly string[] Columns = ["sku", "onHand", "leadTimeDays", "handlingDays", "name"];

    /// <param name="count">What these counts are called; the same rows under another name are counts anew.</param>
    /// <exception cref="InvalidDataException">The header is wrong, or there are too many rows.</exception>
    public static IReadOnlyList<StockRow> Read(TextReader text, string count)
    {
        using var csv = CsvTable.Open(text, Columns);
        var rows = new List<StockRow>();
        var seen = new Dictionary<string, int>();
        while (csv.Read())
        {
            if (rows.Count == MostRows)
            {
                throw new InvalidDataException($"the file has more than {MostRows} rows: split it");
            }

            rows.Add(ReadRow(csv, count, seen));
        }

        return rows;
    }

    private static StockRow ReadRow(CsvReader csv, string count, Dictionary<string, int> seen)
    {
        var number = csv.Parser.RawRow;
        if (csv.Parser.Count != Columns.Length)
        {
            return new StockRow.Bad(number, $"has {csv.Parser.Count} fields, not {Columns.Length}");
        }

        var row = StockRow.Parse(number, [.. Columns.Select(column => csv.GetField(column) ?? "")], count);
        return row is StockRow.Good good && !seen.TryAdd(good.Sku.Value, number)
            ? new StockRow.Bad(number, $"names {good.Sku}, which line {seen[good.Sku.Value]} did before")
            : row;
    }
}
