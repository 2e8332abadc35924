using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Backorders.Simulation.Checker;
using Backorders.Simulation.Worlds;

namespace Backorders.Simulation.Callers;

/// <summary>How each ask is put on the wire, by the contract alone.</summary>
internal static class Wording
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>A member that is null on the wire, where others are left out.</summary>
    private static readonly JsonElement Cleared = JsonDocument.Parse("null").RootElement;

    private static readonly Dictionary<string, string> Gets = new(StringComparer.Ordinal)
    {
        ["order"] = "GetOrder",
        ["orders"] = "ListOrders",
        ["changes"] = "ListChanges",
        ["problems"] = "ListIntakeProblems",
        ["stock"] = "GetStock",
        ["stocks"] = "ListStock",
        ["promise"] = "QuotePromise",
        ["backorders"] = "ListBackorders",
    };

    public static HttpAsk Of(Ask ask, DateTimeOffset now) => ask switch
    {
        OrderAsk order => Keyed(order, "TakeOrder", "", "", Body(order)),
        CancelAsk cancel => Keyed(cancel, "CancelOrder", "orderNumber", cancel.Number, Body(cancel), cancel.Key),
        ShipAsk ship => Keyed(
            ship, "ShipOrder", "orderNumber", ship.Number, new { lines = ship.Lines, trackingNumber = ship.Tracking }),
        CountAsk count => Keyed(count, "PutStock", "sku", count.Sku, Body(count)),
        AdjustAsk adjust => Keyed(
            adjust, "AdjustStock", "sku", adjust.Sku, new { id = adjust.Id, quantity = adjust.Quantity }),
        ReceiptAsk receipt => Keyed(
            receipt, "ReceiveStock", "sku", receipt.Sku,
            new { id = receipt.Id, quantity = receipt.Quantity, shipment = receipt.Shipment }),
        NewsAsk news => Signed(news, now),
        LinkAsk link => Pressed(link),
        GetAsk get => Keyed(
            get, Gets[get.What], get.What is "order" ? "orderNumber" : "sku", get.Of, null) with
        {
            Query = get.Query,
        },
        _ => throw new System.Diagnostics.UnreachableException($"Nobody asks {ask}."),
    };

    /// <summary>As the body of POST.</summary>
    public static string Text(OrderAsk order) => JsonSerializer.Serialize(Body(order), Web);

    private static object Body(OrderAsk order) => new
    {
        orderNumber = order.Number,
        customer = new { name = order.Name, email = order.Email },
        shipComplete = order.ShipComplete,
        lines = order.Lines.Select(line => new
        {
            sku = line.Sku,
            quantity = line.Quantity,
            backorder = line.Deny ? "deny" : null,
        }),
    };

    private static object Body(CancelAsk cancel) => new
    {
        lines = cancel.Lines?.Select(line => new { line = line.Line, quantity = line.Quantity }),
        reason = "no longer wanted",
    };

    private static object Body(CountAsk count) => new
    {
        onHand = count.OnHand,
        countId = count.Id,
        backorder = new { mode = count.Mode, limit = count.Limit },
        leadTimeDays = count.LeadTimeDays is { } days ? (object)days : Cleared,
        handlingDays = count.HandlingDays,
    };

    /// <summary>As a browser sends it.</summary>
    private static HttpAsk Pressed(LinkAsk link) => new(
        link.Choice is null ? "CustomerPage" : "CustomerChoice",
        new Dictionary<string, string> { ["token"] = link.Token }, "",
        new Dictionary<string, string> { ["Content-Type"] = "application/x-www-form-urlencoded" },
        link.Choice is null ? [] : Encoding.UTF8.GetBytes($"choice={link.Choice}"));

    private static HttpAsk Keyed(
        Ask ask, string route, string place, string at, object? body, string? idempotencyKey = null)
    {
        var headers = new Dictionary<string, string> { ["Authorization"] = $"Bearer {World.KeyOf(ask.Shop)}" };
        if (idempotencyKey is not null)
        {
            headers["Idempotency-Key"] = idempotencyKey;
        }

        return new(
            route, new Dictionary<string, string> { [place] = at }, "", headers,
            body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, Web));
    }

    private static HttpAsk Signed(NewsAsk news, DateTimeOffset now)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = $"shipment.{news.Type}",
                timestamp = news.At,
                data = new
                {
                    shipment = news.Shipment,
                    eta = news.Eta?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    lines = news.Lines?.Select(line => new { sku = line.Sku, quantity = line.Quantity }),
                },
            },
            Web);
        var at = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{news.WebhookId}.{at}."), .. body];
        var secret = World.SecretOf(news.Shop, news.IsForged ? "nobody" : news.Supplier);
        return new(
            "ReceiveShipmentNews",
            new Dictionary<string, string> { ["shop"] = news.Shop, ["supplier"] = news.Supplier }, "",
            new Dictionary<string, string>
            {
                ["webhook-id"] = news.WebhookId,
                ["webhook-timestamp"] = at,
                ["webhook-signature"] = "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed)),
            },
            body);
    }
}
