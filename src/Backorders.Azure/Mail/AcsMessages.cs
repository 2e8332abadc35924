using System.Text.Json.Serialization;
using Backorders.Pipeline;

namespace Backorders.Azure.Mail;

/// <summary>What is sent to the e-mail API.</summary>
/// <param name="UserEngagementTrackingDisabled">Tracking would rewrite the links that we signed.</param>
internal sealed record AcsMail(
    string SenderAddress, AcsContent Content, AcsRecipients Recipients, IReadOnlyList<AcsAddress>? ReplyTo,
    IReadOnlyDictionary<string, string> Headers, bool UserEngagementTrackingDisabled)
{
    public static AcsMail Of(Pipeline.Ports.Mail mail, string from) => new(
        from,
        new(MimeMail.Subject(mail), mail.Text, mail.Html),
        new([AcsAddress.Of(mail.ToAddress, mail.ToName)]),
        mail.ReplyTo is null ? null : [AcsAddress.Of(mail.ReplyTo, mail.FromName)],
        new Dictionary<string, string>
        {
            [MimeMail.AutoHeader] = MimeMail.Auto,
            ["Message-ID"] = $"<{MimeMail.MessageId(mail, from)}>",
        },
        UserEngagementTrackingDisabled: true);
}

internal sealed record AcsContent(string Subject, string PlainText, string Html);

internal sealed record AcsRecipients(IReadOnlyList<AcsAddress> To);

internal sealed record AcsAddress(string Address, string? DisplayName)
{
    public static AcsAddress Of(string address, string name) =>
        new(MimeMail.OneLine(address), MimeMail.OneLine(name) is { Length: > 0 } plain ? plain : null);
}

/// <summary>What it says of an operation, or of an error.</summary>
internal sealed record AcsAnswer(string? Status, AcsError? Error);

internal sealed record AcsError(string? Code);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AcsMail))]
[JsonSerializable(typeof(AcsAnswer))]
internal sealed partial class AcsJson : JsonSerializerContext;
