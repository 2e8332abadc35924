using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Shopfront;
using Spectre.Console;

namespace Backorders.Server.Replay;

/// <summary>What a person sees of a replay: a bar on a terminal, a line a day elsewhere, and the summary.</summary>
internal static class ReplayScreen
{
    private const int SampleSubjects = 3;

    public static async Task<ReplayOutcome> Follow(
        SalesSlice sales, Func<Action<ReplayProgress>, Task<ReplayOutcome>> play)
    {
        var total = sales.Orders.Count();
        AnsiConsole.MarkupLineInterpolated(
            $"{total} orders of a real shop, {sales.Events[0].At:d MMMM yyyy} to {sales.Events[^1].At:d MMMM yyyy}.");
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            return await play(LineADay(total));
        }

        return await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("Opening the shop", maxValue: total);
                return await play(now =>
                {
                    bar.Value = now.Orders;
                    bar.Description =
                        $"{now.BusinessTime:ddd d MMM HH:mm}  {now.Orders} orders  {now.WaitingLines} lines waiting";
                });
            });
    }

    public static void Show(ReplaySummary summary, IReadOnlyList<MailAnswer> mails)
    {
        var table = new Table().HideHeaders().Border(TableBorder.None).AddColumn("what").AddColumn("figure");
        foreach (var (what, figure) in Figures(summary))
        {
            table.AddRow(Markup.Escape(what), Markup.Escape(figure));
        }

        ShowMails(mails);
        AnsiConsole.WriteLine();
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine();
        foreach (var violation in summary.Violations)
        {
            Console.WriteLine(violation);
        }

        Console.WriteLine($"{summary.Violations.Count} violations");
    }

    public static void Serving(ReplayServer server) => Console.WriteLine(
        $"""

        Still serving {server.Url} (key {ReplayServer.Key}), mails at {server.Url}dev/mail, data in {server.Folder}.
        The business clock goes on from {server.Business.GetUtcNow():yyyy-MM-dd HH:mm}. Ctrl-C ends it; the folder stays.
        """);

    private static Action<ReplayProgress> LineADay(int total)
    {
        DateOnly? last = null;
        return now =>
        {
            var day = DateOnly.FromDateTime(now.BusinessTime.UtcDateTime);
            if (day != last)
            {
                last = day;
                Console.WriteLine($"{day:yyyy-MM-dd}: {now.Orders} of {total} orders, {now.WaitingLines} lines waiting");
            }
        };
    }

    /// <summary>A few subjects and one whole mail: what the customers read.</summary>
    private static void ShowMails(IReadOnlyList<MailAnswer> mails)
    {
        if (mails.FirstOrDefault(mail => mail.Kind == "changed") is not { } whole)
        {
            return;
        }

        Console.WriteLine();
        Console.WriteLine("What customers read:");
        foreach (var mail in mails.DistinctBy(mail => mail.Kind).Take(SampleSubjects))
        {
            Console.WriteLine($"  {mail.SentAt:d MMM}  {mail.To}: {mail.Subject}");
        }

        Console.WriteLine();
        Console.WriteLine($"  To: {whole.To}");
        Console.WriteLine($"  Subject: {whole.Subject}");
        Console.WriteLine();
        foreach (var line in whole.Text.TrimEnd().Split('\n'))
        {
            Console.WriteLine($"  {line}".TrimEnd());
        }
    }

    private static IEnumerable<(string What, string Figure)> Figures(ReplaySummary s)
    {
        yield return ("Orders taken", $"{s.Orders:N0} from {s.Invoices:N0} invoices ({s.SplitInvoices} in several orders)");
        yield return ("  lines / units", $"{s.Lines:N0} / {s.Units:N0}");
        yield return ("Allocated at once", $"{s.LinesAllocatedAtOnce:N0} lines, {s.UnitsAllocatedAtOnce:N0} units");
        yield return ("Backordered", $"{s.LinesBackordered:N0} lines, {s.UnitsBackordered:N0} units");
        yield return ("Rejected (no backorders)", $"{s.LinesRejected:N0} lines");
        yield return ("Served later", $"{s.LinesServedLater:N0} lines; {s.LinesStillWaiting:N0} wait still");
        yield return ("  wait", $"median {Days(s.MedianWaitHours)}, 95 of 100 within {Days(s.P95WaitHours)}");
        yield return ("Longest queue", s.LongestQueue is { } queue
            ? $"{queue.Lines:N0} lines for {queue.Units:N0} units of {queue.Sku}" : "none");
        yield return ("Dates that slipped", $"{s.DatesSlipped:N0}");
        yield return ("Orders shipped", $"{s.OrdersShipped:N0}");
        yield return ("Purchases", $"{s.PurchaseOrders:N0}, with {s.SupplierNews:N0} webhooks, {s.WarehouseReceipts:N0} receipts");
        yield return ("Mails", string.Join(", ", s.MailsByKind.Select(kind => $"{kind.Value:N0} {kind.Key}")));
        yield return ("Cancelled / returned", $"{s.UnitsCancelled:N0} / {s.UnitsReturned:N0} units");
        yield return ("Lines that are no products", string.Join(", ", s.LinesSkipped.Select(code => $"{code.Value} {code.Key}")));
        yield return ("Speed", $"{s.Orders / s.SecondsTakingOrders:N0} orders a second while orders came in");
        yield return ("", $"{s.Seconds:N1} s in all, {s.OrdersPerSecond:N0} orders a second");
    }

    private static string Days(double? hours) =>
        hours is { } some ? some < 48 ? $"{some:N0} hours" : $"{some / 24:N1} days" : "none";
}
