using System.Globalization;
using Backorders.Prevention;

namespace Backorders.Server.Stock;

/// <summary>What a demand file says of one SKU.</summary>
/// <param name="FirstLine">The line that names it first (the header is line 1).</param>
public sealed record SkuDemand(Sku Sku, int FirstLine, IReadOnlyDictionary<DateOnly, ImportedDemand> Days);

/// <summary>A row that is not taken.</summary>
/// <param name="Line">The line that it stands on.</param>
/// <param name="Reason">Completes "line 7 …".</param>
public sealed record BadDemandRow(int Line, string Reason);

/// <summary>
/// A CSV file of demand by day, UTF-8, separated by commas, with the header <c>sku,date,units,lines</c> in any order.
/// </summary>
public sealed record DemandFile(IReadOnlyList<SkuDemand> Skus, IReadOnlyList<BadDemandRow> Bad)
{
    /// <summary>Rows are kept in memory while they are worked: some 250 MB of them, 5,000 SKUs for over a year.
    /// </summary>
    public const int MostRows = 2_000_000;

    private const int MostUnits = 100_000_000;

    private const string DateFormat = "yyyy-MM-dd";

    private static readonly DateOnly FirstDay = new(2000, 1, 1);

    private static readonly string[] Columns = ["sku", "date", "units", "lines"];

    /// <param name="today">No row is about a later day.</param>
    /// <exception cref="InvalidDataException">The header is wrong, or there are too many rows.</exception>
    public static DemandFile Read(TextReader text, DateOnly today)
    {
        var skus = new Dictionary<string, (int FirstLine, Dictionary<DateOnly, ImportedDemand> Days)>();
        var bad = new List<BadDemandRow>();
        foreach (var row in CsvTable.Read(text, Columns, MostRows))
        {
            if ((row.Bad ?? Take(row, skus, today)) is { } reason)
            {
                bad.Add(new(row.Line, reason));
            }
        }

        return new([.. skus.Select(sku => new SkuDemand(new(sku.Key), sku.Value.FirstLine, sku.Value.Days))], bad);
    }

    /// <returns>Why it is not taken; null: it is.</returns>
    private static string? Take(
        CsvRow row, Dictionary<string, (int FirstLine, Dictionary<DateOnly, ImportedDemand> Days)> skus,
        DateOnly today)
    {
        if (row.Cells is not [var sku, var date, var unitsAsked, var linesAsked] || !Id.IsValid(sku))
        {
            return CsvTable.NoSku;
        }

        if (!DateOnly.TryParseExact(
                date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day < FirstDay || day > today)
        {
            return $"has no valid date: a day as {DateFormat} from {FirstDay:yyyy-MM-dd} to today, {today:yyyy-MM-dd}";
        }

        if (Number(unitsAsked) is not { } units || units > MostUnits)
        {
            return $"has no valid units: a whole number from 0 to {MostUnits}";
        }

        if (Number(linesAsked) is not { } lines || lines > units || (lines == 0 && units > 0))
        {
            return "has no valid lines: a whole number of order lines, at least one and at most one a unit";
        }

        if (!skus.TryGetValue(sku, out var known))
        {
            skus[sku] = known = (row.Line, []);
        }

        return known.Days.TryAdd(day, new(units, lines)) ? null : $"names {sku} on {day:yyyy-MM-dd} again";
    }

    private static int? Number(string cell) =>
        int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
