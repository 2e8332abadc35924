using Backorders.Tests.EndToEnd;

namespace Backorders.Tests.Observability;

/// <summary>
/// A customer's way through a shop whose name and address hold a word that may be seen nowhere, in orders and in all
/// places of a request where such a word could stand by mistake.
/// </summary>
internal static class CanaryStory
{
    public const string Mark = "zwetschge";
    public const string Address = $"{Mark}@example.com";
    public const string Served = "A-1";
    public const string Waiting = "A-2";

    private const string Parent = "00-99998888777766665555444433332222-00f067aa0ba902b7-01";

    private static readonly object Customer = new { name = $"Ada {Mark}", email = Address };

    /// <param name="headers">What comes with the order that waits.</param>
    /// <returns>The token in the link of a mail, which opens the order.</returns>
    public static async Task<string> Play(Caller shop, params (string, string)[] headers)
    {
        (await shop.Put("/api/stock/TV", new { onHand = 2, leadTimeDays = 14 })).Expect(201);
        (await Order(shop, Served, 1)).Expect(201);
        (await Order(shop, Waiting, 3, headers)).Expect(201);
        await shop.AtRest();
        (await shop.Get($"/api/orders?email={Address}")).Expect(200);
        (await shop.Get($"/o/{Mark}")).Expect(404);
        var token = MailedLink.TokenIn(Assert.Single(await shop.Mails()).Text);
        (await shop.Get($"/o/{token}")).Expect(200);
        (await shop.PostText($"/o/{token}", "choice=keep", MailedLink.Form)).Expect(303);
        (await shop.Get($"/{Mark}?{Mark}")).Expect(404);
        (await shop.PostText("/api/orders", $"{{\"customer\": {Address}")).Expect(400);
        (await Order(
            shop, "A-3", 1, ("baggage", $"who={Mark}"), ("User-Agent", Mark), ("X-Customer", Address),
            ("tracestate", $"who={Mark}"), ("traceparent", Parent), ("Idempotency-Key", Mark))).Expect(422);
        (await shop.Post("/api/stock/TV/receipts", new { id = "r1", quantity = 10 })).Expect(200);
        await shop.AtRest();
        Assert.Equal(["received", "ready"], (await shop.Mails()).Select(mail => mail.Kind));
        return token;
    }

    public static Task<Answer> Order(
        Caller shop, string number, int quantity, params (string, string)[] headers) => shop.Post(
        "/api/orders",
        new { orderNumber = number, customer = Customer, lines = new[] { new { sku = "TV", quantity } } }, headers);
}
