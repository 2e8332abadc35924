using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Backorders.Pipeline;

namespace Backorders.Azure.Mail;

/// <summary>What is sent to the e-mail API: the same mail is the same bytes.</summary>
internal static class AcsMail
{
    private static readonly JsonSerializerOptions WithoutNulls = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static byte[] Body(Pipeline.Ports.Mail mail, string from) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            senderAddress = from,
            content = new { subject = MimeMail.Subject(mail), plainText = mail.Text, html = mail.Html },
            recipients = new { to = new[] { Address(mail.ToAddress, mail.ToName) } },
            replyTo = mail.ReplyTo is null ? null : new[] { Address(mail.ReplyTo, mail.FromName) },
            headers = new Dictionary<string, string>
            {
                [MimeMail.AutoHeader] = MimeMail.Auto,
                ["Message-ID"] = $"<{MimeMail.MessageId(mail, from)}>",
            },
            attachments = mail.Attachment is null ? null : new[] { Attachment(mail.Attachment) },
            // Tracking would rewrite the links that we signed.
            userEngagementTrackingDisabled = true,
        }, WithoutNulls);

    private static object Address(string address, string name) => new
    {
        address = MimeMail.OneLine(address),
        displayName = MimeMail.OneLine(name) is { Length: > 0 } plain ? plain : null,
    };

    private static object Attachment(Pipeline.Ports.MailAttachment attachment) => new
    {
        name = MimeMail.OneLine(attachment.Name),
        contentType = attachment.Type,
        contentInBase64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(attachment.Text)),
    };
}

/// <summary>What it says of an operation, or of an error.</summary>
internal sealed record AcsAnswer(string? Status, AcsError? Error);

internal sealed record AcsError(string? Code);
