using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Pipeline.Purchasing;

/// <summary>
/// One try to tell a supplier by mail: at the sender's pace like every mail, under an id that derives from the order,
/// and looked up before it is sent again.
/// </summary>
public sealed class MailPurchaseOrder(IMailer mailer, MailPace pace, Clocks clocks)
{
    /// <summary>Longer than a provider is waited for.</summary>
    private static readonly TimeSpan ShortestInHand = TimeSpan.FromMinutes(1);

    internal TimeSpan InHand => mailer.InHand > ShortestInHand ? mailer.InHand : ShortestInHand;

    /// <param name="isFirst">Else it may have been sent before.</param>
    internal async Task<TryOutcome> Try(
        ShopId shop, PurchaseId order, StoredPurchaseMail frozen, bool isFirst, CancellationToken cancellationToken)
    {
        var mail = PurchaseMail.ToMail(frozen, shop, order);
        if (!isFirst && await mailer.LookUp(mail, cancellationToken) is { } known)
        {
            return await Of(known, isFirst);
        }

        return await pace.Take(shop, called: true, cancellationToken)
            ? await Of(await mailer.SendWatched(mail, cancellationToken), isFirst)
            : new TryOutcome.NotBegun(pace.FreeAt(shop));
    }

    private async Task<TryOutcome> Of(SendOutcome outcome, bool isFirst)
    {
        if (outcome is SendOutcome.NotSent { Everybody: true } pause)
        {
            await pace.Pause(clocks.Machine.GetUtcNow() + pause.RetryAfter);
        }

        return Meaning(outcome, isFirst);
    }

    private static TryOutcome Meaning(SendOutcome outcome, bool isFirst) => outcome switch
    {
        SendOutcome.Accepted => new TryOutcome.Taken(),
        SendOutcome.Refused refused when isFirst || !refused.OnlyIfFirst => new TryOutcome.Stop(refused.Reason),
        SendOutcome.Refused refused => new TryOutcome.Again(refused.Reason),
        SendOutcome.NotSent notSent => new TryOutcome.Again(notSent.Reason, notSent.RetryAfter),
        SendOutcome.Unclear unclear => new TryOutcome.Again(unclear.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
