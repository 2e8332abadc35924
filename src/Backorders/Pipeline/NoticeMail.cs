using Backorders.Notices;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>Words a notice, as it is frozen before its first try.</summary>
internal static class NoticeMail
{
    public static StoredMail Of(
        FoundOrder order, Shop? shop, NoticeKind kind, IReadOnlyList<LineState> told,
        IReadOnlyList<PlacedLine> lines, IReadOnlyList<LineState> now, DateTimeOffset createdAt, CustomerLinks links)
    {
        var document = order.Document;
        var word = Word(kind);
        var shopName = shop?.Name ?? order.Id.Shop.Value;
        var rendered = MailText.Render(new(
            word, shopName, document.Number, document.Customer.Name, document.Customer.Locale,
            lines.Select((line, index) => LineOf(line, told[index], now[index])).ToList(),
            kind == NoticeKind.Cancelled ? LastCancel(document)?.Reason : null,
            shop?.ReplyTo is not null,
            links.AddressOf(CustomerLink.Of(order.Id, document.Notices, Waiting(lines, now), createdAt))));
        return new(
            Content.Uuid($"{order.Id}|{document.Notices}"), word, shopName, shop?.ReplyTo, document.Customer.Name ?? "",
            document.Customer.Email, rendered.Subject, rendered.Text, rendered.Html, createdAt);
    }

    /// <param name="told">As its customer was last told.</param>
    public static MailLine LineOf(PlacedLine placed, LineState told, LineState now) => new(
        placed.Line.Number, placed.Pool.Sku.Value, placed.Pool.Name, placed.Line.Quantity,
        now.Condition switch
        {
            LineCondition.Waiting => "waiting",
            LineCondition.Allocated => "allocated",
            LineCondition.Shipped => "shipped",
            LineCondition.Cancelled => "cancelled",
            LineCondition.Rejected => "rejected",
            _ => throw new System.Diagnostics.UnreachableException(),
        },
        told.Date, now.Date, NoticeDecision.HasChanged(told, now), now.Cancelled,
        now.Waits && told.Condition == LineCondition.Allocated);

    public static Mail ToMail(this StoredMail mail, OrderId order) => new(
        mail.Id, order.Shop, order.Number, mail.Kind, mail.FromName, mail.ReplyTo, mail.ToName, mail.ToAddress,
        mail.Subject, mail.Text, mail.Html, mail.CreatedAt);

    /// <summary>Sends it under a span of its own: the one call that another's service may hold up.</summary>
    public static async Task<SendOutcome> SendWatched(
        this IMailer mailer, Mail mail, CancellationToken cancellationToken)
    {
        using var span = Tracing.SendMail(mail);
        var outcome = await mailer.Send(mail, cancellationToken);
        span.End(outcome.Word());
        return outcome;
    }

    public static string Word(this SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted => "sent",
        SendOutcome.NotSent => "not_sent",
        SendOutcome.Refused => "refused",
        SendOutcome.Unclear => "unclear",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static List<int> Waiting(IReadOnlyList<PlacedLine> lines, IReadOnlyList<LineState> now) =>
        lines.Zip(now).Where(line => line.Second.Waits).Select(line => line.First.Line.Number).ToList();

    private static StoredAction? LastCancel(OrderDocument document) =>
        document.Actions.LastOrDefault(action => action.Keep is not null);

    private static string Word(NoticeKind kind) => kind switch
    {
        NoticeKind.Received => "received",
        NoticeKind.Changed => "changed",
        NoticeKind.Ready => "ready",
        NoticeKind.Cancelled => "cancelled",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
