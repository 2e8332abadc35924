using System.Text.Json;
using System.Text.Json.Serialization;
using Backorders.Pipeline.Documents;
using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

/// <summary>What a supplier is told of an order, frozen before the first try: every try is byte for byte the same.
/// </summary>
internal static class PurchaseWording
{
    public const string Placed = "purchaseOrder.placed";

    /// <summary>What was frozen before is told again as it was: a receiver refuses the same id with other words.
    /// </summary>
    public static StoredSending Freeze(PurchaseDocument order, Shop shop, Supplier supplier, Clocks clocks)
    {
        var now = clocks.Machine.GetUtcNow();
        return supplier.WebhookUrl is null && supplier.Email is { } email
            ? StoredSending.Of(
                SendingRules.Begin(SendingBy.Mail, now), null,
                order.Sending?.Mail is { } mail && mail.ToAddress == email
                    ? mail
                    : PurchaseMail.Freeze(order, shop, email, clocks.Now))
            : StoredSending.Of(
                SendingRules.Begin(SendingBy.Webhook, now), order.Sending?.Body ?? Body(order, shop, clocks.Now),
                null);
    }

    /// <summary>The <c>webhook-id</c>, the same at every try.</summary>
    public static string WebhookId(ShopId shop, PurchaseId id) => $"msg_{Content.Hash($"{Placed} {shop}|{id}")}";

    private static string Body(PurchaseDocument order, Shop shop, DateTimeOffset at) => JsonSerializer.Serialize(
        new(Placed, at.UtcDateTime, new(
            order.Id, shop.Id.Value, shop.Name, order.Supplier, order.Currency,
            (order.Lines ?? []).Select(line => new PlacedLine(line.Sku, line.Quantity, line.Price)).ToList())),
        PurchaseJson.Default.PlacedWebhook);

    internal sealed record PlacedWebhook(string Type, DateTime Timestamp, PlacedOrder Data);

    internal sealed record PlacedOrder(
        string PurchaseOrder, string Shop, string ShopName, string Supplier, string? Currency,
        IReadOnlyList<PlacedLine> Lines);

    internal sealed record PlacedLine(string Sku, int Quantity, decimal? Price);
}

/// <summary>What we send to suppliers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PurchaseWording.PlacedWebhook))]
internal sealed partial class PurchaseJson : JsonSerializerContext;
