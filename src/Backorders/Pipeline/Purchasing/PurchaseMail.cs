using System.Globalization;
using System.Net;
using System.Text;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

/// <summary>
/// An order as a mail to its supplier, with the table that a spreadsheet opens; that it is cancelled comes without one,
/// so that nobody imports it as an order.
/// </summary>
internal static class PurchaseMail
{
    private const string Kind = "purchase";
    private const string CsvType = "text/csv";

    public static StoredPurchaseMail Freeze(
        PurchaseDocument order, PurchaseNews news, Shop shop, string to, DateTimeOffset now)
    {
        var lines = PurchaseWording.Lines(order, news);
        var words = lines.Select(line => Words(line, order.Currency)).ToList();
        var isPlaced = news == PurchaseNews.Placed;
        var subject = $"Purchase order {order.Id} from {shop.Name}{(isPlaced ? "" : " is cancelled")}";
        var (greeting, closing) = isPlaced
            ? ($"{shop.Name} orders, under the number {order.Id}:",
                $"The same is attached as a table: {order.Id}.csv.")
            : ($"{shop.Name} cancels what has not come of its order {order.Id}:", "Please send nothing more of it.");
        return new(
            Content.Uuid($"{PurchaseWording.Type(news)} {shop.Id}|{order.Id} {to}"), shop.Name, shop.ReplyTo, to,
            subject, Text(greeting, words, closing), Html(greeting, words, closing),
            isPlaced ? Csv(order, lines) : null, now);
    }

    public static Mail ToMail(StoredPurchaseMail mail, ShopId shop, PurchaseId order) => new(
        mail.Id, shop, new(order.Value), Kind, mail.FromName, mail.ReplyTo, "", mail.ToAddress, mail.Subject,
        mail.Text, mail.Html, mail.CreatedAt)
    {
        Attachment = mail.Csv is { } csv ? new($"{order}.csv", CsvType, csv) : null,
    };

    private static string Csv(PurchaseDocument order, IReadOnlyList<PurchaseLine> lines) => SafeCsv.Write(
    [
        ["purchaseOrder", "sku", "quantity", "price", "currency"],
        .. lines.Select(line => (string?[])
        [
            order.Id, line.Sku.Value, line.Quantity.ToString(CultureInfo.InvariantCulture), Amount(line.Price),
            order.Currency,
        ]),
    ]);

    private static string Words(PurchaseLine line, string? currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{line.Quantity} × {line.Sku}") +
        (line.Price is null ? "" : $" at {Amount(line.Price)} {currency}".TrimEnd());

    private static string? Amount(decimal? price) => price?.ToString("0.00##", CultureInfo.InvariantCulture);

    private static string Text(string greeting, List<string> lines, string closing)
    {
        var text = new StringBuilder(greeting).Append("\n\n");
        foreach (var line in lines)
        {
            text.Append("  ").Append(line).Append('\n');
        }

        return text.Append('\n').Append(closing).Append('\n').ToString();
    }

    private static string Html(string greeting, List<string> lines, string closing)
    {
        var html = new StringBuilder("<p>").Append(WebUtility.HtmlEncode(greeting)).Append("</p>\n<ul>\n");
        foreach (var line in lines)
        {
            html.Append("<li>").Append(WebUtility.HtmlEncode(line)).Append("</li>\n");
        }

        return html.Append("</ul>\n<p>").Append(WebUtility.HtmlEncode(closing)).Append("</p>\n").ToString();
    }
}
