using System.Text.Json;
using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Api.Suppliers;
using Backorders.Supply;
using Microsoft.Extensions.Primitives;

namespace Backorders.Api.Purchases;

/// <summary>Reads what places, approves and cancels orders at suppliers.</summary>
internal static class PurchaseBody
{
    public const int MaxLines = 100;

    /// <param name="keyHeader">The id where the body has none; both must be the same.</param>
    public static PurchaseRequest Place(Members body, StringValues keyHeader, DayRange days, Errors errors)
    {
        var key = OrderBody.Key(keyHeader, errors);
        var currency = body.Text("currency", Texts.Currency);
        if (body.Text("proposal", Texts.Id) is { } proposal)
        {
            SameAs(proposal, body.Text("id", Texts.Id), "id", errors);
            SameAs(proposal, key, OrderBody.KeyHeader, errors);
            return new TakeProposal(
                new(proposal), body.Text("supplier", Texts.Id) is { } supplier ? new SupplierId(supplier) : null,
                Lines(body, errors), currency, body.Flag("send"));
        }

        return new PlacePurchase(
            new(Identity(body, key, errors)), new(body.Id("supplier")),
            body.Required("lines") ? Lines(body, errors) ?? [] : [], currency, body.Flag("send"))
        {
            NeededBy = body.Date("neededBy", days),
        };
    }

    public static bool Approve(Members body, Errors errors) => body.Flag("send");

    /// <summary>Why; an empty text: nobody said.</summary>
    public static string Cancel(Members body, Errors errors) => body.Text("reason", Texts.Name) ?? "";

    private static string Identity(Members body, string? key, Errors errors)
    {
        if (!body.Has("id"))
        {
            if (key is null)
                errors.Add("id", $"is required, here or as {OrderBody.KeyHeader}");
            return key ?? "";
        }

        var id = body.Id("id");
        SameAs(id, key, OrderBody.KeyHeader, errors);
        return id;
    }

    /// <summary>An order of a proposal has the proposal's id: so a proposal is ordered once.</summary>
    private static void SameAs(string id, string? given, string path, Errors errors)
    {
        if (given is not null && given != id)
            errors.Add(path, "must be the same as the order's or proposal's id, or left out");
    }

    private static List<PurchaseLine>? Lines(Members body, Errors errors)
    {
        var lines = body.List("lines", MaxLines, Line);
        errors.EachSkuOnce(lines, line => line.Sku, "lines");
        return lines;
    }

    private static PurchaseLine Line(JsonElement item, string path, Errors errors) =>
        Members.Of(item, path, errors) is { } line
            ? new PurchaseLine(
                new(line.Id("sku")), line.Number("quantity", 1, PurchaseLine.MostUnits),
                line.OptionalAmount("price", 0, SupplierItemBody.MaxPrice, SupplierItemBody.PriceDecimals))
            : new PurchaseLine(default, 1, null);
}
