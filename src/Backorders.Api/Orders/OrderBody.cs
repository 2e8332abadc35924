using System.Text.Json;
using Backorders.Api.Door;
using Backorders.Orders;
using Microsoft.Extensions.Primitives;

namespace Backorders.Api.Orders;

/// <summary>Reads <c>POST /api/orders</c>.</summary>
internal static class OrderBody
{
    public const string KeyHeader = "Idempotency-Key";

    public const int MaxLines = 100;
    public const int MaxQuantity = 1_000_000;

    /// <param name="keyHeader">The order number where the body has none; both must be the same.</param>
    public static OrderRequest Read(Members body, StringValues keyHeader, DayRange days, Errors errors) => new(
        new OrderNumber(Number(body, Key(keyHeader, errors), errors)),
        body.Time("placedAt", days),
        Customer(body.Object("customer")),
        body.Flag("shipComplete"),
        body.Required("lines") ? body.List("lines", MaxLines, Line) ?? [] : []);

    /// <summary>The header's id; null when there is none.</summary>
    public static string? Key(StringValues header, Errors errors)
    {
        if (header.Count == 0)
            return null;
        var key = header.Count == 1 ? header[0] ?? "" : "";
        if (Texts.Id(key) is { } wrong)
            errors.Add(KeyHeader, wrong);
        return key;
    }

    private static string Number(Members body, string? key, Errors errors)
    {
        if (!body.Has("orderNumber"))
        {
            if (key is null)
                errors.Add("orderNumber", $"is required, here or as {KeyHeader}");
            return key ?? "";
        }

        var number = body.Id("orderNumber");
        if (key is not null && key != number)
            errors.Add(KeyHeader, "must be the same as orderNumber, or left out");
        return number;
    }

    private static Customer Customer(Members? customer) => customer is not { } members
        ? new Customer(null, "", null)
        : new Customer(
            members.Text("name", Texts.Name),
            members.Word("email", Mailbox.Rule),
            members.Text("locale", Texts.Locale));

    private static readonly TextRule Backorder = Texts.OneOf("deny", "allow");

    private static OrderLine Line(JsonElement item, string path, Errors errors)
    {
        if (Members.Of(item, path, errors) is not { } line)
            return new OrderLine(default, 1, false);
        return new OrderLine(
            new Sku(line.Id("sku")),
            line.Number("quantity", 1, MaxQuantity),
            line.Text("backorder", Backorder) == "deny");
    }
}
