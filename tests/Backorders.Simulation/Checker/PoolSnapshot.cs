using System.Globalization;
using Backorders.Simulation.Naive;

namespace Backorders.Simulation.Checker;

/// <summary>What callers may see of a SKU and its lines at one moment, by the naive list.</summary>
internal sealed record PoolSnapshot(StockPicture Stock, IReadOnlyList<LineView> Lines)
{
    public static PoolSnapshot Of(NaiveFifo fifo)
    {
        var etas = fifo.Etas();
        var views = new LineView[fifo.Lines.Count];
        var (ahead, waitingLines) = (0L, 0L);
        for (var index = 0; index < views.Length; index++)
        {
            var line = fifo.Lines[index];
            views[index] = new(
                Status(line), line.Allocated, line.Missing, line.Shipped, line.Cancelled,
                line.Missing == 0 ? 0 : ahead, Words(etas[index]), etas[index]?.Date);
            ahead += line.Missing;
            waitingLines += line.Missing > 0 ? 1 : 0;
        }

        return new(
            new(fifo.Held + fifo.Free, fifo.Held, fifo.Free, ahead, waitingLines, Inbound(fifo), Policy(fifo)), views);
    }

    public static string Words(NaiveEta? eta) => eta is null
        ? "-"
        : Words(eta.Date, eta.Basis, eta.Reference);

    public static string Words(DateOnly? date, string basis, string? reference) => string.Create(
        CultureInfo.InvariantCulture,
        $"{date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "?"} {basis.ToLowerInvariant()} {reference}");

    private static string Status(NaiveLine line) =>
        line.Rejected ? "rejected"
        : line.Missing > 0 ? "backordered"
        : line.Allocated > 0 ? "allocated"
        : line.Shipped > 0 ? "shipped"
        : "cancelled";

    /// <summary>The list that callers see: what is still to come, by the day it comes, then by id.</summary>
    private static string Inbound(NaiveFifo fifo) => string.Join(", ", fifo.Shipments
        .Where(shipment => shipment.IsOpen)
        .OrderBy(shipment => shipment.ComesOn).ThenBy(shipment => shipment.Id, StringComparer.Ordinal)
        .Select(shipment => Inbound(shipment.Id, shipment.Day!.Value, shipment.Expected, shipment.Counted)));

    public static string Inbound(string shipment, DateOnly eta, long expected, long received) => string.Create(
        CultureInfo.InvariantCulture, $"{shipment} {eta:yyyy-MM-dd} {expected} {received}");

    private static string Policy(NaiveFifo fifo) =>
        Policy(fifo.Deny ? "deny" : fifo.Limit is null ? "allow" : "limit", fifo.Limit, fifo.LeadTimeDays,
            fifo.HandlingDays);

    public static string Policy(string mode, int? limit, int? leadTimeDays, long handlingDays) => string.Create(
        CultureInfo.InvariantCulture, $"{mode} {limit} {leadTimeDays} {handlingDays}");
}
