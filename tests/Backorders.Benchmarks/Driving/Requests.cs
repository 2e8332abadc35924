using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Backorders.Benchmarks.Driving;

/// <summary>The calls of api.md that the workloads make, and the credentials that the server is started with.</summary>
internal static class Requests
{
    public const string Shop = "bench";
    public const string ShopKey = "bench-shop-key";
    public const string OperatorKey = "bench-operator-key";
    public const string Supplier = "acme";
    public const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private const string AsShop = $"Authorization: Bearer {ShopKey}";
    private const string AsOperator = $"Authorization: Bearer {OperatorKey}";

    /// <summary>One unit of each SKU, a line each.</summary>
    public static RequestBook Order(this RequestBook book, string orderNumber, params IReadOnlyList<string> skus)
    {
        var lines = string.Join(',', skus.Select(sku => $$"""{"sku":"{{sku}}","quantity":1}"""));
        book.Add(
            "POST",
            "/api/orders",
            $$"""
            {"orderNumber":"{{orderNumber}}",
            "customer":{"name":"Customer of {{orderNumber}}","email":"{{orderNumber}}@example.com","locale":"en"},
            "lines":[{{lines}}]}
            """,
            AsShop);
        return book;
    }

    public static RequestBook ReadOrder(this RequestBook book, string orderNumber)
    {
        book.Add("GET", $"/api/orders/{orderNumber}", "", AsShop);
        return book;
    }

    /// <param name="mode">Whether it may be ordered beyond its stock: allow or deny.</param>
    public static RequestBook Stock(this RequestBook book, string sku, int onHand, string mode = "allow")
    {
        book.Add(
            "PUT",
            $"/api/stock/{sku}",
            $$"""
            {"onHand":{{onHand}},"countId":"first","backorder":{"mode":"{{mode}}"},
            "leadTimeDays":14,"handlingDays":1,"name":"Article {{sku}}"}
            """,
            AsShop);
        return book;
    }

    public static RequestBook ReadStock(this RequestBook book, string sku)
    {
        book.Add("GET", $"/api/stock/{sku}", "", AsShop);
        return book;
    }

    public static RequestBook Receipt(this RequestBook book, string sku, string receipt, int quantity)
    {
        book.Add(
            "POST", $"/api/stock/{sku}/receipts", $$"""{"id":"{{receipt}}","quantity":{{quantity}}}""", AsShop);
        return book;
    }

    public static RequestBook MakePlan(this RequestBook book)
    {
        book.Add("POST", "/api/replenishment/run", "{}", AsShop);
        return book;
    }

    public static RequestBook Health(this RequestBook book)
    {
        book.Add("GET", "/healthz", "", AsOperator);
        return book;
    }

    /// <summary>News of a shipment, signed as Standard Webhooks says.</summary>
    /// <param name="quantities">Units by SKU; null: as announced before.</param>
    public static RequestBook News(
        this RequestBook book, string type, string shipment, DateOnly eta,
        IReadOnlyDictionary<string, int>? quantities = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var lines = quantities is null
            ? ""
            : ",\"lines\":[" + string.Join(
                ',', quantities.Select(line => $$"""{"sku":"{{line.Key}}","quantity":{{line.Value}}}""")) + "]";
        var body = $$"""
            {"type":"{{type}}","timestamp":"{{now:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}",
            "data":{"shipment":"{{shipment}}","eta":"{{eta:yyyy-MM-dd}}"{{lines}} } }
            """;
        var id = $"{type}-{shipment}-{eta:yyyyMMdd}";
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(
            Convert.FromBase64String(Secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")));
        book.Add(
            "POST",
            $"/api/shops/{Shop}/suppliers/{Supplier}/shipments",
            body,
            $"webhook-id: {id}",
            $"webhook-timestamp: {timestamp}",
            $"webhook-signature: v1,{signature}");
        return book;
    }
}
