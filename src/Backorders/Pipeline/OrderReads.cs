using Backorders.Ledger;
using Backorders.Notices;
using Backorders.Orders;
using Backorders.Pipeline.Documents;

namespace Backorders.Pipeline;

/// <summary>An order document as it was read, with the ETag that guards its replacement.</summary>
internal sealed record FoundOrder(OrderId Id, OrderDocument Document, string ETag);

/// <summary>What callers and customers see of an order, computed from heads and lines.</summary>
internal static class OrderReads
{
    public static OrderView View(OrderDocument order, IReadOnlyList<PlacedLine> lines)
    {
        var views = lines.Select((line, index) => LineOf(order, index, line)).ToList();
        var status = OrderStatus.Of(views.Select(line => line.Status).ToHashSet(StringComparer.Ordinal));
        return new(order.Number, status, order.PlacedAt, order.ShipComplete, views)
        {
            Choice = order.Choice is { } made ? new(Word(made.Choice), made.At) : null,
        };
    }

    public static string Word(CustomerChoice choice) => choice switch
    {
        CustomerChoice.Keep => "keep",
        CustomerChoice.Cancel => "cancel",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static EtaView? EtaOf(Eta? eta) => eta is null ? null : new(
        eta.Date,
        eta.Basis switch
        {
            EtaBasis.Shipment => "shipment",
            EtaBasis.LeadTime => "leadTime",
            EtaBasis.Unknown => "unknown",
            _ => throw new System.Diagnostics.UnreachableException(),
        },
        eta.Reference?.Value,
        eta.Basis == EtaBasis.Shipment ? eta.P80Days : null);

    /// <summary>The date that the customer was last told of a line; before anything was told, its first date.</summary>
    public static DateOnly? Promised(OrderDocument order, Line line) =>
        order.Told.Count > 0 ? order.Told[line.Number - 1].Date : line.FirstEta?.Date;

    public static LineState State(PlacedLine placed)
    {
        var (pool, line) = (placed.Pool, placed.Line);
        var eta = pool.EtaOf(line);
        var condition = line.Fate switch
        {
            Fate.Live => eta is null ? LineCondition.Allocated : LineCondition.Waiting,
            Fate.Cancelled => LineCondition.Cancelled,
            Fate.Shipped => LineCondition.Shipped,
            Fate.Rejected => LineCondition.Rejected,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new(condition, eta?.Date, pool.AllocatedOf(line), line.Cancelled, pool.Version);
    }

    /// <summary>What the caller was answered when the line was placed.</summary>
    public static LineState FirstTold(Line line) => new(
        line.Fate == Fate.Rejected ? LineCondition.Rejected
        : line.FirstEta is null ? LineCondition.Allocated
        : LineCondition.Waiting,
        line.FirstEta?.Date, 0, 0, 0);

    public static string StatusOf(IEnumerable<LineState> lines) =>
        OrderStatus.Of(lines.Select(line => StatusOf(line.Condition)).ToHashSet(StringComparer.Ordinal));

    private static LineView LineOf(OrderDocument order, int index, PlacedLine placed)
    {
        var (pool, line) = (placed.Pool, placed.Line);
        var state = State(placed);
        return new(
            index + 1, order.Lines[index].Sku, line.Quantity, StatusOf(state.Condition), state.Allocated,
            pool.BackorderedOf(line), line.Fate == Fate.Shipped ? line.Quantity - line.Cancelled : 0, line.Cancelled,
            pool.UnitsAheadOf(line), EtaOf(pool.EtaOf(line)), Promised(order, line));
    }

    private static string StatusOf(LineCondition condition) => condition switch
    {
        LineCondition.Waiting => OrderStatus.Backordered,
        LineCondition.Allocated => OrderStatus.Allocated,
        LineCondition.Shipped => OrderStatus.Shipped,
        LineCondition.Cancelled => OrderStatus.Cancelled,
        LineCondition.Rejected => OrderStatus.Rejected,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
