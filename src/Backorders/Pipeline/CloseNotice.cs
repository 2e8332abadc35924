using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Backorders.Pipeline;

/// <summary>An order and its open notice, as they were read.</summary>
/// <param name="ETag">The notice's.</param>
internal sealed record OpenNotice(FoundOrder Order, NoticeDocument Notice, string ETag);

/// <summary>What becomes of a frozen notice after a try: closed, laid back, or left to a person.</summary>
public sealed class CloseNotice(OrderStore orders, MailPace pace, Clocks clocks, ILogger<CloseNotice> log)
{
    /// <summary>Tries of which nobody knows the end: the last one half a day after the first.</summary>
    private const int MaxUnclearTries = 8;

    /// <summary>Before the third try; then 2, 8, 34 minutes, 2 and 9 hours.</summary>
    private static readonly TimeSpan FirstUnclearPause = TimeSpan.FromSeconds(32);

    /// <summary>The one place where the outcome of a mail is known.</summary>
    /// <returns>Whether nothing is left to do now; else there is a lost race to look at, or another notice.</returns>
    internal async Task<bool> Run(OpenNotice sent, SendOutcome outcome, bool isFirst)
    {
        var isUnclear = !isFirst && outcome is SendOutcome.Refused { OnlyIfFirst: true };
        Measures.Mails.Add(1, Measures.Outcome(isUnclear ? "unclear" : outcome.Word()));
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
                return await ComeAgain(sent, notSent);
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

    private async Task<bool> ComeAgain(OpenNotice notSent, SendOutcome.NotSent outcome)
    {
        var now = clocks.Machine.GetUtcNow();
        if (outcome.Everybody)
        {
            log.MailPaused(outcome.RetryAfter.TotalSeconds, outcome.Reason);
            await pace.Pause(now + outcome.RetryAfter);
        }
        else if (outcome.RetryAfter <= OrderStore.NoticePatience && !(notSent.Notice.Turn > now))
        {
            throw new UnavailableException(outcome.Reason, outcome.RetryAfter);
        }

        return await LayBack(notSent, now + outcome.RetryAfter);
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
