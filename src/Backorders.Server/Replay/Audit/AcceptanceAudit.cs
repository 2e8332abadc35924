using Backorders.Server.Replay.Books;
using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Shopfront;

namespace Backorders.Server.Replay.Audit;

/// <summary>Holds the answer to an order against what first come, first served demands at that moment.</summary>
internal static class AcceptanceAudit
{
    /// <summary>Checks the lines one after another and books what they take.</summary>
    public static List<string> Check(SaleEvent.Order order, OrderAnswer answer, StockBook stock)
    {
        if (!order.Lines.Select(line => (line.Sku, line.Units)).SequenceEqual(
                answer.Lines.Select(line => (line.Sku, line.Quantity))))
        {
            return [$"order {order.Number}: the answer has other lines than the order"];
        }

        List<string> violations = [];
        foreach (var line in answer.Lines)
        {
            var due = stock.Expect(line.Sku, line.Quantity);
            var got = new Due(line.Status == "rejected", line.Allocated, line.UnitsAhead);
            if (got != due)
            {
                violations.Add($"order {order.Number} line {line.Line}: answered {got}, due {due}");
            }

            if (line.Promised != line.Eta?.Date)
            {
                violations.Add($"order {order.Number} line {line.Line}: its first promise is not its first date");
            }

            if (!got.Rejected)
            {
                stock.Want(line.Sku, line.Quantity);
            }
        }

        return violations;
    }
}
