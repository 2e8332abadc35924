namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public class When_stock_is_kept(LiveServer server)
{
    private readonly Caller shop = server.Shop;

    [Fact]
    public async Task The_example_of_the_contract_is_answered_word_for_word()
    {
        (await shop.PutText("/api/stock/S.TV-55", """
            { "onHand": 3, "countId": "count-7", "backorder": { "mode": "limit", "limit": 500 },
              "leadTimeDays": 14, "handlingDays": 1, "name": "55-inch TV" }
            """)).Expect(201);
        (await shop.PutText("/api/stock/S.TV-55", """{ "backorder": { "mode": "allow" } }""")).Expect(200);
        (await shop.Post("/api/orders", Contract.Order("S-EXAMPLE", Contract.Line("S.TV-55", 40)))).Expect(201);
        (await new SupplierDesk(shop).Tell("s-1", "shipment.announced", TimeProvider.System.GetUtcNow(), new
        {
            shipment = "S.PO-77",
            eta = Contract.InDays(12),
            lines = new[] { new { sku = "S.TV-55", quantity = 50 } },
        })).Expect(202);
        await shop.AtRest();

        Contract.Shows($$"""
            { "sku": "S.TV-55", "name": "55-inch TV", "onHand": 3, "allocated": 3, "available": 0, "backordered": 37,
              "waitingLines": 1,
              "inbound": [ { "shipment": "S.PO-77", "supplier": "acme", "eta": "{{Contract.InDays(12)}}",
                             "expected": 50, "received": 0, "status": "expected" } ],
              "backorder": { "mode": "allow" }, "leadTimeDays": 14, "handlingDays": 1 }
            """, (await shop.Get("/api/stock/S.TV-55")).Expect(200).Body);
        Contract.Shows($$"""
            { "sku": "S.TV-55", "quantity": 3, "availableNow": 0,
              "eta": { "date": "{{Contract.InDays(13)}}", "basis": "shipment", "reference": "S.PO-77" } }
            """, (await shop.Get("/api/stock/S.TV-55/promise?quantity=3")).Expect(200).Body);
        Contract.Shows($$"""
            { "date": "{{Contract.InDays(15)}}", "basis": "leadTime", "reference": null }
            """, (await shop.Get("/api/stock/S.TV-55/promise?quantity=14")).Expect(200).At("eta"));
    }

    [Fact]
    public async Task What_is_absent_stays_and_what_is_null_is_cleared()
    {
        (await shop.PutText("/api/stock/S.CLEAR", "{}")).Expect(201);
        const string fresh = """
            { "onHand": 0, "backorder": { "mode": "allow" }, "leadTimeDays": null, "handlingDays": 0, "name": null }
            """;
        Contract.Shows(fresh, (await shop.Get("/api/stock/S.CLEAR")).Body);

        const string full = """
            { "onHand": 7, "backorder": { "mode": "limit", "limit": 5 }, "leadTimeDays": 3, "handlingDays": 2,
              "name": "Lamp" }
            """;
        Contract.Shows(full, (await shop.PutText("/api/stock/S.CLEAR", full)).Expect(200).Body);
        Contract.Shows(full, (await shop.PutText("/api/stock/S.CLEAR", "{}")).Expect(200).Body);
        await shop.PutText("/api/stock/S.CLEAR", """
            { "onHand": 0, "backorder": null, "leadTimeDays": null, "handlingDays": null, "name": null }
            """);
        Contract.Shows(fresh, (await shop.Get("/api/stock/S.CLEAR")).Body);
    }

    [Fact]
    public async Task A_count_with_an_id_counts_once()
    {
        await Put("S.COUNT", new { onHand = 10, countId = "c1" }, 201);
        await Move("S.COUNT", "adjustments", new { id = "a1", quantity = -4 });
        Assert.Equal(6, (await Put("S.COUNT", new { onHand = 10, countId = "c1" }, 200)).Number("onHand"));
        Assert.Equal(9, (await Put("S.COUNT", new { onHand = 9, countId = "c2" }, 200)).Number("onHand"));
        (await shop.Put("/api/stock/S.COUNT", new { onHand = 8, countId = "c2" })).ExpectProblem(422, "id-conflict");
        Assert.Equal(9, (await shop.Get("/api/stock/S.COUNT")).Number("onHand"));
    }

    [Fact]
    public async Task Damage_takes_free_units_first_and_then_those_of_the_youngest()
    {
        await Put("S.DAMAGE", new { onHand = 5 }, 201);
        await shop.Post("/api/orders", Contract.Order("S-OLD", Contract.Line("S.DAMAGE", 2)));
        await shop.Post("/api/orders", Contract.Order("S-YOUNG", Contract.Line("S.DAMAGE", 2)));

        await Move("S.DAMAGE", "adjustments", new { id = "a1", quantity = -2, reason = "damaged" });

        Assert.Equal(2, (await shop.Get("/api/orders/S-OLD")).Number("lines[0].allocated"));
        Assert.Equal(1, (await shop.Get("/api/orders/S-YOUNG")).Number("lines[0].allocated"));
        (await shop.Post("/api/stock/S.DAMAGE/adjustments", new { id = "a2", quantity = -4 }))
            .ExpectProblem(409, "insufficient-stock");
        await Move("S.DAMAGE", "receipts", new { id = "g1", quantity = 2 });
        Assert.Equal(0, (await Move("S.DAMAGE", "adjustments", new { id = "a2", quantity = -4 })).Number("available"));
        (await shop.Post("/api/stock/S.DAMAGE/adjustments", new { id = "a1", quantity = -1, reason = "damaged" }))
            .ExpectProblem(422, "id-conflict");
    }

    [Fact]
    public async Task Receipts_adjustments_and_counts_have_names_of_their_own()
    {
        await Put("S.NAMES", new { onHand = 1, countId = "same" }, 201);
        await Move("S.NAMES", "receipts", new { id = "same", quantity = 10 });
        await Move("S.NAMES", "receipts", new { id = "same", quantity = 10 });
        Assert.Equal(16, (await Move("S.NAMES", "adjustments", new { id = "same", quantity = 5 })).Number("onHand"));
        (await shop.Post("/api/stock/S.NAMES/receipts", new { id = "same", quantity = 10, shipment = "S.PO-1" }))
            .ExpectProblem(422, "id-conflict");
    }

    [Fact]
    public async Task A_promise_changes_nothing_and_is_null_for_what_is_there()
    {
        await Put("S.PROMISE", new { onHand = 3 }, 201);
        Contract.Shows("""{ "sku": "S.PROMISE", "quantity": 3, "availableNow": 3, "eta": null }""",
            (await shop.Get("/api/stock/S.PROMISE/promise?quantity=3")).Expect(200).Body);
        Contract.Shows("""{ "quantity": 4, "availableNow": 3, "eta": { "date": null, "basis": "unknown" } }""",
            (await shop.Get("/api/stock/S.PROMISE/promise?quantity=4")).Expect(200).Body);
        Assert.Equal(3, (await shop.Get("/api/stock/S.PROMISE")).Number("available"));
    }

    [Fact]
    public async Task The_list_can_be_cut_to_what_somebody_waits_for()
    {
        foreach (var sku in new[] { "S.LIST-1", "S.LIST-2", "S.LIST-3" })
        {
            await Put(sku, new { onHand = 0 }, 201);
        }

        await shop.Post("/api/orders", Contract.Order("S-LIST", Contract.Line("S.LIST-2", 1)));
        await shop.AtRest();

        Assert.Equal(["S.LIST-1", "S.LIST-2", "S.LIST-3"], await Listed("limit=3"));
        Assert.Equal(["S.LIST-2"], await Listed("waiting=true&limit=2"));
    }

    [Fact]
    public async Task A_sku_that_nobody_put_is_unknown()
    {
        foreach (var path in new[] { "", "/promise?quantity=1", "/backorders" })
        {
            Assert.Equal(404, (await shop.Get("/api/stock/S.NOBODY" + path)).Status);
        }

        Assert.Equal(404, (await shop.Post("/api/stock/S.NOBODY/receipts", new { id = "g1", quantity = 1 })).Status);
        Assert.Equal(404, (await shop.Post("/api/stock/S.NOBODY/adjustments", new { id = "a1", quantity = 1 })).Status);
    }

    private async Task<IEnumerable<string>> Listed(string query)
    {
        var all = (await shop.All("/api/stock?" + query, "stock")).Select(entry => entry.Text("sku")!).ToList();
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
        Assert.Distinct(all);
        return all.Where(sku => sku.StartsWith("S.LIST-", StringComparison.Ordinal));
    }

    private async Task<Answer> Put(string sku, object body, int status) =>
        (await shop.Put($"/api/stock/{sku}", body)).Expect(status);

    private async Task<Answer> Move(string sku, string kind, object body) =>
        (await shop.Post($"/api/stock/{sku}/{kind}", body)).Expect(200);
}
