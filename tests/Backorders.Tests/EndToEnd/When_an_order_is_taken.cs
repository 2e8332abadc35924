namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public class When_an_order_is_taken(LiveServer server)
{
    private readonly Caller shop = server.Shop;

    [Fact]
    public async Task The_example_of_the_contract_is_answered_word_for_word()
    {
        await shop.Put("/api/stock/TV-55", new { onHand = 3 });
        await shop.Put("/api/stock/HDMI-2M", new { onHand = 10 });
        await shop.Post("/api/orders", Contract.Order("WEB-1000", Contract.Line("TV-55", 40)));
        await new SupplierDesk(shop).Tell("web-1", "shipment.announced", TimeProvider.System.GetUtcNow(), new
        {
            shipment = "PO-77",
            eta = Contract.InDays(12),
            lines = new[] { new { sku = "TV-55", quantity = 50 } },
        });
        await shop.AtRest();

        var body = """
            { "orderNumber": "WEB-1001",
              "placedAt": "2026-11-22T10:00:00Z",
              "customer": { "name": "Ada Byron", "email": "ada@example.com", "locale": "en" },
              "shipComplete": false,
              "lines": [ { "sku": "TV-55", "quantity": 2 }, { "sku": "HDMI-2M", "quantity": 1, "backorder": "deny" } ] }
            """;
        var answer = (await shop.PostText("/api/orders", body)).Expect(201);

        Assert.Equal("/api/orders/WEB-1001", answer.Headers.Location?.OriginalString);
        var order = $$"""
            { "orderNumber": "WEB-1001", "status": "backordered", "placedAt": "2026-11-22T10:00:00Z",
              "shipComplete": false, "lines": [
                { "line": 1, "sku": "TV-55", "quantity": 2, "status": "backordered", "allocated": 0, "backordered": 2,
                  "shipped": 0, "cancelled": 0, "unitsAhead": 37,
                  "eta": { "date": "{{Contract.InDays(12)}}", "basis": "shipment", "reference": "PO-77" },
                  "promised": "{{Contract.InDays(12)}}" },
                { "line": 2, "sku": "HDMI-2M", "quantity": 1, "status": "allocated", "allocated": 1, "backordered": 0,
                  "shipped": 0, "cancelled": 0, "unitsAhead": 0, "eta": null, "promised": null } ] }
            """;
        Contract.Shows(order, answer.Body);
        Contract.Shows(order, (await shop.Get("/api/orders/WEB-1001")).Expect(200).Body);
    }

    [Fact]
    public async Task A_repeat_is_known_by_its_members_not_by_its_spelling()
    {
        await Stock("A.SPELL", 5);
        (await shop.PostText("/api/orders", """
            {"orderNumber":"A-SPELL","customer":{"name":"Ada","email":"a@example.com"},
             "lines":[{"sku":"A.SPELL","quantity":1},{"sku":"A.SPELL","quantity":2}]}
            """)).Expect(201);

        var again = (await shop.PostText("/api/orders", """
            { "lines" : [ {"quantity": 1, "sku": "A.SPELL", "colour": "red"}, {"sku":"A.SPELL","quantity":2}],
              "customer":{"email":"a@example.com","name":"Ada"}, "source": "web", "orderNumber":"A-SPELL" }
            """)).Expect(200);
        Assert.True(again.IsReplay);
        (await shop.PostText("/api/orders", """
            {"orderNumber":"A-SPELL","customer":{"name":"Ada","email":"a@example.com"},
             "lines":[{"sku":"A.SPELL","quantity":2},{"sku":"A.SPELL","quantity":1}]}
            """)).ExpectProblem(422, "order-conflict");
        Assert.Equal(3, (await shop.Get("/api/stock/A.SPELL")).Number("allocated"));
    }

    [Fact]
    public async Task The_idempotency_key_is_the_order_number_where_there_is_none()
    {
        await Stock("A.KEY", 5);
        var body = new { customer = new { email = "a@example.com" }, lines = new[] { Contract.Line("A.KEY", 1) } };
        var other = Contract.Order("A-OTHER", Contract.Line("A.KEY", 1));
        var first = (await shop.Post("/api/orders", body, ("Idempotency-Key", "A-KEY"))).Expect(201);
        Assert.Equal("A-KEY", first.Text("orderNumber"));
        Assert.True((await shop.Post("/api/orders", body, ("Idempotency-Key", "A-KEY"))).Expect(200).IsReplay);
        (await shop.Post("/api/orders", other, ("Idempotency-Key", "A-KEY"))).Expect(422);
        (await shop.Post("/api/orders", body)).ExpectProblem(422, "validation");
        (await shop.Get("/api/orders/A-OTHER")).ExpectProblem(404, "not-found");
    }

    [Fact]
    public async Task An_unknown_sku_is_named_and_nothing_is_placed()
    {
        await Stock("A.KNOWN", 5);
        var order = Contract.Order("A-UNKNOWN", Contract.Line("A.KNOWN", 1), Contract.Line("A.NOBODY", 1));

        var answer = (await shop.Post("/api/orders", order)).ExpectProblem(422, "unknown-sku");

        Assert.Equal(["lines[1].sku"], answer.At("errors")!.AsObject().Select(error => error.Key));
        (await shop.Get("/api/orders/A-UNKNOWN")).ExpectProblem(404, "not-found");
        Assert.Equal(5, (await shop.Get("/api/stock/A.KNOWN")).Number("available"));
        await Stock("A.NOBODY", 5);
        (await shop.Post("/api/orders", order)).Expect(201);
    }

    [Fact]
    public async Task A_line_that_may_not_wait_is_rejected_as_a_whole_and_for_good()
    {
        await Stock("A.DENY", 3);
        var order = Contract.Order(
            "A-DENY", new { sku = "A.DENY", quantity = 4, backorder = "deny" }, Contract.Line("A.DENY", 1));

        var answer = (await shop.Post("/api/orders", order)).Expect(201);
        (await shop.Post("/api/stock/A.DENY/receipts", new { id = "GRN-1", quantity = 20 })).Expect(200);

        Assert.Equal("allocated", answer.Text("status"));
        var later = await shop.Get("/api/orders/A-DENY");
        Assert.Equal("rejected", later.Text("lines[0].status"));
        Assert.Equal(0, later.Number("lines[0].allocated") + later.Number("lines[0].backordered"));
        Assert.Equal("allocated", later.Text("lines[1].status"));
    }

    [Fact]
    public async Task An_order_of_a_hundred_lines_over_one_sku_is_served_in_line_order()
    {
        await Stock("A.LONG", 50);
        var lines = Enumerable.Range(0, 100).Select(_ => Contract.Line("A.LONG", 1)).ToArray();

        var answer = (await shop.Post("/api/orders", Contract.Order("A-LONG", lines))).Expect(201);

        Assert.Equal(
            [.. Enumerable.Repeat("allocated", 50), .. Enumerable.Repeat("backordered", 50)],
            answer.List("lines").Select(line => line.Text("status")!));
        Assert.Equal(Enumerable.Range(0, 50).Select(ahead => (long)ahead),
            answer.List("lines").Skip(50).Select(line => line.Number("unitsAhead")));
        var longer = Contract.Order("A-LONGER", [.. lines, lines[0]]);
        (await shop.Post("/api/orders", longer)).ExpectProblem(422, "validation");
    }

    [Fact]
    public async Task Queues_grow_beyond_two_thousand_million_units()
    {
        const int orders = 25;
        await Stock("A.HUGE", 1_000_000);
        var lines = Enumerable.Range(0, 100).Select(_ => Contract.Line("A.HUGE", 1_000_000)).ToArray();
        for (var number = 1; number <= orders; number++)
        {
            (await shop.Post("/api/orders", Contract.Order($"A-HUGE-{number}", lines))).Expect(201);
        }

        var last = await shop.Get($"/api/orders/A-HUGE-{orders}");
        Assert.Equal(2_498_000_000, last.Number("lines[99].unitsAhead"));
        Assert.Equal(2_499_000_000, (await shop.Get("/api/stock/A.HUGE")).Number("backordered"));
    }

    [Fact]
    public async Task The_time_of_acceptance_stands_where_none_was_sent()
    {
        await Stock("A.TIME", 1);
        var before = TimeProvider.System.GetUtcNow();
        var answer = await shop.Post("/api/orders", Contract.Order("A-TIME", Contract.Line("A.TIME", 1)));
        var placedAt = DateTimeOffset.Parse(answer.Text("placedAt")!);
        Assert.InRange(placedAt, before.AddSeconds(-1), TimeProvider.System.GetUtcNow().AddSeconds(1));
        Assert.EndsWith("Z", answer.Text("placedAt"), StringComparison.Ordinal);
    }

    private async Task Stock(string sku, int onHand) =>
        (await shop.Put($"/api/stock/{sku}", new { onHand })).Expect(201);
}
