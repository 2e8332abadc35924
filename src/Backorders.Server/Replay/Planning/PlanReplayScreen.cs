namespace Backorders.Server.Replay.Planning;

/// <summary>What a person sees of a replayed plan: progress, and the figures side by side.</summary>
internal static class PlanReplayScreen
{
    private const int WidthOfNames = 40;
    private const int WidthOfFigures = 18;

    public static void Read(int rows) => Console.WriteLine($"{rows:N0} invoice lines read");

    /// <summary>A line at the first trading day of each month.</summary>
    public static Action<string, TradingDay> Follow()
    {
        var last = (Shop: "", Month: 0);
        return (shop, day) =>
        {
            if (last != (shop, day.Date.Month))
            {
                last = (shop, day.Date.Month);
                Console.WriteLine($"{shop}: {day.Date:yyyy-MM-dd}, trading day {day.Number + 1}");
            }
        };
    }

    public static void Show(PlanReplaySummary summary)
    {
        Console.WriteLine();
        Console.WriteLine(
            $"{summary.Rows:N0} invoice lines, {summary.Skus:N0} SKUs, {summary.TradingDays} trading days from "
            + $"{summary.From:yyyy-MM-dd} to {summary.To:yyyy-MM-dd}; measured from {summary.MeasuredFrom:yyyy-MM-dd} "
            + $"on, lead time {summary.LeadTradingDays} trading days, seed {summary.Seed}");
        Console.WriteLine();
        Row("", [.. summary.Shops.Select(shop => shop.Name)]);
        foreach (var (what, figure) in Figures())
        {
            Row(what, [.. summary.Shops.Select(figure)]);
        }

        Console.WriteLine();
        foreach (var sentence in Sentences(summary.Coverage))
        {
            Console.WriteLine(sentence);
        }

        ReplayScreen.Verdict(summary.Violations);
    }

    private static IEnumerable<(string What, Func<ShopFigures, string> Figure)> Figures() =>
    [
        ("Units there at once", shop => Percent(shop.UnitFillRate)),
        ("  without bulk lines", shop => Percent(shop.UsualUnitFillRate)),
        ("Lines there at once", shop => Percent(shop.LineFillRate)),
        ("Lines backordered", shop => $"{shop.LinesBackordered:N0}"),
        ("  of them bulk", shop => $"{shop.BulkLinesBackordered:N0}"),
        ("  waiting at the end", shop => $"{shop.LinesStillWaiting:N0}"),
        ("Their wait, median", shop => shop.MedianWaitDays is { } days ? $"{days:N0} days" : "-"),
        ("Stock on an evening, average", shop => $"{shop.AverageStockUnits:N0} units"),
        ("  at the prices that customers pay", shop => $"{shop.AverageStockValue:N0} GBP"),
        ("Surplus at the end", shop => $"{shop.SurplusUnits:N0} units"),
        ("  at the prices that customers pay", shop => $"{shop.SurplusValue:N0} GBP"),
        ("Promises by suppliers' dates kept", shop => Percent(shop.PromisesKept)),
        ("  with the P80 lateness learned", shop => Percent(shop.PromisesKeptLearned)),
        ("  before there was a date", shop => Percent(shop.PromisesKeptByLeadTime)),
        ("Deliveries before which nobody waited", shop => $"{Percent(shop.DeliveriesInTime)} of {shop.Deliveries:N0}"),
    ];

    private static IEnumerable<string> Sentences(CoverageFigures coverage)
    {
        if (coverage.Reached is null)
        {
            yield return "Too few days to judge a reorder point: give the whole year with --data.";
            yield break;
        }

        yield return $"Cycle service: target 95 %, reached {Percent(coverage.Reached)} of {coverage.Cycles:N0} lead "
            + $"times ({Percent(coverage.ReachedWithDemand)} of those with demand), bulk lines promised apart; safety "
            + $"stock {coverage.SafetyTimesDemand:N2} times the lead-time demand.";
        yield return $"The textbook's factor would have reached {Percent(coverage.ReachedByTextbook)} with "
            + $"{coverage.TextbookTimesDemand:N2} times.";
    }

    private static void Row(string what, IReadOnlyList<string> figures) => Console.WriteLine(
        what.PadRight(WidthOfNames) + string.Concat(figures.Select(figure => figure.PadLeft(WidthOfFigures))));

    private static string Percent(double? share) => share is { } known ? $"{known * 100:N1} %" : "-";
}
