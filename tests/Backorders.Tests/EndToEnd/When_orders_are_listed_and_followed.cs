namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public class When_orders_are_listed_and_followed(LiveServer server)
{
    private readonly Caller shop = server.Shop;

    [Fact]
    public async Task Pages_hold_every_order_once_the_newest_first()
    {
        await Orders("L.PAGE", "L-PAGE", 12);
        foreach (var limit in new[] { 1, 5, 12, 200 })
        {
            var listed = await Listed($"sku=L.PAGE&limit={limit}");
            Assert.Equal(Enumerable.Range(1, 12).Reverse().Select(number => $"L-PAGE-{number}"), listed);
        }
    }

    [Fact]
    public async Task Filters_leave_only_what_fits()
    {
        await Orders("L.FIT", "L-FIT", 6, onHand: 3);
        (await shop.Post("/api/orders/L-FIT-2/cancel", new { })).Expect(200);
        (await shop.Post("/api/orders/L-FIT-1/shipments", new { })).Expect(200);
        await shop.AtRest();

        Assert.Equal(["L-FIT-4", "L-FIT-3"], await Listed("sku=L.FIT&status=allocated"));
        Assert.Equal(["L-FIT-6", "L-FIT-5"], await Listed("sku=L.FIT&status=backordered"));
        Assert.Equal(["L-FIT-2"], await Listed("sku=L.FIT&status=cancelled"));
        Assert.Equal(["L-FIT-1"], await Listed("sku=L.FIT&status=shipped"));
        Assert.Equal(["L-FIT-5"], await Listed("email=L-FIT-5@example.com"));
        Assert.Empty(await Listed("sku=L.FIT&status=rejected"));
        Assert.Empty(await Listed("sku=L.NOBODY"));
    }

    [Theory]
    [InlineData("/api/orders?limit=0")]
    [InlineData("/api/orders?limit=201")]
    [InlineData("/api/orders?limit=many")]
    [InlineData("/api/orders?status=lost")]
    [InlineData("/api/orders?sku=no%20sku")]
    [InlineData("/api/orders?after=made-up")]
    [InlineData("/api/changes?after=made-up")]
    [InlineData("/api/changes?limit=-1")]
    [InlineData("/api/stock?waiting=perhaps")]
    [InlineData("/api/stock?after=made-up")]
    public async Task A_query_that_makes_no_sense_is_malformed(string path) =>
        (await shop.Get(path)).ExpectProblem(400, "malformed");

    [Fact]
    public async Task A_cursor_belongs_to_the_list_that_gave_it()
    {
        await Orders("L.CURSOR", "L-CURSOR", 2);
        var next = (await shop.Get("/api/orders?limit=1")).Text("next");
        Assert.NotNull(next);
        (await shop.Get($"/api/stock?after={Uri.EscapeDataString(next)}")).ExpectProblem(400, "malformed");
        (await shop.Get($"/api/orders?after={Uri.EscapeDataString(next[..^1])}")).ExpectProblem(400, "malformed");
        (await shop.Get($"/api/orders?limit=1&after={Uri.EscapeDataString(next)}")).Expect(200);
    }

    [Fact]
    public async Task The_queue_of_a_sku_pages_in_the_order_of_service()
    {
        await Orders("L.QUEUE", "L-QUEUE", 9, onHand: 2);
        foreach (var limit in new[] { 1, 3, 100 })
        {
            var queue = await shop.All($"/api/stock/L.QUEUE/backorders?limit={limit}", "lines");
            Assert.Equal(
                Enumerable.Range(0, 7).Select(ahead => ($"L-QUEUE-{ahead + 3}", (long)ahead)),
                queue.Select(line => (line.Text("orderNumber")!, line.Number("unitsAhead"))));
        }
    }

    [Fact]
    public async Task Whoever_follows_the_changes_misses_none_while_others_write()
    {
        const int writers = 8;
        const int each = 15;
        (await shop.Put("/api/stock/L.FOLLOW", new { onHand = 0, leadTimeDays = 3 })).Expect(201);
        HashSet<string> all = [.. Enumerable.Range(0, writers * each).Select(number => $"L-FOLLOW-{number}")];
        string? cursor = null;
        HashSet<string> cancelled = [];

        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
        {
            for (var order = writer; order < writers * each; order += writers)
            {
                var line = Contract.Line("L.FOLLOW", 1);
                (await shop.Post("/api/orders", Contract.Order($"L-FOLLOW-{order}", line))).Expect(201);
                (await shop.Post($"/api/orders/L-FOLLOW-{order}/cancel", new { })).Expect(200);
            }
        }));
        await Patience.Until(TimeSpan.FromSeconds(20), async () =>
        {
            var after = cursor is null ? "" : $"&after={Uri.EscapeDataString(cursor)}";
            var page = (await shop.Get($"/api/changes?limit=7{after}")).Expect(200);
            cancelled.UnionWith(Numbers(page, "cancelled"));
            cursor = page.Text("next") ?? cursor;
            return all.IsSubsetOf(cancelled);
        }, () => $"never told: {string.Join(", ", all.Except(cancelled, StringComparer.Ordinal))}");
        await writing;
    }

    [Fact]
    public async Task A_line_that_is_served_by_itself_is_a_change()
    {
        await Orders("L.SELF", "L-SELF", 3);
        await shop.AtRest();
        var cursor = await EndOfChanges();
        (await shop.Post("/api/stock/L.SELF/receipts", new { id = "g1", quantity = 2 })).Expect(200);

        List<string> changed = [];
        await Patience.Until(TimeSpan.FromSeconds(10), async () =>
        {
            var page = (await shop.Get($"/api/changes?after={Uri.EscapeDataString(cursor)}")).Expect(200);
            changed = [.. Numbers(page, "allocated")];
            return changed.Contains("L-SELF-1") && changed.Contains("L-SELF-2");
        }, () => $"only these changed: {string.Join(", ", changed)}");
        Assert.DoesNotContain("L-SELF-3", changed);
    }

    private static IEnumerable<string> Numbers(Answer page, string status) => page.List("orders")
        .Where(order => string.Equals(order.Text("status"), status, StringComparison.Ordinal))
        .Select(order => order.Text("orderNumber")!);

    private async Task<string> EndOfChanges()
    {
        var cursor = "";
        await Patience.Until(TimeSpan.FromSeconds(20), async () =>
        {
            var after = cursor.Length == 0 ? "" : $"&after={Uri.EscapeDataString(cursor)}";
            var page = (await shop.Get($"/api/changes?limit=200{after}")).Expect(200);
            cursor = page.Text("next") ?? cursor;
            return page.List("orders").Count == 0 || page.At("next") is null;
        }, () => "The changes never end.");
        return cursor;
    }

    private async Task<IEnumerable<string>> Listed(string query) =>
        (await shop.All($"/api/orders?{query}", "orders")).Select(order => order.Text("orderNumber")!);

    private async Task Orders(string sku, string prefix, int count, int onHand = 0)
    {
        (await shop.Put($"/api/stock/{sku}", new { onHand = Math.Max(onHand, 0) })).Expect(201);
        for (var number = 1; number <= count; number++)
        {
            var spec = new OrderSpec($"{prefix}-{number}", ShipComplete: false, [(sku, 1, false)]);
            (await shop.Post("/api/orders", spec.Body)).Expect(201);
        }
    }
}
