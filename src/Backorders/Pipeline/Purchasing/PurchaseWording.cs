using System.Text.Json;
using System.Text.Json.Serialization;
using Backorders.Pipeline.Documents;
using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

/// <summary>What a supplier is told of an order, frozen before the first try: every try is byte for byte the same.
/// </summary>
internal static class PurchaseWording
{
    /// <summary>What was frozen before is told again as it was: a receiver refuses the same id with other words.
    /// </summary>
    public static StoredSending Freeze(
        PurchaseDocument order, PurchaseNews news, Shop shop, Supplier supplier, Clocks clocks)
    {
        var before = order.Sending?.Tells == news ? order.Sending : null;
        var isMail = supplier.WebhookUrl is null && supplier.Email is not null;
        var begun = SendingRules.Begin(
            isMail ? SendingBy.Mail : SendingBy.Webhook, clocks.Machine.GetUtcNow(), news) with
        {
            TriedBefore = before?.ToSending().MayHaveBeenTaken ?? false,
        };
        return isMail && supplier.Email is { } email
            ? StoredSending.Of(
                begun, null,
                before?.Mail is { } mail && mail.ToAddress == email
                    ? mail
                    : PurchaseMail.Freeze(order, news, shop, email, clocks.Now))
            : StoredSending.Of(begun, before?.Body ?? Body(order, news, shop, clocks.Now), null);
    }

    /// <summary>The <c>webhook-id</c>, the same at every try.</summary>
    public static string WebhookId(ShopId shop, PurchaseId id, PurchaseNews news) =>
        $"msg_{Content.Hash($"{Type(news)} {shop}|{id}")}";

    /// <summary>As the webhook spells it, such as <c>purchaseOrder.placed</c>.</summary>
    public static string Type(PurchaseNews news) => $"purchaseOrder.{PurchaseWords.Of(news)}";

    /// <summary>What is ordered; what is cancelled is only what has not arrived.</summary>
    public static IReadOnlyList<PurchaseLine> Lines(PurchaseDocument document, PurchaseNews news)
    {
        var order = document.ToOrder();
        return news == PurchaseNews.Placed
            ? order.Lines
            : [.. order.Lines.Select(line => line with
            {
                Quantity = (int)Math.Max(0, line.Quantity - order.Received(line.Sku)),
            }).Where(line => line.Quantity > 0)];
    }

    private static string Body(
        PurchaseDocument order, PurchaseNews news, Shop shop, DateTimeOffset at) => JsonSerializer.Serialize(
        new(Type(news), at.UtcDateTime, new(
            order.Id, shop.Id.Value, shop.Name, order.Supplier, order.Currency,
            Lines(order, news).Select(line => new OrderedLine(line.Sku.Value, line.Quantity, line.Price)).ToList())),
        PurchaseJson.Default.PurchaseWebhook);

    internal sealed record PurchaseWebhook(string Type, DateTime Timestamp, OrderedGoods Data);

    internal sealed record OrderedGoods(
        string PurchaseOrder, string Shop, string ShopName, string Supplier, string? Currency,
        IReadOnlyList<OrderedLine> Lines);

    internal sealed record OrderedLine(string Sku, int Quantity, decimal? Price);
}

/// <summary>What we send to suppliers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PurchaseWording.PurchaseWebhook))]
internal sealed partial class PurchaseJson : JsonSerializerContext;
