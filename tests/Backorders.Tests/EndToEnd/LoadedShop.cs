namespace Backorders.Tests.EndToEnd;

/// <summary>A shop with a few hot SKUs of every kind, for many callers at once.</summary>
internal static class LoadedShop
{
    /// <summary>Puts the SKUs and books their first units.</summary>
    public static async Task<CallBook> Open(Caller caller, string name)
    {
        const int onHand = 40;
        var book = new CallBook(name);
        foreach (var (sku, policy) in new (string, object)[]
        {
            ("ALLOW", new { onHand, leadTimeDays = 14, handlingDays = 1 }),
            ("PATIENT", new { onHand, backorder = new { mode = "allow" } }),
            ("LIMIT", new { onHand, backorder = new { mode = "limit", limit = 60 }, leadTimeDays = 5 }),
            ("DENY", new { onHand, backorder = new { mode = "deny" } }),
        })
        {
            (await caller.Put($"/api/stock/{name}.{sku}", policy)).Expect(201);
            book.Count($"{name}.{sku}", onHand);
        }

        return book;
    }

    /// <summary>Half of what is set aside is gone: the youngest, who were told otherwise, wait again.</summary>
    public static async Task Burn(Caller caller, CallBook book)
    {
        foreach (var sku in book.Skus)
        {
            var stock = await caller.Get($"/api/stock/{sku}");
            var quantity = -(stock.Number("available") + ((stock.Number("allocated") + 1) / 2));
            if (quantity < 0)
            {
                (await caller.Post($"/api/stock/{sku}/adjustments", new { id = "fire", quantity })).Expect(200);
                book.Count(sku, quantity);
            }
        }
    }
}
