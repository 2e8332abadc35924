using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Backorders.Api.Door;
using Backorders.Pipeline.Planning;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Backorders.Api.Replenishment;

/// <summary>A report as JSON, each row by the names of the columns.</summary>
/// <param name="Total">Null: there is none.</param>
internal sealed record ReportView(
    string Report, DateOnly From, DateOnly To, string Basis, IReadOnlyList<string> Columns,
    IReadOnlyList<JsonObject> Rows, JsonObject? Total)
{
    public static ReportView Of(ReportTable table) => new(
        table.Report, table.From, table.To, table.Basis, table.Columns,
        [.. table.Rows.Select(row => Named(table, row))], table.Total.Count == 0 ? null : Named(table, table.Total));

    private static JsonObject Named(ReportTable table, IReadOnlyList<object?> row) => new(
        table.Columns.Zip(row, (column, cell) => KeyValuePair.Create(column, (JsonNode?)Node(cell))));

    private static JsonValue? Node(object? cell) => cell switch
    {
        null => null,
        string text => JsonValue.Create(text),
        long whole => JsonValue.Create(whole),
        double number => JsonValue.Create(number),
        DateOnly day => JsonValue.Create(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        _ => throw new System.Diagnostics.UnreachableException($"No such cell: {cell}."),
    };
}

/// <summary>The same as JSON or, to who prefers it, as CSV that a spreadsheet takes for no formulas.</summary>
internal static class ReportAnswer
{
    private const string Csv = "text/csv";

    public static IResult Of(ReportTable table, StringValues accept) => WantsCsv(accept)
        ? new CsvAnswer($"{table.Report}-{table.From:yyyy-MM-dd}-{table.To:yyyy-MM-dd}.csv", Table(table))
        : new Answer<ReportView>(StatusCodes.Status200OK, ReportView.Of(table), Json.Shapes.ReportView);

    /// <summary>By the larger quality; JSON where both are as welcome.</summary>
    private static bool WantsCsv(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var wanted))
            return false;
        double Quality(string type) => wanted
            .Where(one => string.Equals(one.MediaType.Value, type, StringComparison.OrdinalIgnoreCase))
            .Select(one => one.Quality ?? 1).DefaultIfEmpty(0).Max();
        return Quality(Csv) > Quality("application/json");
    }

    private static string Table(ReportTable table) => SafeCsv.Write(
        table.Columns.Count == 0
            ? [["note"], [table.Basis]]
            : table.Rows.Prepend(table.Columns).Append(table.Total));
}

/// <summary>A table to keep.</summary>
internal sealed class CsvAnswer(string name, string table) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // With a byte order mark: spreadsheets take a file without one for Latin-1.
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(table)];
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/csv; charset=utf-8";
        response.ContentLength = bytes.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        await response.BodyWriter.WriteAsync(bytes);
    }
}
