namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public class When_an_order_is_cancelled_or_shipped(LiveServer server)
{
    private readonly Caller shop = server.Shop;

    [Fact]
    public async Task Freed_units_go_to_the_next_in_line_at_once()
    {
        await Order("X-FIRST", "X.FREED", 3, onHand: 3);
        await Order("X-NEXT", "X.FREED", 2);

        var last = new { lines = new[] { new { line = 1, quantity = 1 } } };
        var cancelled = (await Cancel("X-FIRST", last)).Expect(200);

        Assert.Equal((2, 1), (cancelled.Number("lines[0].allocated"), cancelled.Number("lines[0].cancelled")));
        Assert.Equal(1, (await shop.Get("/api/orders/X-NEXT")).Number("lines[0].allocated"));
        Assert.Equal("cancelled", (await Cancel("X-FIRST", new { reason = "moved" })).Text("status"));
        Assert.Equal("allocated", (await shop.Get("/api/orders/X-NEXT")).Text("status"));
        (await Cancel("X-FIRST", new { lines = new[] { 1 } })).Expect(200);
    }

    [Fact]
    public async Task What_has_shipped_is_not_cancelled_and_neither_is_what_was_named_beside_it()
    {
        await Order("X-GONE", "X.GONE", 2, onHand: 10, lines: 2);
        (await Ship("X-GONE", new { lines = new[] { 1 }, trackingNumber = "T1" })).Expect(200);

        (await Cancel("X-GONE", new { lines = new[] { 1, 2 } })).ExpectProblem(409, "already-shipped");
        Assert.Equal("allocated", (await shop.Get("/api/orders/X-GONE")).Text("lines[1].status"));

        var rest = (await Cancel("X-GONE", new { })).Expect(200);
        Assert.Equal(("shipped", "cancelled"), (rest.Text("lines[0].status"), rest.Text("lines[1].status")));
        Assert.Equal("shipped", rest.Text("status"));
    }

    [Fact]
    public async Task Only_when_everything_has_shipped_there_is_nothing_to_cancel()
    {
        await Order("X-ALL", "X.ALL", 1, onHand: 1);
        (await Ship("X-ALL", new { })).Expect(200);
        (await Cancel("X-ALL", new { })).ExpectProblem(409, "already-shipped");
    }

    [Fact]
    public async Task Lines_that_are_not_there_cannot_be_named()
    {
        await Order("X-NAME", "X.NAME", 1, onHand: 1);
        (await Cancel("X-NAME", new { lines = new[] { 2 } })).ExpectProblem(422, "validation");
        (await Cancel("X-NAME", new { lines = Array.Empty<int>() })).ExpectProblem(422, "validation");
        (await Ship("X-NAME", new { lines = new[] { 0 } })).ExpectProblem(422, "validation");
        (await Cancel("X-NOBODY", new { })).ExpectProblem(404, "not-found");
        (await Ship("X-NOBODY", new { })).ExpectProblem(404, "not-found");
        Assert.Equal("allocated", (await shop.Get("/api/orders/X-NAME")).Text("status"));
    }

    [Fact]
    public async Task Only_what_is_there_can_ship_and_only_once()
    {
        await Order("X-SHIP", "X.SHIP", 2, onHand: 3, lines: 2);
        (await Ship("X-SHIP", new { trackingNumber = "T1" })).ExpectProblem(409, "not-allocated");
        (await Ship("X-SHIP", new { lines = new[] { 1 }, trackingNumber = "T1" })).Expect(200);
        (await Ship("X-SHIP", new { lines = new[] { 1 }, trackingNumber = "T1" })).Expect(200);
        (await Ship("X-SHIP", new { lines = new[] { 1 }, trackingNumber = "T2" }))
            .ExpectProblem(409, "already-shipped");

        var stock = await shop.Get("/api/stock/X.SHIP");
        Assert.Equal((1, 1, 1), (stock.Number("onHand"), stock.Number("allocated"), stock.Number("backordered")));
        (await Cancel("X-SHIP", new { lines = new[] { 2 } })).Expect(200);
        (await Ship("X-SHIP", new { lines = new[] { 2 }, trackingNumber = "T1" })).ExpectProblem(409, "not-allocated");
    }

    [Fact]
    public async Task An_order_that_ships_complete_ships_all_at_once()
    {
        (await shop.Put("/api/stock/X.WHOLE", new { onHand = 3 })).Expect(201);
        (await shop.Post("/api/orders", new
        {
            orderNumber = "X-WHOLE",
            customer = new { email = "a@example.com" },
            shipComplete = true,
            lines = new[] { Contract.Line("X.WHOLE", 2), Contract.Line("X.WHOLE", 2) },
        })).Expect(201);

        (await Ship("X-WHOLE", new { })).ExpectProblem(409, "ship-complete");
        (await Ship("X-WHOLE", new { lines = new[] { 1 } })).ExpectProblem(409, "ship-complete");
        (await shop.Post("/api/stock/X.WHOLE/receipts", new { id = "GRN-1", quantity = 1 })).Expect(200);
        (await Ship("X-WHOLE", new { lines = new[] { 1 } })).ExpectProblem(409, "ship-complete");
        Assert.Equal("shipped", (await Ship("X-WHOLE", new { })).Expect(200).Text("status"));
        (await Ship("X-WHOLE", new { })).Expect(200);
    }

    private Task<Answer> Cancel(string order, object body) => shop.Post($"/api/orders/{order}/cancel", body);

    private Task<Answer> Ship(string order, object body) => shop.Post($"/api/orders/{order}/shipments", body);

    private async Task Order(string number, string sku, int quantity, int? onHand = null, int lines = 1)
    {
        if (onHand is not null)
        {
            (await shop.Put($"/api/stock/{sku}", new { onHand })).Expect(201);
        }

        var asked = Enumerable.Range(0, lines).Select(_ => Contract.Line(sku, quantity)).ToArray();
        (await shop.Post("/api/orders", Contract.Order(number, asked))).Expect(201);
    }
}
