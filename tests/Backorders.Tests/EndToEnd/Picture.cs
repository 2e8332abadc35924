using System.Text.Json.Nodes;

namespace Backorders.Tests.EndToEnd;

/// <summary>
/// The same plain text from an answer of the server and from the naive shop, so that the two can be compared and a
/// difference can be read.
/// </summary>
internal static class Picture
{
    public static string Of(NaiveShop shop, NaiveOrder order, bool withPromises = true) =>
        $"{order.Spec.Number} {order.Status}\n" + string.Join('\n', order.Lines.Select(line =>
            $"  {line.Number} {line.Sku} {line.Quantity} {line.Status} allocated {line.Allocated}"
            + $" backordered {line.Waiting} shipped {line.Shipped} cancelled {line.Cancelled}"
            + $" ahead {shop.Skus.Single(sku => Same(sku.Id, line.Sku)).UnitsAhead(line)} {Of(shop.Eta(line))}"
            + (withPromises && line.Waiting > 0 ? $" promised {Day(order.Promised(line))}" : "")));

    public static string OfOrder(JsonNode? order, bool withPromises = true) =>
        $"{order.Text("orderNumber")} {order.Text("status")}\n"
        + string.Join('\n', order.At("lines")!.AsArray().Select(line =>
            $"  {line.Number("line")} {line.Text("sku")} {line.Number("quantity")} {line.Text("status")}"
            + $" allocated {line.Number("allocated")} backordered {line.Number("backordered")}"
            + $" shipped {line.Number("shipped")} cancelled {line.Number("cancelled")}"
            + $" ahead {line.Number("unitsAhead")} {OfEta(line.At("eta"))}"
            + (withPromises && line.Number("backordered") > 0 ? $" promised {line.Text("promised") ?? "-"}" : "")));

    public static string Of(NaiveShop shop, NaiveSku sku, DateOnly today) =>
        $"{sku.Id} {sku.Name ?? "-"} onHand {sku.OnHand} allocated {sku.Allocated} available {sku.Available}"
        + $" backordered {sku.Backordered} lines {sku.Waiting.Count()} {sku.Mode} {sku.Limit}"
        + $" lead {sku.LeadTimeDays} handling {sku.HandlingDays}"
        + string.Concat(shop.Inbound(sku.Id).OrderBy(entry => entry.Id, StringComparer.Ordinal).Select(entry =>
            $"\n  {entry.Id} {Day(entry.Shipment.Date)} expected {entry.Shipment.Expected(sku.Id)}"
            + $" received {entry.Shipment.Received(sku.Id)}"
            + $" {Status(entry.Shipment, sku.Id, today)}"));

    public static string OfStock(JsonNode? stock) =>
        $"{stock.Text("sku")} {stock.Text("name") ?? "-"} onHand {stock.Number("onHand")}"
        + $" allocated {stock.Number("allocated")} available {stock.Number("available")}"
        + $" backordered {stock.Number("backordered")} lines {stock.Number("waitingLines")}"
        + $" {stock.Text("backorder.mode")} {stock.At("backorder.limit")}"
        + $" lead {stock.At("leadTimeDays")} handling {stock.Number("handlingDays")}"
        + string.Concat(stock.At("inbound")!.AsArray()
            .OrderBy(inbound => inbound.Text("shipment"), StringComparer.Ordinal).Select(inbound =>
                $"\n  {inbound.Text("shipment")} {inbound.Text("eta") ?? "-"} expected {inbound.Number("expected")}"
                + $" received {inbound.Number("received")} {inbound.Text("status")}"));

    public static string OfQueue(NaiveShop shop, NaiveSku sku) => string.Join('\n', sku.Waiting.Select(line =>
        $"{line.Order} {line.Number} {line.Quantity} allocated {line.Allocated} backordered {line.Waiting}"
        + $" ahead {sku.UnitsAhead(line)} {Of(shop.Eta(line))}"
        + $" promised {Day(shop.Order(line.Order).Promised(line))}"));

    public static string OfBackorders(IEnumerable<JsonNode> lines) => string.Join('\n', lines.Select(line =>
        $"{line.Text("orderNumber")} {line.Number("line")} {line.Number("quantity")}"
        + $" allocated {line.Number("allocated")} backordered {line.Number("backordered")}"
        + $" ahead {line.Number("unitsAhead")} {OfEta(line.At("eta"))} promised {line.Text("promised") ?? "-"}"));

    public static string Of(NaiveEta? eta) =>
        eta is null ? "no eta" : $"eta {Day(eta.Date)} {eta.Basis} {eta.Reference ?? "-"}";

    public static string OfEta(JsonNode? eta) =>
        eta is null ? "no eta" : $"eta {eta.Text("date") ?? "-"} {eta.Text("basis")} {eta.Text("reference") ?? "-"}";

    private static string Status(NaiveShipment shipment, string sku, DateOnly today) =>
        shipment.Date < today ? "overdue" : shipment.Received(sku) > 0 ? "partial" : "expected";

    private static string Day(DateOnly? date) => date?.ToString("yyyy-MM-dd") ?? "-";

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
