using System.Text.Json;
using Backorders.Api.Door;
using Backorders.Supply;

namespace Backorders.Api.Suppliers;

/// <summary>Reads a supplier's webhook once its signature is known to be good.</summary>
internal static class NewsBody
{
    public const int MaxLines = 1_000;
    public const int MaxUnits = 1_000_000;
    public const int MaxIdLength = 255;

    public static readonly string[] Types =
        ["shipment.announced", "shipment.delayed", "shipment.arrived", "shipment.closed", "shipment.cancelled"];

    private static readonly TextRule Type = Texts.OneOf(Types);

    /// <param name="id">The <c>webhook-id</c> as sent.</param>
    /// <param name="signedAt">The <c>webhook-timestamp</c>.</param>
    public static ShipmentNews? Read(Members body, string id, DateTimeOffset signedAt, DayRange days, Errors errors)
    {
        if (id.Length > MaxIdLength || !id.All(c => c is >= ' ' and <= '~'))
            errors.Add("webhook-id", $"must be 1 to {MaxIdLength} printable ASCII characters");
        var type = TypeOf(body.Word("type", Type));
        var timestamp = Timestamp(body, signedAt, days, errors);
        if (body.Object("data") is not { } data)
            return null;
        return new ShipmentNews(
            id,
            type ?? NewsType.Closed,
            timestamp,
            new ShipmentId(data.Id("shipment")),
            Eta(data, type, days),
            Lines(data, type, errors))
        {
            Purchase = data.Text("purchaseOrder", Texts.Id) is { } purchase ? new PurchaseId(purchase) : null,
        };
    }

    private static NewsType? TypeOf(string word) => word switch
    {
        "shipment.announced" => NewsType.Announced,
        "shipment.delayed" => NewsType.Delayed,
        "shipment.arrived" => NewsType.Arrived,
        "shipment.closed" => NewsType.Closed,
        "shipment.cancelled" => NewsType.Cancelled,
        _ => null,
    };

    private static DateTimeOffset Timestamp(Members body, DateTimeOffset signedAt, DayRange days, Errors errors)
    {
        if (!body.Required("timestamp") || body.Time("timestamp", days) is not { } timestamp)
            return default;
        if (timestamp - signedAt > WebhookSignature.Tolerance)
            errors.Add("timestamp", "must not be more than 5 minutes ahead of webhook-timestamp");
        return timestamp;
    }

    private static DateOnly? Eta(Members data, NewsType? type, DayRange days) =>
        type is NewsType.Announced or NewsType.Delayed && data.Required("eta") ? data.Date("eta", days) : null;

    /// <summary>Announced and arrived need lines; delayed may have them; the end of a shipment has none.</summary>
    private static List<NewsLine>? Lines(Members data, NewsType? type, Errors errors)
    {
        var read = type switch
        {
            NewsType.Announced or NewsType.Arrived => data.Required("lines"),
            NewsType.Delayed => true,
            _ => false,
        };
        if (!read)
            return null;
        var least = type == NewsType.Arrived ? 0 : 1;
        var lines = data.List("lines", MaxLines, (item, path, noted) => Line(item, path, least, noted));
        errors.EachSkuOnce(lines, line => line.Sku, data.Path("lines"));
        return lines;
    }

    private static NewsLine Line(JsonElement item, string path, int least, Errors errors) =>
        Members.Of(item, path, errors) is { } line
            ? new NewsLine(new Sku(line.Id("sku")), line.Number("quantity", least, MaxUnits))
            : new NewsLine(default, 0);
}
