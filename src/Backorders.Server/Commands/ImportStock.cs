using System.CommandLine;
using Backorders.Pipeline;
using Backorders.Server.Hosting;
using Backorders.Server.Stock;

namespace Backorders.Server.Commands;

/// <summary><c>import-stock</c>: SKUs and counts from a CSV file, whether a server runs on the folder or not.</summary>
internal static class ImportStock
{
    private static readonly Argument<FileInfo> Csv = new("csv")
    {
        Description = "UTF-8, separated by commas, first line sku,onHand,leadTimeDays,handlingDays,name; "
            + "an empty cell leaves things as they are.",
    };

    private static readonly Option<string> Shop = new("--shop")
    {
        Description = "The shop whose stock it is.",
        Required = true,
    };

    private static readonly Option<string> Count = new("--count")
    {
        Description = "A name for this stock count. A row that was imported before changes nothing; under another name "
            + "it is counted anew.",
        DefaultValueFactory = _ => "",
    };

    private static readonly Option<string> Data = Serve.DataOption();

    public static Command Command()
    {
        var import = new Command(
            "import-stock", "Takes SKUs and their counts from a CSV file. A second run changes nothing.")
        {
            Csv, Shop, Count, Data,
        };
        import.SetAction((call, token) => Run(
            call.GetRequiredValue(Csv), call.GetRequiredValue(Shop), call.GetRequiredValue(Count),
            ReadServerOptions.From(urls: null, call.GetValue(Data)), token));
        return import;
    }

    private static async Task<int> Run(
        FileInfo csv, string shopId, string count, ServerOptions options, CancellationToken cancellationToken)
    {
        var shop = ShopOption.Find(shopId, options);
        var rows = CsvImport.Read(csv, text => StockFile.Read(text, count));
        foreach (var bad in rows.OfType<StockRow.Bad>())
        {
            await Console.Error.WriteLineAsync($"line {bad.Line} {bad.Reason}: skipped");
        }

        await using var app = await ServerHost.Build(options, ServerHost.MachineClocks);
        var import = new StockImport(
            app.Services.GetRequiredService<ManageStock>(), app.Services.GetRequiredService<ReadStock>(),
            TimeProvider.System);
        var good = rows.OfType<StockRow.Good>().ToList();
        var result = await CsvImport.WithProgress(
            "Importing stock", "rows", good.Count, booked => import.Run(shop.Id, good, booked, cancellationToken));
        await app.Services.GetRequiredService<Background>().Drain(cancellationToken);
        await Console.Out.WriteLineAsync(
            $"{good.Count} rows for {shop.Id}: {result.Created} new, {result.Changed} changed, "
            + $"{result.Unchanged} as before; {rows.Count - good.Count} skipped.");
        return 0;
    }
}
