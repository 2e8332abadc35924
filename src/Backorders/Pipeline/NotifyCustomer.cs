using Backorders.Notices;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>
/// An order's notice at its turn: decided again from what is true now, worded and frozen with what it promises, sent,
/// and closed. Every step may have been done before by somebody who died.
/// </summary>
public sealed class NotifyCustomer(
    OrderStore orders, FinishOrder finish, PoolReads reads, IMailer mailer, ShopDirectory shops, Clocks clocks,
    ILogger<NotifyCustomer> log)
{
    /// <summary>Lost races and follow-up notices in a row before the message comes back.</summary>
    private const int MaxTries = 20;

    /// <param name="number">The notice that the message names; another may be open by now.</param>
    internal async Task Run(OrderId id, int number, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if (await Open(id, number, cancellationToken) is not { } open)
            {
                return;
            }

            if (open.Notice.State == NoticeState.Frozen)
            {
                var mail = open.Notice.Mail!.ToMail(id);
                var sent = await mailer.LookUp(mail, cancellationToken) ??
                    await mailer.SendWatched(mail, cancellationToken);
                if (await Close(open, sent))
                {
                    return;
                }
            }
            else if (await Decide(open, cancellationToken) is { } frozen)
            {
                var sent = await mailer.SendWatched(frozen.Notice.Mail!.ToMail(id), cancellationToken);
                if (await Close(frozen, sent))
                {
                    return;
                }
            }
        }

        throw UnavailableException.Contended($"The order {id}");
    }

    /// <summary>The order and its open notice, in one read as a rule; null: its customer has nothing to be told.
    /// </summary>
    private async Task<OpenNotice?> Open(OrderId id, int number, CancellationToken cancellationToken)
    {
        var (found, notice) = await orders.ReadWithNotice(id, number, cancellationToken);
        if (found is { Document.Unfinished: true })
        {
            found = await finish.Run(id, cancellationToken);
        }

        if (found is null || !found.Document.NoticeOpen)
        {
            return null;
        }

        if (found.Document.Notices != number)
        {
            return await Open(id, found.Document.Notices, cancellationToken);
        }

        return notice is { } open
            ? new(found, open.Notice, open.ETag)
            : throw new InvalidDataException($"The open notice of the order {id} is not there.");
    }

    /// <returns>The frozen notice, or null when it was dropped or a race was lost: look again.</returns>
    private async Task<OpenNotice?> Decide(OpenNotice open, CancellationToken cancellationToken)
    {
        var (found, notice, etag) = open;
        var order = found.Document;
        var lines = await reads.Lines(found.Id, order, cancellationToken);
        var now = lines.Select(OrderReads.State).ToList();
        if (now.Zip(order.Seen).Any(line => line.First.Version < line.Second.Version))
        {
            return null;
        }

        var told = order.Told.Select(state => state.ToState()).ToList();
        var seen = order with { Seen = now.Select(StoredLineState.Of).ToList(), Status = OrderReads.StatusOf(now) };
        if (NoticeDecision.Decide(told, now, order.Waited, order.Introduced) is not { } kind)
        {
            var dropped = notice with { State = NoticeState.Dropped };
            await orders.Replace(found, seen with { NoticeOpen = false }, orders.Notice(found.Id, dropped, etag));
            return null;
        }

        return await Freeze(open, NoticeMail.Of(
            found, shops.Find(found.Id.Shop), kind, told, lines, now, clocks.Now), seen);
    }

    /// <summary>The words and what they promise, in one batch, before the first try.</summary>
    private async Task<OpenNotice?> Freeze(OpenNotice open, StoredMail mail, OrderDocument seen)
    {
        var (found, notice, etag) = open;
        var frozen = notice with { State = NoticeState.Frozen, Mail = mail, LooksAtFreeze = seen.Looks };
        var told = seen with
        {
            Told = seen.Seen,
            Introduced = true,
            Waited = seen.Waited || seen.Seen.Any(line => line.Condition == LineCondition.Waiting),
        };
        var result = await orders.Commit(
            found.Id, orders.Replaced(found, told), orders.Notice(found.Id, frozen, etag));
        return result is CommitResult.Done done
            ? new(found with { Document = told, ETag = done.ETags[0] }, frozen, done.ETags[1])
            : null;
    }

    /// <returns>Whether the customer knows all; else there is a lost race to look at, or another notice.</returns>
    private async Task<bool> Close(OpenNotice sent, SendOutcome outcome)
    {
        Measures.Mails.Add(1, Measures.Outcome(outcome.Word()));
        switch (outcome)
        {
            case SendOutcome.Accepted:
                return await Close(sent, sent.Notice with { State = NoticeState.Sent });
            case SendOutcome.Refused refused:
                log.MailRefused(sent.Notice.Number, sent.Order.Id, refused.Reason);
                return await Close(
                    sent, sent.Notice with { State = NoticeState.Refused, Problem = refused.Reason });
            case SendOutcome.NotSent notSent:
                throw new UnavailableException(notSent.Reason, notSent.RetryAfter);
            case SendOutcome.Unclear unclear:
                throw UnavailableException.Soon(unclear.Reason);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>A look since the freeze may have seen what the mail did not say: another notice takes its turn.
    /// </summary>
    private async Task<bool> Close(OpenNotice sent, NoticeDocument ended)
    {
        var (found, order) = (sent.Order, sent.Order.Document);
        var closed = orders.Notice(found.Id, ended, sent.ETag);
        if (order.Looks == ended.LooksAtFreeze)
        {
            return await orders.Replace(found, order with { NoticeOpen = false }, closed) is not null;
        }

        var next = new NoticeDocument(
            DocumentJson.Schema, ended.Order, ended.Number + 1, clocks.Now, NoticeState.Waiting);
        await orders.Replace(
            found, order with { Notices = next.Number }, closed, orders.Notice(found.Id, next, null));
        return false;
    }

    private sealed record OpenNotice(FoundOrder Order, NoticeDocument Notice, string ETag);
}
