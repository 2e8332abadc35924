using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>An order and its open notice, as they were read.</summary>
/// <param name="ETag">The notice's.</param>
internal sealed record OpenNotice(FoundOrder Order, NoticeDocument Notice, string ETag);

/// <summary>Who said what became of a mail.</summary>
internal enum Asked
{
    FirstSend,
    Repeat,
    LookUp,
}

/// <summary>What becomes of a frozen notice after a try: closed, laid back, or left to a person.</summary>
public sealed class CloseNotice(OrderStore orders, MailPace pace, Clocks clocks, ILogger<CloseNotice> log)
{
    /// <summary>Tries of which nobody knows the end: the last one half a day after the first.</summary>
    private const int MaxUnclearTries = 8;

    /// <summary>Before the third try; then 2, 8, 34 minutes, 2 and 9 hours.</summary>
    private static readonly TimeSpan FirstUnclearPause = TimeSpan.FromSeconds(32);

    /// <summary>
    /// "Not now" to this one mail: the last one 41 hours after the first. A mailbox that is full for a day still gets
    /// it; one that never takes anything does not use up the pace for ever.
    /// </summary>
    private const int MaxNotNow = 16;

    /// <summary>Most servers that do not know us yet want a few minutes; then 10, 20, 40 minutes …</summary>
    private static readonly TimeSpan FirstNotNowPause = TimeSpan.FromMinutes(5);

    /// <summary>A mailbox that has room again is not let wait for longer.</summary>
    private static readonly TimeSpan LongestNotNowPause = TimeSpan.FromHours(4);

    /// <summary>The one place where the outcome of a mail is known.</summary>
    /// <returns>Whether nothing is left to do now; else there is a lost race to look at, or another notice.</returns>
    internal async Task<bool> Run(OpenNotice sent, SendOutcome outcome, Asked asked)
    {
        var isFirst = asked == Asked.FirstSend;
        var isUnclear = !isFirst && outcome is SendOutcome.Refused { OnlyIfFirst: true };
        var isOwn = asked != Asked.LookUp && outcome is SendOutcome.NotSent { Everybody: false };
        var isGivenUp = isOwn && sent.Notice.NotNowTries + 1 >= MaxNotNow;
        Measures.Mails.Add(
            1, Measures.Outcome(isUnclear ? "unclear" : isGivenUp ? "refused" : outcome.Word()));
        switch (outcome)
        {
            case SendOutcome.Accepted:
                return await Close(sent, sent.Notice with { State = NoticeState.Sent });
            case SendOutcome.Refused refused when isFirst || !refused.OnlyIfFirst:
                log.MailRefused(sent.Notice.Number, sent.Order.Id, refused.Reason);
                return await Close(
                    sent, sent.Notice with { State = NoticeState.Refused, Problem = refused.Reason });
            case SendOutcome.Refused repeat:
                return await Unclear(sent, repeat.Reason);
            case SendOutcome.Unclear unclear:
                return await Unclear(sent, unclear.Reason);
            case SendOutcome.NotSent notSent:
                return isGivenUp ? await GiveUp(sent, notSent.Reason)
                    : isOwn ? await NotNow(sent, notSent)
                    : await ComeAgain(sent, notSent);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Its message is done with; the sweep wakes it.</summary>
    internal Task<bool> LayBack(OpenNotice open, DateTimeOffset until) =>
        LayBack(open, open.Notice with { Turn = until, Trace = Tracing.CurrentParent });

    private async Task<bool> LayBack(OpenNotice open, NoticeDocument laidBack)
    {
        var result = await orders.Commit(open.Order.Id, orders.Notice(open.Order.Id, laidBack, open.ETag));

        // Not written: another has it in hand, or it is due as before.
        return result is CommitResult.Busy ? throw result.Away() : true;
    }

    /// <summary>Not this mail's fault: nothing is counted against it.</summary>
    private async Task<bool> ComeAgain(OpenNotice notSent, SendOutcome.NotSent outcome)
    {
        var now = clocks.Machine.GetUtcNow();
        var isPaused = outcome.Everybody && pace.IsKept;
        if (outcome.Everybody)
        {
            log.MailPaused(outcome.RetryAfter.TotalSeconds, outcome.Reason);
            await pace.Pause(now + outcome.RetryAfter);
        }

        return !isPaused && outcome.RetryAfter <= OrderStore.NoticePatience && !(notSent.Notice.Turn > now)
            ? throw new UnavailableException(outcome.Reason, outcome.RetryAfter)
            : await LayBack(notSent, now + outcome.RetryAfter);
    }

    /// <summary>This mail alone is not taken: tried again at growing distance.</summary>
    private Task<bool> NotNow(OpenNotice notSent, SendOutcome.NotSent outcome)
    {
        var grown = FirstNotNowPause * Math.Pow(2, notSent.Notice.NotNowTries);
        var wanted = grown > outcome.RetryAfter ? grown : outcome.RetryAfter;
        return LayBack(notSent, notSent.Notice with
        {
            NotNowTries = notSent.Notice.NotNowTries + 1,
            Turn = clocks.Machine.GetUtcNow() + (wanted < LongestNotNowPause ? wanted : LongestNotNowPause),
            Trace = Tracing.CurrentParent,
        });
    }

    /// <summary>At last left to a person. After an unclear try it may have gone out then, and so stays unclear.
    /// </summary>
    private Task<bool> GiveUp(OpenNotice notSent, string reason)
    {
        var notice = notSent.Notice with { NotNowTries = MaxNotNow, Problem = reason };
        log.MailGivenUp(notice.Number, notSent.Order.Id, MaxNotNow, reason);
        return Close(
            notSent, notice with { State = notice.UnclearTries == 0 ? NoticeState.Refused : NoticeState.Unclear });
    }

    /// <summary>Looked up and tried again at once, then at growing distance, and at last left to a person.</summary>
    private async Task<bool> Unclear(OpenNotice sent, string reason)
    {
        var tries = sent.Notice.UnclearTries + 1;
        if (tries >= MaxUnclearTries)
        {
            log.MailUnclear(sent.Notice.Number, sent.Order.Id, tries, reason);
            return await Close(
                sent, sent.Notice with { State = NoticeState.Unclear, UnclearTries = tries, Problem = reason });
        }

        var pause = tries == 1 ? TimeSpan.Zero : FirstUnclearPause * Math.Pow(4, tries - 2);
        var laidBack = sent.Notice with
        {
            UnclearTries = tries,
            Turn = clocks.Machine.GetUtcNow() + pause,
            Trace = Tracing.CurrentParent,
        };
        return await LayBack(sent, laidBack) && tries > 1;
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
}
