using System.Text;
using Backorders.Pipeline.Ports;
using MimeKit;

namespace Backorders.Pipeline;

/// <summary>A mail as a message of RFC 5322, for adapters that speak it. The same mail is the same message.</summary>
public static class MimeMail
{
    public const string ShopHeader = "X-Backorders-Shop";
    public const string OrderHeader = "X-Backorders-Order";
    public const string KindHeader = "X-Backorders-Kind";

    /// <summary>RFC 3834: no holiday note answers it.</summary>
    public const string AutoHeader = "Auto-Submitted";

    public const string Auto = "auto-generated";

    private const int MaxSubject = 200;

    /// <exception cref="ParseException">An address is malformed.</exception>
    public static MimeMessage Message(Mail mail, string from)
    {
        var message = new MimeMessage();
        message.From.Add(new MailboxAddress(OneLine(mail.FromName), from));
        message.To.Add(new MailboxAddress(OneLine(mail.ToName), OneLine(mail.ToAddress)));
        if (mail.ReplyTo is not null)
        {
            message.ReplyTo.Add(new MailboxAddress(OneLine(mail.FromName), OneLine(mail.ReplyTo)));
        }

        message.Subject = Subject(mail);
        message.Date = mail.CreatedAt;
        message.MessageId = MessageId(mail, from);
        message.Headers.Add(AutoHeader, Auto);
        message.Headers.Add(ShopHeader, OneLine(mail.Shop.Value));
        message.Headers.Add(OrderHeader, OneLine(mail.Order.Value));
        message.Headers.Add(KindHeader, OneLine(mail.Kind));
        var words = new MultipartAlternative(Part("plain", mail.Text), Part("html", mail.Html))
        {
            Boundary = $"=-{mail.Id}",
        };
        message.Body = mail.Attachment is { } attachment
            ? new Multipart("mixed") { words, Attached(attachment) }.Between($"=_{mail.Id}")
            : words;
        return message;
    }

    /// <summary>The same at every try, so that a mailbox can tell a repeat; without its angle brackets.</summary>
    public static string MessageId(Mail mail, string from) => $"{mail.Id}@{from[(from.IndexOf('@') + 1)..]}";

    public static string Subject(Mail mail) => OneLine(mail.Subject, MaxSubject);

    /// <summary>Whether it is the address of one mailbox and nothing else.</summary>
    public static bool IsMailbox(string address)
    {
        try
        {
            return address.Contains('@') && new MailboxAddress("", address).Address == address;
        }
        catch (ParseException)
        {
            return false;
        }
    }

    /// <summary>
    /// Nothing in a header may begin another one: control characters and line separators are dropped.
    /// </summary>
    public static string OneLine(string text, int longest = int.MaxValue)
    {
        var plain = string.Concat(text.Where(c => !char.IsControl(c) && c is not ('\u2028' or '\u2029')));
        if (plain.Length <= longest)
        {
            return plain;
        }

        return plain[..(char.IsHighSurrogate(plain[longest - 1]) ? longest - 1 : longest)];
    }

    /// <summary>What stands between the parts is derived too: the same mail is the same bytes.</summary>
    private static Multipart Between(this Multipart parts, string boundary)
    {
        parts.Boundary = boundary;
        return parts;
    }

    private static MimePart Attached(MailAttachment attachment) => new(attachment.Type)
    {
        Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(attachment.Text))),
        ContentDisposition = new(ContentDisposition.Attachment),
        ContentTransferEncoding = ContentEncoding.Base64,
        FileName = OneLine(attachment.Name),
        ContentType = { Charset = "utf-8" },
    };

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText("utf-8", text);
        return part;
    }
}
