using Backorders.Pipeline.Ports;
using MimeKit;

namespace Backorders.Embedded.Mails;

/// <summary>A mail as RFC 5322 bytes, and back. The same mail gives the same bytes every time.</summary>
internal static class EmlFormat
{
    private const int MaxSubject = 200;
    private const string ShopHeader = "X-Backorders-Shop";
    private const string OrderHeader = "X-Backorders-Order";
    private const string KindHeader = "X-Backorders-Kind";

    private static readonly FormatOptions Format = new() { NewLineFormat = NewLineFormat.Dos };

    /// <exception cref="ParseException">An address is malformed.</exception>
    public static byte[] Bytes(Mail mail, string from)
    {
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress(OneLine(mail.FromName), from));
        message.To.Add(new MailboxAddress(OneLine(mail.ToName), OneLine(mail.ToAddress)));
        if (mail.ReplyTo is not null)
        {
            message.ReplyTo.Add(new MailboxAddress(OneLine(mail.FromName), OneLine(mail.ReplyTo)));
        }
        message.Subject = OneLine(mail.Subject, MaxSubject);
        message.Date = mail.CreatedAt;
        message.MessageId = $"{mail.Id}@{from[(from.IndexOf('@') + 1)..]}";
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add(ShopHeader, OneLine(mail.Shop.Value));
        message.Headers.Add(OrderHeader, OneLine(mail.Order.Value));
        message.Headers.Add(KindHeader, OneLine(mail.Kind));
        message.Body = new MultipartAlternative(Part("plain", mail.Text), Part("html", mail.Html))
        {
            Boundary = $"=-{mail.Id}",
        };
        using var bytes = new MemoryStream();
        message.WriteTo(Format, bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    /// <summary>Null: it is no mail of ours, or it is gone.</summary>
    public static async Task<(ShopId Shop, SentMail Mail)?> Read(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var message = await MimeMessage.LoadAsync(path, cancellationToken);
            var to = message.To.Mailboxes.FirstOrDefault();
            return to is not null && message.Headers[ShopHeader] is { } shop
                && message.Headers[OrderHeader] is { } order && message.Headers[KindHeader] is { } kind
                ? (new ShopId(shop), new SentMail(
                    to.Address, message.Subject ?? "", message.TextBody ?? "", message.HtmlBody ?? "",
                    message.Date.ToUniversalTime(), order, kind))
                : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or FormatException)
        {
            return null;
        }
    }

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText("utf-8", text);
        return part;
    }

    /// <summary>
    /// Nothing in a header may begin another one: control characters and line separators are dropped.
    /// </summary>
    private static string OneLine(string text, int longest = int.MaxValue)
    {
        var plain = string.Concat(text.Where(c => !char.IsControl(c) && c is not ('\u2028' or '\u2029')));
        if (plain.Length <= longest)
        {
            return plain;
        }
        return plain[..(char.IsHighSurrogate(plain[longest - 1]) ? longest - 1 : longest)];
    }
}
