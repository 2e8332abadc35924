using System.Globalization;
using Backorders.Server.Replay.Books;
using Backorders.Server.Replay.Shopfront;

namespace Backorders.Server.Replay.Audit;

/// <summary>Holds the mails that customers got against what happened to their orders.</summary>
internal static class MailAudit
{
    public static IEnumerable<string> Check(FinalState state, OrderBook orders)
    {
        var mails = state.Mails.ToLookup(mail => mail.Order);
        var answers = state.Orders.DistinctBy(order => order.OrderNumber).ToDictionary(order => order.OrderNumber);
        foreach (var order in orders.Accepted)
        {
            foreach (var wrong in Wrong(order, [.. mails[order.Number]], answers.GetValueOrDefault(order.Number)))
            {
                yield return $"order {order.Number}: {wrong}";
            }
        }
    }

    private static IEnumerable<string> Wrong(BookedOrder order, List<MailAnswer> mails, OrderAnswer? now)
    {
        int Got(string kind) => mails.Count(mail => mail.Kind == kind);

        if (mails.FirstOrDefault(mail => mail.To != order.Buyer.Email) is { } stray)
        {
            yield return $"a mail ({stray.Kind}) went to somebody else";
        }

        if (Got("received") != (order.WaitedAtFirst ? 1 : 0))
        {
            yield return $"{Got("received")} mails say that it was received, and it "
                + (order.WaitedAtFirst ? "waited from the first" : "never had to wait at first");
        }

        if (Got("ready") > 1 || (Got("ready") == 1 && !order.WaitedAtFirst))
        {
            yield return $"{Got("ready")} mails say that it is ready";
        }

        if (!order.WaitedAtFirst && Got("changed") > 0)
        {
            yield return "a mail tells of a changed date, and it never waited";
        }

        var ever = order.Lines.Any(line => line.EverWaited);
        if (now?.Status is "allocated" or "shipped" && ever && Got("ready") == 0 && Got("cancelled") == 0)
        {
            yield return "it waited, is ready, and nobody was told";
        }

        var last = mails.Where(mail => mail.SentAt == mails.Max(m => m.SentAt)).ToList(); // several in one hour
        foreach (var line in now?.Lines.Where(line => line.Waits && line.Promised is not null) ?? [])
        {
            var date = line.Promised!.Value.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
            if (last.Count > 0 && !last.Exists(mail => mail.Text.Contains(date, StringComparison.Ordinal)))
            {
                yield return $"the last mail does not name {date}, which line {line.Line} is said to be promised";
            }
        }
    }
}
