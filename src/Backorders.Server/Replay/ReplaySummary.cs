using Backorders.Server.Replay.Books;

namespace Backorders.Server.Replay;

/// <summary>What a shop owner wants to know of a replay. All but the seconds follows from slice and seed.</summary>
/// <param name="From">The day of the first order.</param>
/// <param name="SplitInvoices">Invoices of more than 100 lines, which went in as several orders.</param>
/// <param name="UnitsAllocatedAtOnce">Units that the answers to the orders set aside.</param>
/// <param name="UnitsBackordered">Units that had to wait.</param>
/// <param name="LinesRejected">Lines of SKUs that take no, or no more, backorders.</param>
/// <param name="LinesServedLater">Lines that waited and got all their units.</param>
/// <param name="MedianWaitHours">Business time from order to last unit, of those served later; null: none.</param>
/// <param name="LongestQueueProduct">The product's name; null: it has none, or nobody waited.</param>
/// <param name="MailsByKind">received, changed, ready, cancelled.</param>
/// <param name="DatesSlipped">How often a line's promised date moved to a later one.</param>
/// <param name="UnitsReturned">Negative quantities that matched no unshipped line: returned or written off.</param>
/// <param name="LinesSkipped">By code that is no product.</param>
/// <param name="SecondsTakingOrders">The part of the time in which orders were under way.</param>
internal sealed record ReplaySummary(
    int Seed, DateOnly From, DateOnly To, int Invoices, int SplitInvoices, int Orders, int Lines, long Units,
    int LinesAllocatedAtOnce, long UnitsAllocatedAtOnce, int LinesBackordered, long UnitsBackordered, int LinesRejected,
    int LinesServedLater, int LinesStillWaiting, double? MedianWaitHours, double? P95WaitHours,
    LongestQueue? LongestQueue, string? LongestQueueProduct, IReadOnlyDictionary<string, int> MailsByKind,
    int DatesSlipped, int OrdersShipped, int PurchaseOrders, int SupplierNews, int WarehouseReceipts,
    int UnitsCancelled, int UnitsReturned,
    IReadOnlyDictionary<string, int> LinesSkipped, double Seconds, double SecondsTakingOrders,
    double OrdersPerSecond, IReadOnlyList<string> Violations)
{
    public static ReplaySummary Of(ReplayOutcome outcome, int seed)
    {
        var (sales, tally) = (outcome.Sales, outcome.Tally);
        var lines = outcome.Orders.Lines.ToList();
        var taken = lines.Where(line => !line.RejectedAtOnce).ToList();
        var waits = lines.Where(line => line.ServedAt is not null)
            .Select(line => (line.ServedAt!.Value - line.AcceptedAt).TotalHours).ToList();
        return new(
            seed, Day(sales.Events[0].At), Day(sales.Events[^1].At), sales.Invoices, sales.SplitInvoices, tally.Orders,
            lines.Count, lines.Sum(line => (long)line.Units),
            taken.Count(line => line.AllocatedAtOnce == line.Units), taken.Sum(line => (long)line.AllocatedAtOnce),
            taken.Count(line => line.EverWaited), taken.Sum(line => (long)line.Units - line.AllocatedAtOnce),
            lines.Count - taken.Count, waits.Count, outcome.Orders.Waiting,
            Percentile(waits, 50), Percentile(waits, 95),
            outcome.Orders.LongestQueue,
            outcome.State.Stock.FirstOrDefault(sku => sku.Sku == outcome.Orders.LongestQueue?.Sku)?.Name,
            outcome.State.Mails.CountBy(mail => mail.Kind)
                .OrderBy(kind => kind.Key, StringComparer.Ordinal).ToDictionary(),
            lines.Sum(line => line.Slips), tally.Shipped, tally.Purchases, tally.News, tally.Receipts,
            tally.CancelledUnits, tally.ReturnedUnits,
            sales.Skipped.OrderBy(code => code.Key, StringComparer.Ordinal).ToDictionary(),
            tally.Time.TotalSeconds, tally.TimeTakingOrders.TotalSeconds, tally.Orders / tally.Time.TotalSeconds,
            outcome.Violations);
    }

    /// <summary>The nearest-rank percentile; null of no values.</summary>
    public static double? Percentile(List<double> values, int percent) =>
        values.Count == 0 ? null : Prevention.Percentile.Of(values, percent / 100.0);

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
