using System.Text.Json;
using Spectre.Console;

namespace Backorders.Benchmarks.Reporting;

/// <summary>The figures for people and for programs.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Prints the table, as wide as it needs to be where the output is no terminal.</summary>
    public static void Print(IReadOnlyList<Result> results)
    {
        const int wide = 160;
        if (!AnsiConsole.Profile.Out.IsTerminal)
            AnsiConsole.Profile.Width = wide;
        AnsiConsole.Write(Table(results));
    }

    public static async Task Save(IReadOnlyList<Result> results, FileInfo file, CancellationToken cancellationToken)
    {
        await using var stream = file.Create();
        await JsonSerializer.SerializeAsync(stream, results, Json, cancellationToken);
    }

    private static Table Table(IReadOnlyList<Result> results)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var heading in (string[])["workload", "figure", "median", "unit", "target", "", "runs"])
            table.AddColumn(new TableColumn(heading)
            {
                Alignment = heading is "median" or "target" ? Justify.Right : Justify.Left,
                NoWrap = true,
            });
        var workload = "";
        foreach (var result in results)
        {
            table.AddRow(
                result.Workload == workload ? "" : result.Workload,
                Markup.Escape(result.Name),
                Number(result.Median),
                Markup.Escape(result.Unit),
                Markup.Escape(result.Target ?? ""),
                result.Passes switch { null => "", true => "[green]pass[/]", false => "[red]FAIL[/]" },
                string.Join("  ", result.Runs.Select(Number)));
            workload = result.Workload;
        }

        return table;
    }

    private static string Number(double value) => value switch
    {
        0 => "0",
        >= 100 => $"{value:#,0}",
        >= 10 => $"{value:0.0}",
        _ => $"{value:0.00}",
    };
}
