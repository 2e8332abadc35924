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

    internal async Task Run(OrderId id, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= MaxTries; tries++)
        {
            var found = await finish.Run(id, cancellationToken);
            if (found is null || !found.Document.NoticeOpen)
            {
                return;
            }

            var (notice, etag) = await orders.ReadNotice(id, found.Document.Notices, cancellationToken)
                ?? throw new InvalidDataException($"The open notice of the order {id} is not there.");
            if (notice.State == NoticeState.Frozen)
            {
                var mail = notice.Mail!.ToMail(id);
                var sent = await mailer.LookUp(mail, cancellationToken) ?? await mailer.Send(mail, cancellationToken);
                await Close(found, notice, etag, sent);
            }
            else if (await Decide(found, notice, etag, cancellationToken) is { } frozen)
            {
                var sent = await mailer.Send(frozen.Notice.Mail!.ToMail(id), cancellationToken);
                await Close(frozen.Order, frozen.Notice, frozen.ETag, sent);
            }
        }

        throw UnavailableException.Contended($"The order {id}");
    }

    /// <returns>The frozen notice, or null when it was dropped or a race was lost: look again.</returns>
    private async Task<FrozenNotice?> Decide(
        FoundOrder found, NoticeDocument notice, string etag, CancellationToken cancellationToken)
    {
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

        return await Freeze(found, notice, etag, NoticeMail.Of(
            found, shops.Find(found.Id.Shop), kind, told, lines, now, clocks.Now), seen);
    }

    /// <summary>The words and what they promise, in one batch, before the first try.</summary>
    private async Task<FrozenNotice?> Freeze(
        FoundOrder found, NoticeDocument notice, string etag, StoredMail mail, OrderDocument seen)
    {
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

    private async Task Close(FoundOrder found, NoticeDocument notice, string etag, SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendOutcome.Accepted:
                await Close(found, notice with { State = NoticeState.Sent }, etag);
                break;
            case SendOutcome.Refused refused:
                log.MailRefused(notice.Number, found.Id, refused.Reason);
                await Close(found, notice with { State = NoticeState.Refused, Problem = refused.Reason }, etag);
                break;
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
    private async Task Close(FoundOrder found, NoticeDocument ended, string etag)
    {
        var order = found.Document;
        var closed = orders.Notice(found.Id, ended, etag);
        if (order.Looks == ended.LooksAtFreeze)
        {
            await orders.Replace(found, order with { NoticeOpen = false }, closed);
            return;
        }

        var next = new NoticeDocument(
            DocumentJson.Schema, ended.Order, ended.Number + 1, clocks.Now, NoticeState.Waiting);
        await orders.Replace(
            found, order with { Notices = next.Number }, closed, orders.Notice(found.Id, next, null));
    }

    private sealed record FrozenNotice(FoundOrder Order, NoticeDocument Notice, string ETag);
}
