using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Shopfront;
using Spectre.Console;

namespace Backorders.Server.Replay;

/// <summary>What a person sees of a replay: a bar on a terminal, a line a day elsewhere, and the summary.</summary>
internal static class ReplayScreen
{
    /// <summary>A mail of a long order tells less than a short one.</summary>
    private const int LinesOfASample = 25;

    public static async Task<ReplayOutcome> Follow(
        SalesSlice sales, Func<Action<ReplayProgress>, Task<ReplayOutcome>> play)
    {
        var total = sales.Orders.Count();
        var (from, to) = (sales.Events[0].At, sales.Events[^1].At);
        Console.WriteLine($"{total:N0} orders of a real shop, {from:d MMMM yyyy} to {to:d MMMM yyyy}.");
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            return await play(LineADay(total));
        }

        return await AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
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

    /// <summary>What some customers read, the figures, and the violations by name.</summary>
    public static void Show(ReplaySummary summary, IReadOnlyList<MailAnswer> mails)
    {
        ShowMails(mails);
        Console.WriteLine();
        foreach (var (what, figure) in Figures(summary))
        {
            Console.WriteLine($"{what,-26}{figure}");
        }

        Console.WriteLine();
        Verdict(summary.Violations);
    }

    /// <summary>The violations by name, and how many there are.</summary>
    public static void Verdict(IReadOnlyList<string> violations)
    {
        foreach (var violation in violations)
        {
            Console.WriteLine(violation);
        }

        var style = new Style(violations.Count == 0 ? Color.Green : Color.Red, decoration: Decoration.Bold);
        AnsiConsole.Write(new Text($"{violations.Count} violations", style));
        AnsiConsole.WriteLine();
    }

    public static void Serving(ReplayServer server) => Console.WriteLine(
        $"""

        Still serving {server.Url} (key {ReplayServer.Key}), mails at {server.Url}dev/mail, data in {server.Folder}.
        The business clock goes on from {server.Business.GetUtcNow():yyyy-MM-dd HH:mm}.
        Ctrl-C ends it; the folder stays.
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
                Console.WriteLine(
                    $"{day:yyyy-MM-dd}: {now.Orders} of {total} orders, {now.WaitingLines} lines waiting");
            }
        };
    }

    /// <summary>A few subjects and one whole mail.</summary>
    private static void ShowMails(IReadOnlyList<MailAnswer> mails)
    {
        Console.WriteLine();
        Console.WriteLine("What customers read:");
        foreach (var mail in mails.DistinctBy(mail => mail.Kind))
        {
            Console.WriteLine($"  {mail.SentAt:d MMM}  {mail.To}: {mail.Subject}");
        }

        var whole = mails.FirstOrDefault(mail => mail.Kind == "changed" && LinesOf(mail).Length <= LinesOfASample)
            ?? (mails.Count > 0 ? mails[0] : null);
        if (whole is not null)
        {
            Console.WriteLine();
            Console.WriteLine($"  | To: {whole.To}");
            Console.WriteLine($"  | Subject: {whole.Subject}");
            Console.WriteLine("  |");
            foreach (var line in LinesOf(whole))
            {
                Console.WriteLine($"  | {line}".TrimEnd());
            }
        }
    }

    private static string[] LinesOf(MailAnswer mail) => mail.Text.TrimEnd().Split('\n');

    private static IEnumerable<(string What, string Figure)> Figures(ReplaySummary s)
    {
        yield return ("Orders taken", $"{s.Orders:N0} with {s.Lines:N0} lines and {s.Units:N0} units");
        yield return ("  from invoices", $"{s.Invoices:N0}, {s.SplitInvoices} of them too long for one order");
        yield return ("Allocated at once", $"{s.LinesAllocatedAtOnce:N0} lines, {s.UnitsAllocatedAtOnce:N0} units");
        yield return ("Backordered", $"{s.LinesBackordered:N0} lines, {s.UnitsBackordered:N0} units");
        yield return ("  served later", $"{s.LinesServedLater:N0} lines; {s.LinesStillWaiting:N0} wait still");
        yield return ("  their wait", $"median {Days(s.MedianWaitHours)}, 95 of 100 within {Days(s.P95WaitHours)}");
        yield return ("  longest queue", s.LongestQueue is { } queue
            ? $"{queue.Lines:N0} lines for {queue.Units:N0} units of {queue.Sku} {s.LongestQueueProduct}" : "none");
        yield return ("Rejected", $"{s.LinesRejected:N0} lines of products that take no (more) backorders");
        yield return ("Dates that slipped", $"{s.DatesSlipped:N0}");
        yield return ("Mails sent", string.Join(", ", s.MailsByKind.Select(kind => $"{kind.Value:N0} {kind.Key}")));
        yield return ("Orders shipped", $"{s.OrdersShipped:N0}");
        yield return ("Purchases",
            $"{s.PurchaseOrders:N0}, told of by {s.SupplierNews:N0} webhooks and {s.WarehouseReceipts:N0} receipts");
        yield return ("Taken back",
            $"{s.UnitsCancelled:N0} units cancelled before they left, {s.UnitsReturned:N0} returned or written off");
        yield return ("No products, skipped", string.Join(
            ", ", s.LinesSkipped.OrderByDescending(code => code.Value).Select(code => $"{code.Value} {code.Key}")));
        yield return ("Speed", $"{s.Orders / s.SecondsTakingOrders:N0} orders a second while they came in; "
            + $"{s.OrdersPerSecond:N0} over all {s.Seconds:N0} s of the replay");
    }

    private static string Days(double? hours) =>
        hours is { } some ? some < 48 ? $"{some:N0} hours" : $"{some / 24:N1} days" : "none";
}
