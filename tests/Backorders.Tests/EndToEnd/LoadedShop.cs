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
}
