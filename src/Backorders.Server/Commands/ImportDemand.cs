using System.CommandLine;
using Backorders.Server.Hosting;
using Backorders.Server.Stock;

namespace Backorders.Server.Commands;

/// <summary><c>import-demand</c>: what was asked on days gone by, from a CSV file, whether a server runs or not.
/// </summary>
internal static class ImportDemand
{
    private static readonly Argument<FileInfo> Csv = new("csv")
    {
        Description = "UTF-8, separated by commas, first line sku,date,units,lines; a day (yyyy-MM-dd) of a SKU once: "
            + "the units asked for and the order lines behind them.",
    };

    private static readonly Option<string> Shop = new("--shop")
    {
        Description = "The shop whose demand it is.",
        Required = true,
    };

    private static readonly Option<string> Data = Serve.DataOption();

    public static Command Command()
    {
        var import = new Command(
            "import-demand",
            "Takes the demand of days gone by from a CSV file, for SKUs that are there. A second run changes nothing; "
            + "a day that comes again with other figures is replaced. Of a day whose orders were taken here too, the "
            + "larger figure counts.")
        {
            Csv, Shop, Data,
        };
        import.SetAction((call, token) => Run(
            call.GetRequiredValue(Csv), call.GetRequiredValue(Shop),
            ReadServerOptions.From(urls: null, call.GetValue(Data)), token));
        return import;
    }

    private static async Task<int> Run(
        FileInfo csv, string shopId, ServerOptions options, CancellationToken cancellationToken)
    {
        var shop = ShopOption.Find(shopId, options);
        var file = CsvImport.Read(csv, text => DemandFile.Read(text, ServerHost.MachineClocks.Today));
        foreach (var bad in file.Bad)
        {
            await Console.Error.WriteLineAsync($"line {bad.Line} {bad.Reason}: skipped");
        }

        await using var app = await ServerHost.Build(options, ServerHost.MachineClocks);
        var import = new DemandImport(
            app.Services.GetRequiredService<Pipeline.ImportDemand>(), TimeProvider.System);
        var result = await CsvImport.WithProgress(
            "Importing demand", "SKUs", file.Skus.Count,
            imported => import.Run(shop.Id, file.Skus, imported, cancellationToken));
        foreach (var unknown in result.Unknown)
        {
            await Console.Error.WriteLineAsync(
                $"line {unknown.FirstLine} names {unknown.Sku}, which is no SKU of {shop.Id}: "
                + $"{unknown.Days.Count} rows skipped");
        }

        var skipped = file.Bad.Count + result.Unknown.Sum(sku => sku.Days.Count);
        await Console.Out.WriteLineAsync(
            $"{result.Rows} rows of {result.Changed + result.Unchanged} SKUs for {shop.Id}: {result.Changed} SKUs "
            + $"changed, {result.Unchanged} as before; {skipped} rows skipped.");
        return 0;
    }
}
