using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Supply;

namespace Backorders.Tests.Pipeline;

/// <summary>What happens in the small world, and how it ends whatever it meets on its way.</summary>
internal static class FairWeather
{
    /// <summary>Worked out by hand from the contract.</summary>
    public const string End = """
        O1 allocated: 1 cancelled 0/0/0/2, 2 allocated 1/0/0/0
        O2 shipped: 1 shipped 0/0/2/0, 2 shipped 0/0/1/0
        O3 backordered: 1 backordered 2/1/0/0 2026-12-18 leadTime promised 2026-12-18
        A on hand 2, allocated 2, available 0, backordered 1, waiting 1
        B on hand 1, allocated 1, available 0, backordered 0, waiting 0
        O2 received, O2 changed, O3 received, O2 ready, O3 changed, O3 ready, O3 changed
        0 waiting, 0 pools, 0 unfinished
        """;

    public static async Task<string> Play(World world)
    {
        await world.Put("A", 2, 10);
        await world.Put("B", 1, 5);
        await world.Order("O1", ("A", 2), ("B", 1));
        await world.Rest();
        await world.Order("O2", ("A", 2), ("B", 1));
        await world.Rest();
        await world.News("n1", NewsType.Announced, "PO", new(2026, 12, 1), ("A", 3));
        await world.Rest();
        await world.Cancel("O1", new CancelLine(1, null));
        await world.Order("O3", ("A", 3));
        await world.Rest();
        await world.Receipt("B", "r1", 1);
        await world.Rest();
        await world.Ship("O2");
        await world.News("n2", NewsType.Delayed, "PO", new(2026, 12, 4));
        await world.Rest();
        await world.News("n3", NewsType.Arrived, "PO", null, ("A", 3));
        await world.Receipt("A", "r2", 2, "PO");
        await world.Rest();
        world.Business.Advance(TimeSpan.FromDays(15));
        await world.Adjust("A", "d1", -1);
        await world.Rest();
        return await Describe(world);
    }

    private static async Task<string> Describe(World world)
    {
        var lines = new List<string>();
        foreach (var number in new[] { "O1", "O2", "O3" })
        {
            lines.Add(Describe((await world.Get(number))!));
        }

        foreach (var sku in new[] { "A", "B" })
        {
            var stock = (await world.Stock(sku))!;
            lines.Add($"{sku} on hand {stock.OnHand}, allocated {stock.Allocated}, available {stock.Available}, " +
                $"backordered {stock.Backordered}, waiting {stock.WaitingLines}");
        }

        lines.Add(string.Join(", ", world.Mailbox.Accepted.Select(mail => $"{mail.Order} {mail.Kind}")));
        var work = await world.Work();
        lines.Add($"{work.NoticesWaiting} waiting, {work.PoolsWithWork} pools, {work.OrdersUnfinished} unfinished");
        return string.Join('\n', lines);
    }

    private static string Describe(OrderView order) =>
        $"{order.OrderNumber} {order.Status}: " + string.Join(", ", order.Lines.Select(line =>
            $"{line.Line} {line.Status} {line.Allocated}/{line.Backordered}/{line.Shipped}/{line.Cancelled}" +
            (line.Eta is { } eta ? $" {eta.Date:yyyy-MM-dd} {eta.Basis} promised {line.Promised:yyyy-MM-dd}" : "")));
}
