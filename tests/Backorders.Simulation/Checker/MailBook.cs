using System.Text.Json;

namespace Backorders.Simulation.Checker;

/// <summary>A mail as it was handed to the provider.</summary>
/// <param name="Order">Shop and number.</param>
/// <param name="Rest">All other bytes of it.</param>
internal sealed record MailTried(
    string Id, string Order, string Kind, string ToAddress, string Subject, string Text, string Rest);

/// <summary>The provider's side: what was tried, taken and refused, and what was worded before.</summary>
internal sealed class MailBook(Books books)
{
    /// <summary>A mail that was put off so often is given up.</summary>
    public const int MostPutOff = 16;

    /// <summary>Answers that were lost with their process, or with a race.</summary>
    private const int MostForgotten = 48;

    private readonly Dictionary<string, (BookedOrder Order, JsonElement Mail)> worded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> newest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MailTried> tried = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Id, string By), int> credit = [];
    private readonly HashSet<string> accepted = new(StringComparer.Ordinal);
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> putOff = new(StringComparer.Ordinal);
    private readonly HashSet<(string Id, string By)> onTheWay = [];
    private readonly Dictionary<string, List<MailTried>> delivered = new(StringComparer.Ordinal);

    public int Count => accepted.Count;

    public bool IsAccepted(string id) => accepted.Contains(id);

    public bool IsRefused(string id) => refused.Contains(id);

    /// <summary>How often "not now" was said to this mail alone.</summary>
    public int PutOffs(string id) => putOff.GetValueOrDefault(id);

    /// <summary>What an order's customer got, the oldest first.</summary>
    public IReadOnlyList<MailTried> Delivered(string order) => delivered.GetValueOrDefault(order) ?? [];

    /// <remarks>After a mail that never came, what the customer heard before may have to be said again.</remarks>
    public void Worded(BookedOrder order, JsonElement mail)
    {
        var id = mail.Text("id")!;
        books.Hold(8, worded.TryAdd(id, (order, mail)), $"{order.Name}: {id} is worded again", order.Name);
        var claims = MailWords.Claims(mail.Text("text")!);
        var sinceThen = newest.GetValueOrDefault(order.Name);
        newest[order.Name] = id;
        if (Delivered(order.Name) is [.., var last] && last.Id == sinceThen)
        {
            var same = last.Kind == mail.Text("kind") && last.Kind != "cancelled"
                && MailWords.Claims(last.Text) == claims;
            books.Hold(9, !same, $"{order.Name}: its customer is told the same again", order.Name);
        }
    }

    /// <summary>Whoever worded it may send it once; who tries again has asked what became of it.</summary>
    public void MaySend(string id, string by) => credit[(id, by)] = credit.GetValueOrDefault((id, by)) + 1;

    /// <param name="oneAtATime">Nobody would notice that it comes twice.</param>
    public void Tried(MailTried mail, string by, bool oneAtATime = false)
    {
        if (!worded.TryGetValue(mail.Id, out var known))
        {
            throw books.Broken(8, $"{mail.Order}: {mail.Id} is sent before it was kept", mail.Order, mail.Id);
        }

        books.Figures.MailsTried++;
        books.Hold(8, mail.Order == known.Order.Name, $"{mail.Id} goes to {mail.Order}", mail.Order, mail.Id);
        books.Hold(
            12, mail.ToAddress == known.Order.Ask.Email, $"{mail.Order}: its mail goes to {mail.ToAddress}",
            mail.Order);
        books.Hold(
            8, mail.Text == known.Mail.Text("text") && mail.Subject == known.Mail.Text("subject"),
            $"{mail.Order}: {mail.Id} is not sent as it was kept", mail.Order, mail.Id);
        books.Hold(
            8, !tried.TryGetValue(mail.Id, out var before) || before == mail,
            $"{mail.Order}: {mail.Id} has other bytes at its next try", mail.Order, mail.Id);
        tried[mail.Id] = mail;
        credit.TryGetValue((mail.Id, by), out var left);
        credit[(mail.Id, by)] = left - 1;
        books.Hold(
            8, left > 0, $"{mail.Order}: {by} sends {mail.Id} again without asking what became of it", mail.Order,
            mail.Id);
        books.Hold(
            8, !oneAtATime || books.ClocksWereOff == long.MaxValue || !onTheWay.Any(sent => sent.Id == mail.Id),
            $"{mail.Order}: {by} sends {mail.Id} while another does", mail.Order, mail.Id);
        books.Hold(
            8, PutOffs(mail.Id) < MostPutOff + MostForgotten, $"{mail.Order}: {mail.Id} is tried for ever", mail.Order,
            mail.Id);
        onTheWay.Add((mail.Id, by));
    }

    /// <summary>Its sender knows what came of it.</summary>
    public void Ended(MailTried mail, string by) => onTheWay.Remove((mail.Id, by));

    /// <summary>A process is no more, and what it sent is nobody's.</summary>
    public void Died(string by) => onTheWay.RemoveWhere(sent => sent.By == by);

    public void PutOff(MailTried mail) => putOff[mail.Id] = PutOffs(mail.Id) + 1;

    public void Accepted(MailTried mail)
    {
        if (accepted.Add(mail.Id))
        {
            if (!delivered.TryGetValue(mail.Order, out var mails))
            {
                delivered[mail.Order] = mails = [];
            }

            mails.Add(mail);
        }
    }

    public void Refused(MailTried mail) => refused.Add(mail.Id);
}
