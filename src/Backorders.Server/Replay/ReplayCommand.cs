using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text.Json;
using Backorders.Server.Replay.Planning;
using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Suppliers;

namespace Backorders.Server.Replay;

/// <summary><c>replay</c>: a real shop's busiest weeks through the whole pipeline, with a server of its own.</summary>
internal static class ReplayCommand
{
    /// <summary>The whole slice.</summary>
    private const int AllOrders = int.MaxValue;

    private const string Purpose =
        "Plays December 2010 of a real gift shop through a server of its own, and checks that nothing went wrong.";

    private const string Explanation = """
        A server is started in a temporary folder; its business clock follows the data, and everything goes through its
        HTTP API.

        How invoices are played: each product line of an invoice is a line of one order (none are merged; the order
        has the invoice's number); an invoice of more than 100 lines goes in as several orders (536544-1, 536544-2
        ...). Orders of the same hour go in side by side unless they share a product. Codes that are no products
        (POST, DOT, M, D, S, C2, BANK CHARGES, AMAZONFEE, CRUK, PADS, gift vouchers ...) are skipped and counted. A
        negative quantity cancels units of the same customer's unshipped lines of the product, the youngest line
        first; what matches none is counted as returned. Customers are made up from the shop's customer number, or
        from the invoice where there is none.

        What is made up: the stock at the opening, lead times and backorder policies per product, and three suppliers,
        which announce, slip, come early, deliver short or in parts, and arrive; some deliveries are booked in by the
        warehouse too. A seed decides all that is asked and told: the same seed, the same figures, but for a few mails
        of a new date. The server works side by side, and two changes that come close together may share a mail. Lines
        are shipped a day after their order is ready.

        Data: Chen, D. (2015), Online Retail, UCI Machine Learning Repository, doi 10.24432/C5BW33, CC BY 4.0.
        """;

    private static readonly Option<int?> Orders = new("--orders")
    {
        Description = "Play only the first so many orders; all of the slice unless given.",
        HelpName = "n",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Decides stock, suppliers and their fates.",
        HelpName = "n",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<bool> Keep = new("--keep")
    {
        Description = "Keep the folder, and serve it afterwards until Ctrl-C.",
    };

    private static readonly Option<FileInfo?> Out = new("--out")
    {
        Description = "Write the summary there as JSON.",
        HelpName = "json",
    };

    private static readonly Option<bool> Plan = new("--plan")
    {
        Description = "Play the shop's buying instead, in memory: with the plan's proposals and without them.",
    };

    private static readonly Option<FileInfo?> Data = new("--data")
    {
        Description = "With --plan: gzipped invoice lines, such as the whole year's; the carried slice unless given.",
        HelpName = "csv.gz",
    };

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <returns>The command: it ends with 0, 1 for violations, 130 when it was stopped.</returns>
    public static Command Command()
    {
        var replay = new Command("replay", Purpose) { Orders, Seed, Keep, Out, Plan, Data };
        replay.Add(new HelpOption { Action = new ExplainedHelp() });
        Orders.Validators.Add(orders =>
        {
            if (orders.GetValueOrDefault<int?>() is < 1)
            {
                orders.AddError("--orders must be 1 or more.");
            }
        });
        Out.Validators.Add(json =>
        {
            if (json.GetValueOrDefault<FileInfo?>() is { Directory.Exists: false })
            {
                json.AddError("--out names a folder that does not exist.");
            }
        });
        Data.Validators.Add(data =>
        {
            if (data.GetValueOrDefault<FileInfo?>() is { Exists: false })
            {
                data.AddError("--data names a file that does not exist.");
            }
        });
        replay.Validators.Add(call =>
        {
            var plans = call.GetValue(Plan);
            if (plans && (call.GetValue(Keep) || call.GetValue(Orders) is not null))
            {
                call.AddError("--plan has no server: leave out --keep and --orders.");
            }
            else if (!plans && call.GetResult(Data) is { Implicit: false })
            {
                call.AddError("--data is for --plan.");
            }
        });
        replay.SetAction((call, token) => call.GetValue(Plan)
            ? PlanReplayCommand.Run(call.GetValue(Data), call.GetValue(Seed), call.GetValue(Out), token)
            : Run(
                call.GetValue(Orders) ?? AllOrders, call.GetValue(Seed), call.GetValue(Keep), call.GetValue(Out),
                token));
        return replay;
    }

    private static async Task<int> Run(
        int maxOrders, int seed, bool keep, FileInfo? file, CancellationToken cancellationToken)
    {
        var sales = SalesSlice.Cut(SampleFiles.ReadInvoiceLines(), maxOrders);
        var server = await ReplayServer.Start(sales.Events[0].At.AddDays(-1), cancellationToken);
        try
        {
            await using (server)
            {
                return await Play(server, sales, seed, keep, file);
            }
        }
        finally
        {
            if (keep)
            {
                await Console.Out.WriteLineAsync($"The data is kept in {server.Folder}.");
            }
            else
            {
                server.DeleteFolder();
            }
        }
    }

    private static async Task<int> Play(ReplayServer server, SalesSlice sales, int seed, bool keep, FileInfo? file)
    {
        try
        {
            var outcome = await ReplayScreen.Follow(sales, report => Play(server, sales, seed, report));
            var summary = ReplaySummary.Of(outcome, seed);
            ReplayScreen.Show(summary, outcome.State.Mails);
            await Write(summary, file, server.Stopping);
            if (keep)
            {
                ReplayScreen.Serving(server);
                await server.Serve();
            }

            return summary.Violations.Count == 0 ? 0 : 1;
        }
        catch (Exception e) when (server.Stopping.IsCancellationRequested
            && e is OperationCanceledException or HttpRequestException or ReplayBrokenException)
        {
            await Console.Error.WriteLineAsync("Stopped before the end: nothing was checked.");
            return 130;
        }
        catch (ReplayBrokenException e)
        {
            await Console.Error.WriteLineAsync($"The replay could not go on: {e.Message}");
            return 1;
        }
    }

    /// <param name="file">Null: nobody wants it.</param>
    internal static Task Write<T>(T summary, FileInfo? file, CancellationToken cancellationToken) => file is null
        ? Task.CompletedTask
        : File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(summary, Indented), cancellationToken);

    private static Task<ReplayOutcome> Play(
        ReplayServer server, SalesSlice sales, int seed, Action<ReplayProgress> report) =>
        new ReplayRun(
            server, sales, ShelfPlan.Make(sales.Demand(), SampleFiles.ReadProductNames(), seed), seed)
            .Play(report, server.Stopping);

    /// <summary>The usual help, and below it how the data is played.</summary>
    private sealed class ExplainedHelp : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var result = new HelpAction().Invoke(parseResult);
            parseResult.InvocationConfiguration.Output.WriteLine(Explanation);
            parseResult.InvocationConfiguration.Output.WriteLine(PlanReplayCommand.Explanation);
            return result;
        }
    }
}
