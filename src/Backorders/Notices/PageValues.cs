using System.Diagnostics;
using Backorders.Orders;
using DotLiquid;

namespace Backorders.Notices;

/// <summary>The values that the template of a customer's page sees, each group without a line null.</summary>
internal static class PageValues
{
    public static Hash Of(ChoicePage page, Language language)
    {
        var offered = page.Lines.Where(line => page.Offered.Contains(line.Line)).ToList();
        var left = offered.Where(IsLive).ToList();
        return new Hash
        {
            ["lang"] = language.Tag,
            ["shop"] = MailValues.Cleaned(page.ShopName),
            ["order"] = MailValues.Cleaned(page.OrderNumber),
            ["waiting"] = Group(page.Lines.Where(line => line.State == "waiting")),
            ["ready"] = Group(page.Lines.Where(line => line.State == "allocated")),
            ["shipped"] = Group(page.Lines.Where(line => line.State == "shipped")),
            ["cancelled"] = Group(page.Lines.Where(line => line.CancelledUnits > 0)),
            ["rejected"] = Group(page.Lines.Where(line => line.State == "rejected")),
            ["offered"] = Group(left),
            ["state"] = State(page.Choice, offered, left.Count),
            ["must_choose"] = page.MustChoose && left.Count > 0,
        };

        List<Hash>? Group(IEnumerable<MailLine> lines) =>
            lines.Select(line => MailValues.Values(line, language)).ToList() is { Count: > 0 } group ? group : null;
    }

    private static bool IsLive(MailLine line) => line.State switch
    {
        "waiting" or "allocated" => true,
        "shipped" or "cancelled" or "rejected" => false,
        _ => throw new UnreachableException($"A line is {line.State}"),
    };

    /// <summary>What the page says first.</summary>
    /// <param name="left">So many of the offered lines can still be cancelled.</param>
    private static string State(CustomerChoice? choice, List<MailLine> offered, int left) =>
        choice is CustomerChoice.Keep && left > 0 ? "kept"
        : left > 0 ? "open"
        : choice is CustomerChoice.Cancel && offered.Exists(line => line.State == "cancelled") ? "cancelled"
        : offered.Exists(line => line.State == "shipped") ? "shipped"
        : "over";
}
