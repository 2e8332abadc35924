using Backorders.Notices;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>
/// An order's notice at its turn: decided again from what is true now, worded and frozen with what it promises, and
/// sent. Every step may have been done before by somebody who died.
/// </summary>
public sealed class NotifyCustomer(
    OrderStore orders, FinishOrder finish, PoolReads reads, IMailer mailer, MailsInHand inHand, MailPace pace,
    CloseNotice close, ShopDirectory shops, CustomerLinks links, Clocks clocks)
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

            if (open.Notice.State == NoticeState.Frozen
                ? await SendAgain(open, cancellationToken)
                : await SendFirst(open, cancellationToken))
            {
                return;
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

    /// <summary>
    /// What a mail says is decided as late as can be, and a notice that has become empty takes no slot: so the slot is
    /// taken between the decision and the freeze.
    /// </summary>
    /// <returns>Whether nothing is left to do now; else look again.</returns>
    private async Task<bool> SendFirst(OpenNotice open, CancellationToken cancellationToken)
    {
        var (shop, called) = (open.Order.Id.Shop, open.Notice.Turn is not null);
        if (pace.MustWait(shop, called))
        {
            return await LayBack(open);
        }

        if (await Decide(open, cancellationToken) is not { } decided)
        {
            return false;
        }

        if (!await pace.Take(shop, called, cancellationToken))
        {
            return await LayBack(open);
        }

        if (await Freeze(open, decided) is not { } frozen)
        {
            await pace.GiveBack(shop);
            return false;
        }

        return await Send(frozen, Asked.FirstSend, cancellationToken);
    }

    /// <summary>Somebody froze it and may have sent it: it is looked up first, and a repeat needs a slot too.</summary>
    private async Task<bool> SendAgain(OpenNotice open, CancellationToken cancellationToken)
    {
        var mail = open.Notice.Mail!.ToMail(open.Order.Id);
        var accepted = inHand.WasAccepted(mail.Id);
        if (!accepted && open.Notice.Turn > clocks.Machine.GetUtcNow())
        {
            return true;
        }

        var known = accepted ? new SendOutcome.Accepted() : await mailer.LookUp(mail, cancellationToken);
        if (known is not null)
        {
            return await close.Run(open, known, Asked.LookUp);
        }

        if (!await pace.Take(mail.Shop, called: true, cancellationToken))
        {
            return await close.LayBack(open, pace.FreeAt(mail.Shop));
        }

        if (await TakeInHand(open) is not { } mine)
        {
            await pace.GiveBack(mail.Shop);
            return false;
        }

        return await Send(mine, Asked.Repeat, cancellationToken);
    }

    /// <summary>Says for the time that it takes that no other process is to repeat it; null: another was faster.
    /// </summary>
    private async Task<OpenNotice?> TakeInHand(OpenNotice open)
    {
        if (Turn() is not { } turn)
        {
            return open;
        }

        var mine = open.Notice with { Turn = turn };
        return await orders.Commit(open.Order.Id, orders.Notice(open.Order.Id, mine, open.ETag)) switch
        {
            CommitResult.Done done => open with { Notice = mine, ETag = done.ETags[0] },
            CommitResult.Busy busy => throw busy.Away(),
            _ => null,
        };
    }

    /// <summary>Until when a mail that is sent now may be on its way; null: a repeat would do no harm.</summary>
    private DateTimeOffset? Turn() =>
        mailer.InHand > TimeSpan.Zero ? clocks.Machine.GetUtcNow() + mailer.InHand : null;

    private async Task<bool> Send(OpenNotice frozen, Asked asked, CancellationToken cancellationToken)
    {
        var mail = frozen.Notice.Mail!.ToMail(frozen.Order.Id);
        var outcome = await inHand.Send(mail.Id, () => mailer.SendWatched(mail, cancellationToken));
        return outcome is null || await close.Run(frozen, outcome, asked);
    }

    /// <summary>
    /// Waits in its shop's line until it is called: one write, and none when it was in the line before. Its message is
    /// done with.
    /// </summary>
    private async Task<bool> LayBack(OpenNotice open) =>
        open.Notice.Turn is not null || await close.LayBack(open, pace.Queue(open.Order.Id.Shop));

    /// <returns>What to say, or null when it was dropped or a race was lost: look again.</returns>
    private async Task<Decided?> Decide(OpenNotice open, CancellationToken cancellationToken)
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

        return new(
            NoticeMail.Of(found, shops.Find(found.Id.Shop), kind, told, lines, now, clocks.Now, links), seen);
    }

    /// <summary>The words and what they promise, in one batch, before the first try.</summary>
    /// <returns>Null: a race was lost.</returns>
    private async Task<OpenNotice?> Freeze(OpenNotice open, Decided decided)
    {
        var ((found, notice, etag), (mail, seen)) = (open, decided);
        var frozen = notice with
        {
            State = NoticeState.Frozen,
            Mail = mail,
            LooksAtFreeze = seen.Looks,
            Turn = Turn(),
        };
        var told = seen with
        {
            Told = seen.Seen,
            Introduced = true,
            Waited = seen.Waited || seen.Seen.Any(line => line.Condition == LineCondition.Waiting),
        };
        var result = await orders.Commit(
            found.Id, orders.Replaced(found, told), orders.Notice(found.Id, frozen, etag));
        return result switch
        {
            CommitResult.Done done => new(found with { Document = told, ETag = done.ETags[0] }, frozen, done.ETags[1]),
            CommitResult.Busy busy => throw busy.Away(),
            _ => null,
        };
    }

    private sealed record Decided(StoredMail Mail, OrderDocument Seen);
}
