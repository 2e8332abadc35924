using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Backorders.Supply;

namespace Backorders.Server.Stock;

/// <summary>A row of a stock file, by the line that it stands on (the header is line 1).</summary>
public abstract record StockRow
{
    private const int MostOnHand = 1_000_000, MostLeadTimeDays = 730, MostHandlingDays = 90, NameLength = 200;

    private StockRow(int line) => Line = line;

    public int Line { get; }

    public sealed record Good(int Line, Sku Sku, PutStockRequest Request) : StockRow(Line);

    /// <param name="Reason">Completes "line 7 …".</param>
    public sealed record Bad(int Line, string Reason) : StockRow(Line);

    /// <param name="cells">sku, onHand, leadTimeDays, handlingDays, name; an empty one changes nothing.</param>
    internal static StockRow Parse(int line, string[] cells, string count)
    {
        if (!Id.IsValid(cells[0]))
        {
            return new Bad(line, CsvTable.NoSku);
        }

        if (cells[4].Length > NameLength || cells[4].Any(c => char.IsControl(c) || c == '\uFFFD'))
        {
            return new Bad(line, $"has no valid name: up to {NameLength} characters of UTF-8, no control characters");
        }

        if (Number(cells[1], MostOnHand) is not { } onHand)
        {
            return new Bad(line, $"has no valid onHand: a whole number from 0 to {MostOnHand}");
        }

        if (Number(cells[2], MostLeadTimeDays) is not { } leadTime)
        {
            return new Bad(line, $"has no valid leadTimeDays: a whole number from 0 to {MostLeadTimeDays}");
        }

        if (Number(cells[3], MostHandlingDays) is not { } handling)
        {
            return new Bad(line, $"has no valid handlingDays: a whole number from 0 to {MostHandlingDays}");
        }

        var countId = onHand.Given ? CountId(cells, count) : null;
        var name = new Change<string>(cells[4].Length > 0, cells[4]);
        return new Good(line, new(cells[0]), new(onHand.Value, countId, default, leadTime, handling, name));
    }

    /// <summary>A number, not given when the cell is empty, or null when it is none.</summary>
    private static Change<int?>? Number(string cell, int most)
    {
        if (cell.Length == 0)
        {
            return new(Given: false, Value: null);
        }

        return int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? new(Given: true, number)
            : null;
    }

    /// <summary>Derived from all that the row says: the same row is the same count however often it is read.</summary>
    private static string CountId(string[] cells, string count)
    {
        var content = JoinUnambiguously([count, .. cells]);
        return $"csv-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..40]}";
    }

    private static string JoinUnambiguously(IEnumerable<string> parts) =>
        string.Concat(parts.Select(part => $"{part.Length}:{part}"));
}
