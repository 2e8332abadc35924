using System.Globalization;
using System.Text;
using Backorders.Notices;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Supply;

namespace Backorders.Api.Operations;

/// <summary>What an operator sees at a glance: work that is left, and SKUs that lines wait for.</summary>
internal static class DashboardPage
{
    /// <param name="checks">Each dependency with null for well, or what is wrong.</param>
    public static string Of(
        string shop, DateTimeOffset now, IReadOnlyDictionary<string, string?> checks, WorkReport work,
        StockPage waiting) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <title>Backorders of {Encode(shop)}</title>
        <style>{CustomerPages.Style}</style>
        </head>
        <body>
        <main>
        <h1>Backorders of <bdi>{Encode(shop)}</bdi></h1>
        <p>As of {now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC.</p>
        {Table("What it needs", ["", "State"], checks.Select(State))}
        {Table("Work", ["", "Number"], Work(work))}
        {Table($"Waiting{(waiting.Next is null ? "" : $", the first {waiting.Stock.Count} SKUs")}",
            ["SKU", "Units", "Lines", "Next shipment"], waiting.Stock.Select(Waiting))}
        </main>
        </body>
        </html>
        """;

    private static IEnumerable<string> State(KeyValuePair<string, string?> check) => [check.Key, check.Value ?? "ok"];

    private static IEnumerable<IEnumerable<string>> Work(WorkReport work) =>
    [
        ["Mails to be sent", Number(work.NoticesWaiting)],
        ["Mails sent", Number(work.NoticesSent)],
        ["Mails that need a person", Number(work.NoticesFailed)],
        ["SKUs and shipments with work left", Number(work.PoolsWithWork)],
        ["Orders not settled yet", Number(work.OrdersUnfinished)],
        ["Messages laid aside for a person", Number(work.Poison)],
    ];

    private static IEnumerable<string> Waiting(StockView stock) =>
    [
        stock.Name is null ? stock.Sku : $"{stock.Name} ({stock.Sku})", Number(stock.Backordered),
        Number(stock.WaitingLines), stock.Inbound.Count == 0 ? "none" : InWords(stock.Inbound[0]),
    ];

    private static string InWords(InboundView next) => next.Eta is { } eta
        ? $"{eta.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, {next.Status}"
        : next.Status;

    private static string Table(string caption, string[] heads, IEnumerable<IEnumerable<string>> rows)
    {
        var table = new StringBuilder($"<table>\n<caption>{Encode(caption)}</caption>\n<tr>");
        table.AppendJoin("", heads.Select(head => $"<th scope=\"col\">{Encode(head)}</th>")).Append("</tr>\n");
        foreach (var row in rows)
            table.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Encode(cell)}</td>")).Append("</tr>\n");
        return table.Append("</table>").ToString();
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Encode(string text) => CustomerPages.Encoded(text);
}
