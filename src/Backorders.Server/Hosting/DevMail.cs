using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Backorders.Embedded;
using Backorders.Embedded.Mails;
using Backorders.Notices;

namespace Backorders.Server.Hosting;

/// <summary>
/// <c>GET /dev/mail</c>, in Development only: what customers of all shops would have got, oldest first. A page, or data
/// with <c>Accept: application/json</c>.
/// </summary>
internal static class DevMail
{
    public const string Path = "/dev/mail";

    /// <summary>A browser shows each mail in a frame of its own; the data has them all.</summary>
    private const int MostOnPage = 200;

    /// <summary>Mails come from outside: nothing of them may run or be fetched; their links open beside the page.
    /// </summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    private const string Head = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Mails sent</title><style>
        body { font-family: system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
        article { border: 1px solid #ccc; border-radius: 6px; margin: 1rem 0; padding: 1rem }
        h1, h2 { font-size: 1.2rem; margin: 0 0 .5rem } dl { margin: 0 0 1rem; color: #555 }
        dt { float: left; width: 4rem } iframe { width: 100%; height: 24rem; border: 1px solid #eee }
        pre { white-space: pre-wrap; background: #f7f7f7; padding: 1rem }
        </style></head><body>
        """;

    public static void MapDevMail(this WebApplication app, MailFolder mails) =>
        app.MapGet(Path, (RequestDelegate)(http => Show(http, mails)));

    private static async Task Show(HttpContext http, MailFolder folder)
    {
        var mails = await folder.ReadMails(shop: null, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        if (http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase))
        {
            await http.Response.WriteAsJsonAsync(
                mails, SentMails.Default.IReadOnlyListSentMail, cancellationToken: http.RequestAborted);
            return;
        }

        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(Page(mails), http.RequestAborted);
    }

    /// <summary>The newest of them; everything that a mail says is encoded.</summary>
    internal static string Page(IReadOnlyList<SentMail> mails)
    {
        var page = new StringBuilder(Head);
        page.Append(mails.Count > MostOnPage
            ? $"<h1>The last {MostOnPage} of {mails.Count} mails</h1>"
            : $"<h1>{mails.Count} mails</h1>");
        foreach (var mail in mails.TakeLast(MostOnPage))
        {
            Append(page, mail);
        }

        return page.Append("</body></html>").ToString();
    }

    private static void Append(StringBuilder page, SentMail mail) => page.Append($"""

        <article>
        <h2>{Encode(mail.Subject)}</h2>
        <dl><dt>To</dt><dd>{Encode(mail.To)}</dd><dt>Sent</dt><dd>{mail.SentAt:yyyy-MM-dd HH:mm:ss} UTC</dd>
        <dt>Order</dt><dd>{Encode(mail.Order)}</dd><dt>Kind</dt><dd>{Encode(mail.Kind)}</dd></dl>
        <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail as HTML"
          srcdoc="{Encode(mail.Html)}"></iframe>
        <details><summary>As plain text</summary><pre>{Encode(mail.Text)}</pre></details>
        </article>
        """);

    private static string Encode(string text) => CustomerPages.Encoded(text);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<SentMail>))]
internal sealed partial class SentMails : JsonSerializerContext;
