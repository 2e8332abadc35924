using Backorders.Server.Replay.Audit;
using Backorders.Server.Replay.Books;
using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Shopfront;
using Backorders.Server.Replay.Suppliers;

namespace Backorders.Tests.Replay;

/// <summary>A small replay as if it had been played: orders as the API would answer them, and the books.</summary>
internal sealed class Played
{
    private static readonly DateTimeOffset Start = new(2010, 12, 1, 8, 0, 0, TimeSpan.Zero);

    public const string Cakestand = "22423";

    public Played(int onHand, string mode = "allow", int? limit = null) =>
        Stock = new StockBook(
            [new(Cakestand, "REGENCY CAKESTAND", onHand, LeadTimeDays: 10, 0, mode, limit, "kestrel", ShortUnits: 0)]);

    public StockBook Stock { get; }

    public OrderBook Orders { get; } = new();

    public static SaleEvent.Order Order(string number, string customer, params int[] units) =>
        new(number, Start, Buyer.Of(customer, number), [.. units.Select(u => new SaleLine(Cakestand, u))]);

    public static SaleEvent.TakenBack TakenBack(string customer, int units) =>
        new("C1", Start, Buyer.Of(customer, "C1"), [new(Cakestand, units)]);

    public static LineAnswer Line(
        int number, int units, int allocated, long ahead = 0, int shipped = 0, int cancelled = 0)
    {
        var waits = units - allocated - shipped - cancelled;
        var day = new DateOnly(2010, 12, 11);
        return new(
            number, Cakestand, units,
            waits > 0 ? "backordered" : allocated > 0 ? "allocated" : shipped > 0 ? "shipped" : "cancelled",
            allocated, waits, shipped, cancelled, ahead, waits > 0 ? new EtaAnswer(day, "leadTime") : null,
            waits > 0 ? day : null);
    }

    public static LineAnswer Rejected(int number, int units) =>
        new(number, Cakestand, units, "rejected", 0, 0, 0, 0, 0, null, null);

    public static OrderAnswer Answer(string number, params LineAnswer[] lines) =>
        new(number, lines.Any(line => line.Waits) ? "backordered" : lines[0].Status, lines);

    /// <summary>Takes an order that was answered so.</summary>
    /// <returns>The violations in the answer.</returns>
    public IReadOnlyList<string> Take(SaleEvent.Order order, OrderAnswer answer)
    {
        var violations = AcceptanceAudit.Check(order, answer, Stock);
        Orders.Sequence([Orders.Accept(order, answer, Start)]);
        return violations;
    }

    public BookedOrder Learn(OrderAnswer answer, TimeSpan later) => Orders.Learn(answer, Start + later);
}
