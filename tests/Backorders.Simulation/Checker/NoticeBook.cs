using System.Globalization;
using System.Text.Json;

namespace Backorders.Simulation.Checker;

/// <summary>
/// What customers are told: each mail is due when it is worded, says what is true, and changes what was told.
/// </summary>
internal sealed class NoticeBook(Books books)
{
    private const long Frozen = 1;
    private const long Sent = 2;
    private const long Dropped = 3;
    private const long Refused = 4;

    /// <summary>Nobody knows whether it went out, and a person has to look.</summary>
    private const long Unclear = 5;

    /// <summary>Which mail is due to a customer who was told one thing when another is true; null: none.</summary>
    public static string? Due(BookedOrder order, IReadOnlyList<ToldLine> now)
    {
        var lines = order.Told.Zip(now).ToList();
        if (order.Waited && lines.Exists(line => line.Second.Cancelled > line.First.Cancelled))
        {
            return "cancelled";
        }

        if (!now.Any(line => line.Waits))
        {
            var served = lines.Exists(line => line.First.Waits && line.Second.Condition is 1 or 2 && line.First.Waits);
            return served && now.Any(line => line.Condition == 1) ? "ready" : null;
        }

        return order.Waited && !order.Introduced ? "received"
            : lines.Exists(line => line.Second.Waits && Differs(line.First, line.Second)) ? "changed"
            : null;
    }

    public void Committed(
        BookedOrder order, JsonElement stored, IReadOnlyList<StoredWrite> notices, long moment)
    {
        var told = stored.Items("told").Select(ToldLine.Of).ToList();
        var frozen = notices.FirstOrDefault(notice =>
            notice.Body.Number("state") == Frozen && StateOf(order, notice) != Frozen);
        if (frozen is not null)
        {
            Freeze(order, told, frozen.Body, moment);
        }
        else if (order.Told.Count == 0 && told.Count > 0)
        {
            Settle(order, told);
        }
        else
        {
            books.Hold(
                9, told.SequenceEqual(order.Told), $"{order.Name}: what was told changes without a mail", order.Name);
        }

        order.EverTold.UnionWith(told.Select((line, index) => (index + 1, line.Date)));
        foreach (var notice in notices)
        {
            Step(order, notice, frozen == notice);
            order.Notices[(int)notice.Body.Number("number")] = notice.Body;
        }
    }

    /// <summary>It waits for its turn as it is.</summary>
    public void LaidBack(BookedOrder order, StoredWrite notice)
    {
        var number = (int)notice.Body.Number("number");
        var same = order.Notices.TryGetValue(number, out var known)
            && known.Number("state") == notice.Body.Number("state") && known.Number("state") <= Frozen
            && known.At("mail")?.GetRawText() == notice.Body.At("mail")?.GetRawText();
        books.Hold(8, same, $"{order.Name}: its {notice.Id} is laid back as another", order.Name);
        CountsOnlyItsOwn(order, notice.Body);
        order.Notices[number] = notice.Body;
    }

    private static long StateOf(BookedOrder order, StoredWrite notice) =>
        order.Notices.TryGetValue((int)notice.Body.Number("number"), out var known) ? known.Number("state") : -1;

    /// <summary>Once a mail is worded it is sent or refused, never worded anew.</summary>
    private void Step(BookedOrder order, StoredWrite notice, bool freezes)
    {
        var (before, now) = (StateOf(order, notice), notice.Body.Number("state"));
        var story = $"{order.Name}: its {notice.Id} goes from {before} to {now}";
        var allowed = now switch
        {
            0 => before == -1,
            Frozen => before == 0 && freezes,
            Dropped => before == 0,
            Sent or Refused or Unclear => before == Frozen,
            _ => false,
        };
        books.Hold(8, allowed, story, order.Name);
        if (before == Frozen)
        {
            var (worded, ends) = (order.Notices[(int)notice.Body.Number("number")].At("mail"), notice.Body.At("mail"));
            books.Hold(8, worded?.GetRawText() == ends?.GetRawText(), $"{story} in other words", order.Name);
        }

        CountsOnlyItsOwn(order, notice.Body);
        if (now is Sent or Refused)
        {
            var id = notice.Body.At("mail")!.Value.Text("id")!;
            var holds = now == Sent
                ? books.Mails.IsAccepted(id)
                : books.Mails.IsRefused(id) || books.Mails.PutOffs(id) >= MailBook.MostPutOff;
            books.Hold(8, holds, $"{story}, and the provider knows nothing of it", order.Name, id);
        }
    }

    /// <summary>No mail is given up for what was said to others.</summary>
    private void CountsOnlyItsOwn(BookedOrder order, JsonElement notice)
    {
        var id = notice.At("mail")?.Text("id") ?? "";
        books.Hold(
            8, notice.Number("notNowTries") <= books.Mails.PutOffs(id),
            $"{order.Name}: {id} was put off {books.Mails.PutOffs(id)} times, and more are counted", order.Name, id);
    }

    /// <summary>The first that is told is the answer to the order.</summary>
    private void Settle(BookedOrder order, List<ToldLine> told)
    {
        for (var index = 0; index < told.Count; index++)
        {
            var line = books.LineOf(order, index + 1)
                ?? throw books.Broken(4, $"{order.Name} is settled, and its line {index + 1} is nowhere", order.Name);
            var first = line.Stored.At("firstEta");
            var (fate, waits) = (line.Stored.Number("fate"), first is not null);
            var wanted = new ToldLine(fate == 3 ? 4 : waits ? 0 : 1, first?.Day("date"), 0, 0);
            books.Hold(9, told[index] == wanted, $"{order.Name}: {wanted} was answered, not {told[index]}", order.Name);
            order.Waited |= waits;
        }

        order.Told = told;
    }

    private void Freeze(BookedOrder order, List<ToldLine> told, JsonElement notice, long moment)
    {
        var mail = notice.At("mail")!.Value;
        for (var index = 0; index < told.Count; index++)
        {
            var line = books.LineOf(order, index + 1)!;
            var were = line.Views.Between(order.ReadSince, moment).Select(ToldLine.Of).ToList();
            books.Hold(
                9, were.Contains(told[index]),
                $"{order.Name} line {index + 1} is told as {told[index]}, and was {string.Join(" or ", were)}",
                order.Name, mail.Text("id")!);
        }

        var due = Due(order, told);
        books.Hold(
            9, due == mail.Text("kind"), $"{order.Name}: {due ?? "no mail"} is due, not {mail.Text("kind")}",
            order.Name);
        var (wanted, got) = (Claims(order, told), MailWords.Claims(mail.Text("text")!));
        books.Hold(9, wanted == got, $"{order.Name}: its mail should say {wanted}, and says {got}", order.Name);
        order.Offered[(int)notice.Number("number")] =
            [.. Enumerable.Range(1, told.Count).Where(line => told[line - 1].Waits)];
        books.Mails.Worded(order, mail);
        order.Told = told;
        order.Introduced = true;
        order.Waited |= told.Any(line => line.Waits);
    }

    private static string Claims(BookedOrder order, IReadOnlyList<ToldLine> told) => string.Join(", ", told
        .Zip(order.Ask.Lines)
        .Where(line => line.First.Condition is 0 or 1 or 2)
        .Select(line => string.Create(
            CultureInfo.InvariantCulture,
            $"{Word(line.First)} {line.Second.Quantity - line.First.Cancelled} {line.Second.Sku} {line.First.Date:O}"))
        .Order(StringComparer.Ordinal));

    private static string Word(ToldLine line) =>
        line.Condition == 0 ? "waits" : line.Condition == 1 ? "ready" : "sent";

    private static bool Differs(ToldLine told, ToldLine now) =>
        told.Waits ? told.Date != now.Date : told.Condition == 1;
}
