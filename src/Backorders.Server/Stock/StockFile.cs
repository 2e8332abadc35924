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
        var seen = new Dictionary<string, int>();
        return [.. CsvTable.Read(text, Columns, MostRows).Select(row => ReadRow(row, count, seen))];
    }

    private static StockRow ReadRow(CsvRow csv, string count, Dictionary<string, int> seen)
    {
        if (csv.Bad is { } reason)
        {
            return new StockRow.Bad(csv.Line, reason);
        }

        var row = StockRow.Parse(csv.Line, csv.Cells, count);
        return row is StockRow.Good good && !seen.TryAdd(good.Sku.Value, csv.Line)
            ? new StockRow.Bad(csv.Line, $"names {good.Sku}, which line {seen[good.Sku.Value]} did before")
            : row;
    }
}
