using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using MimeKit;

namespace Backorders.Embedded.Mails;

/// <summary>A mail as RFC 5322 bytes, and back. The same mail gives the same bytes every time.</summary>
internal static class EmlFormat
{
    private static readonly FormatOptions Format = new() { NewLineFormat = NewLineFormat.Dos };

    /// <exception cref="ParseException">An address is malformed.</exception>
    public static byte[] Bytes(Mail mail, string from)
    {
        using var message = MimeMail.Message(mail, from);
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
            return to is not null && message.Headers[MimeMail.ShopHeader] is { } shop
                && message.Headers[MimeMail.OrderHeader] is { } order
                && message.Headers[MimeMail.KindHeader] is { } kind
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
}
