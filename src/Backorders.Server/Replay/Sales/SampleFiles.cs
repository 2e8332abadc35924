using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace Backorders.Server.Replay.Sales;

/// <summary>
/// The slice of a real shop's invoices that comes with the program (samples/NOTICE.md says whose): gzipped CSV, in
/// time order. A file that is not what it should be is an <see cref="InvalidDataException"/> that names the row.
/// </summary>
internal static class SampleFiles
{
    private const string Invoices = "online_retail_2010-12.csv.gz";
    private const string Names = "product_names_2010-12.csv.gz";

    public static IReadOnlyList<InvoiceLine> ReadInvoiceLines()
    {
        using var reader = Open(Invoices);
        return ReadInvoiceLines(reader);
    }

    /// <summary>Reads <c>InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID,Country</c>.</summary>
    public static IReadOnlyList<InvoiceLine> ReadInvoiceLines(TextReader reader) => [.. StreamInvoiceLines(reader)];

    /// <summary>The same row by row, so that a year of it need not be in memory at once.</summary>
    public static IEnumerable<InvoiceLine> StreamInvoiceLines(TextReader reader) =>
        Read(reader, row => new InvoiceLine(
            row["InvoiceNo"]!, row["StockCode"]!,
            int.Parse(row["Quantity"]!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            DateTimeOffset.ParseExact(
                row["InvoiceDate"]!, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            row["CustomerID"] is { Length: > 0 } id ? id : null,
            decimal.Parse(row["UnitPrice"]!, CultureInfo.InvariantCulture)));

    /// <summary>Opens a gzipped CSV; null: the slice of invoices that comes with the program.</summary>
    public static StreamReader OpenInvoices(FileInfo? file) =>
        file is null ? Open(Invoices) : new(new GZipStream(file.OpenRead(), CompressionMode.Decompress));

    /// <summary>Product names by SKU; a product without one is not in it.</summary>
    public static IReadOnlyDictionary<string, string> ReadProductNames()
    {
        using var reader = Open(Names);
        return Read(reader, row => (Sku: row["sku"]!, Name: row["name"]!)).ToDictionary(p => p.Sku, p => p.Name.Trim());
    }

    private static StreamReader Open(string file) =>
        new(new GZipStream(
            File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", file)), CompressionMode.Decompress));

    private static IEnumerable<T> Read<T>(TextReader reader, Func<CsvReader, T> parse)
    {
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            yield return Parsed(csv, parse);
        }
    }

    private static T Parsed<T>(CsvReader csv, Func<CsvReader, T> parse)
    {
        try
        {
            return parse(csv);
        }
        catch (Exception e) when (e is FormatException or OverflowException or CsvHelperException)
        {
            var row = csv.Parser.RawRecord.Trim();
            throw new InvalidDataException($"row {csv.Parser.Row} cannot be read: {row}", e);
        }
    }
}
