using System.Text.Json;
using Backorders.Api.Door;
using Backorders.Orders;
using Microsoft.Extensions.Primitives;

namespace Backorders.Api.Orders;

/// <summary>Reads what cancels and ships lines of an order.</summary>
internal static class ChangeBody
{
    public static CancelRequest Cancel(Members body, StringValues keyHeader, Errors errors)
    {
        var lines = body.List("lines", OrderBody.MaxLines, CancelLine);
        NoneTwice(lines?.Select(line => line.Line), errors);
        return new CancelRequest(lines, body.Text("reason", Texts.Name), OrderBody.Key(keyHeader, errors));
    }

    public static ShipRequest Ship(Members body, Errors errors)
    {
        var lines = body.List("lines", OrderBody.MaxLines, LineNumber);
        NoneTwice(lines, errors);
        return new ShipRequest(lines, body.Text("trackingNumber", Texts.Name));
    }

    /// <summary>A line's number, or so many units of a line.</summary>
    private static CancelLine CancelLine(JsonElement item, string path, Errors errors)
    {
        if (item.ValueKind == JsonValueKind.Number)
            return new CancelLine(LineNumber(item, path, errors), null);
        if (Members.Of(item, path, errors) is not { } line)
            return new CancelLine(0, null);
        return new CancelLine(
            line.Number("line", 1, OrderBody.MaxLines), line.OptionalNumber("quantity", 1, OrderBody.MaxQuantity));
    }

    private static int LineNumber(JsonElement item, string path, Errors errors) =>
        Numbers.Read(item, 1, OrderBody.MaxLines, path, errors) ?? 0;

    private static void NoneTwice(IEnumerable<int>? lines, Errors errors)
    {
        var seen = new HashSet<int>();
        foreach (var line in lines ?? [])
        {
            if (line > 0 && !seen.Add(line))
                errors.Add("lines", $"must name line {line} once");
        }
    }
}
