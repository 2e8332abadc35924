using Backorders.Server.Replay.Suppliers;
using NewsType = Backorders.Supply.NewsType;

namespace Backorders.Tests.Replay;

public sealed class When_suppliers_are_simulated
{
    private static readonly DateTimeOffset Monday = new(2010, 12, 6, 17, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_and_purchase_have_the_same_fate()
    {
        foreach (var purchase in Purchases(50))
        {
            Assert.Equal(Told(DeliveryFate.Of(purchase, seed: 7)), Told(DeliveryFate.Of(purchase, seed: 7)));
        }
    }

    [Fact]
    public void Another_seed_has_other_fates() =>
        Assert.NotEqual(
            Purchases(20).SelectMany(purchase => Told(DeliveryFate.Of(purchase, seed: 1))),
            Purchases(20).SelectMany(purchase => Told(DeliveryFate.Of(purchase, seed: 2))));

    [Fact]
    public void Suppliers_announce_first_and_no_two_moves_of_a_shipment_share_an_hour()
    {
        foreach (var moves in Purchases(500).Select(purchase => DeliveryFate.Of(purchase, seed: 3)))
        {
            Assert.Equal(NewsType.Announced, Assert.IsType<SupplierMove.Tells>(moves[0]).Type);
            Assert.Equal(moves.Count, moves.Select(move => move.At).Distinct().Count());
            Assert.Equal(moves, moves.OrderBy(move => move.At));
        }
    }

    [Fact]
    public void They_slip_come_early_deliver_short_and_in_parts_cancel_and_are_booked_in()
    {
        var all = Purchases(500).Select(p => (Purchase: p, Moves: DeliveryFate.Of(p, seed: 3))).ToList();
        var news = all
            .SelectMany(p => p.Moves.OfType<SupplierMove.Tells>(), (p, tells) => (p.Purchase, tells)).ToList();

        Assert.Contains(news, n => n.tells.Type == NewsType.Delayed && n.tells.Eta > n.Purchase.Eta);
        Assert.Contains(news, n => n.tells.Type == NewsType.Delayed && n.tells.Eta < n.Purchase.Eta);
        Assert.Contains(news, n => n.tells.Type == NewsType.Closed);
        Assert.Contains(news, n => n.tells.Type == NewsType.Cancelled);
        Assert.Contains(news, n => n.tells.Twice);
        Assert.Contains(
            news, n => n.tells.Type == NewsType.Arrived && n.tells.Lines![0].Units < n.Purchase.Lines[0].Units);
        Assert.Contains(all, p => p.Moves.OfType<SupplierMove.BookedIn>().Any());
    }

    [Fact]
    public void The_opening_stock_follows_from_sales_and_seed_and_some_of_it_runs_out()
    {
        var demand = Enumerable.Range(20000, 400).ToDictionary(sku => $"{sku}", _ => 100L);
        var names = new Dictionary<string, string> { ["20000"] = "INFLATABLE POLITICAL GLOBE" };

        var plan = ShelfPlan.Make(demand, names, seed: 5);

        Assert.Equal(plan, ShelfPlan.Make(demand.Reverse().ToDictionary(), names, seed: 5));
        Assert.NotEqual(plan, ShelfPlan.Make(demand, names, seed: 6));
        Assert.InRange(plan.Count(shelf => shelf.ShortUnits > 0), 20, 120);
        Assert.All(plan, shelf => Assert.Equal(shelf.ShortUnits > 0, shelf.OnHand < 100));
        Assert.Contains(plan, shelf => shelf.LeadTimeDays is null);
        Assert.Contains(plan, shelf => shelf.Mode == "deny");
        Assert.Contains(plan, shelf => shelf is { Mode: "limit", Limit: > 0 });
        Assert.All(plan, shelf => Assert.True(shelf.LeadTimeDays is null or (>= 5 and <= 15)));
    }

    [Fact]
    public void The_desk_buys_what_waits_and_nothing_covers()
    {
        var demand = Enumerable.Range(20000, 40).ToDictionary(sku => $"{sku}", _ => 100L);
        var shelves = ShelfPlan.Make(demand, new Dictionary<string, string>(), seed: 5);
        var wanted = shelves.ToDictionary(shelf => shelf.Sku, _ => 10L);
        wanted[shelves.First(shelf => shelf.LeadTimeDays is not null).Sku] = 0;

        var purchases = new PurchaseDesk(shelves).Reorder(new(2010, 12, 6), wanted);

        Assert.Equal(
            shelves.Where(shelf => shelf.LeadTimeDays is not null && wanted[shelf.Sku] > 0)
                .Select(shelf => shelf.Sku).Order(),
            purchases.SelectMany(purchase => purchase.Lines).Select(line => line.Sku).Order());
        Assert.All(purchases, p => Assert.All(p.Lines, line => Assert.Equal(16, line.Units)));
        Assert.Equal(purchases.Count, purchases.Select(purchase => purchase.Shipment).Distinct().Count());
    }

    private static IEnumerable<PurchaseOrder> Purchases(int count) =>
        Enumerable.Range(1, count).Select(n => new PurchaseOrder(
            $"PO-{n}", "kestrel", Monday, new DateOnly(2010, 12, 6).AddDays(5 + (n % 11)),
            [new("22423", 80), new("85123A", 9)]));

    private static IEnumerable<string> Told(IReadOnlyList<SupplierMove> moves) => moves.Select(move => move switch
    {
        SupplierMove.Tells tells =>
            $"{tells.At:s} {tells.WebhookId} {tells.Type} {tells.Eta} {Goods(tells.Lines)} {tells.Twice}",
        SupplierMove.BookedIn receipt => $"{receipt.At:s} {Goods(receipt.Lines)}",
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    private static string Goods(IReadOnlyList<GoodsLine>? lines) =>
        string.Join(',', lines?.Select(line => $"{line.Units} {line.Sku}") ?? []);
}
