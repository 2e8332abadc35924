namespace Backorders.Supply;

public enum SendingBy
{
    Webhook,
    Mail,
}

/// <summary>What a supplier is told of an order.</summary>
public enum PurchaseNews
{
    Placed,
    Cancelled,
}

public enum SendingState
{
    Waiting,
    Sent,

    /// <summary>The supplier wants no more, or the order was cancelled before.</summary>
    Stopped,

    /// <summary>All tries are used up: a person has to look.</summary>
    Failed,
}

/// <summary>How telling the supplier goes.</summary>
/// <param name="Tries">Begun so far.</param>
/// <param name="Due">While it waits: when the next try may begin.</param>
/// <param name="Problem">What the last try ended with.</param>
public sealed record PurchaseSending(
    SendingBy By, SendingState State, int Tries, DateTimeOffset Due, string? Problem, DateTimeOffset? EndedAt)
{
    public PurchaseNews Tells { get; init; }

    /// <summary>It was told before, and given up, and may have been taken then.</summary>
    public bool TriedBefore { get; init; }

    /// <summary>It was taken, or nobody knows whether one of the tries was; one that ended with a no was not.</summary>
    public bool MayHaveBeenTaken =>
        TriedBefore || State == SendingState.Sent || Tries > (State == SendingState.Stopped ? 1 : 0);
}

/// <summary>How one try ended.</summary>
public abstract record TryOutcome
{
    private TryOutcome()
    {
    }

    public sealed record Taken : TryOutcome;

    /// <summary>The supplier will never take it; trying again is pointless.</summary>
    public sealed record Stop(string Reason) : TryOutcome;

    /// <param name="NotBefore">What the other side asks for; null: nothing.</param>
    public sealed record Again(string Reason, TimeSpan? NotBefore = null) : TryOutcome;

    /// <summary>It was not begun: our own pace held it up, so it is no try.</summary>
    public sealed record NotBegun(DateTimeOffset Until) : TryOutcome;
}

/// <summary>
/// When the supplier is told, again and again: a try is counted before it is made, so that no crash repeats one without
/// end.
/// </summary>
public static class SendingRules
{
    /// <summary>
    /// The wait before each try, counted from the one before: Standard Webhooks 1.0, "Deliverability and reliability";
    /// three days in all.
    /// </summary>
    public static readonly IReadOnlyList<TimeSpan> WaitBeforeTry =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14),
        TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>The longest wait that the other side may ask for.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public static PurchaseSending Begin(
        SendingBy by, DateTimeOffset now, PurchaseNews tells = PurchaseNews.Placed) =>
        new(by, SendingState.Waiting, 0, now + WaitBeforeTry[0], null, null) { Tells = tells };

    /// <summary>Begins a try that is due; the very same: it is not.</summary>
    /// <param name="inHand">How long the try may take: nobody else begins one before.</param>
    public static PurchaseSending Claim(PurchaseSending sending, DateTimeOffset now, TimeSpan inHand)
    {
        if (sending.State != SendingState.Waiting || sending.Due > now)
        {
            return sending;
        }

        return sending.Tries >= WaitBeforeTry.Count
            ? Ended(sending, SendingState.Failed, sending.Problem ?? "Nobody knows how the last try ended.", now)
            : sending with { Tries = sending.Tries + 1, Due = now + Longer(WaitAfter(sending.Tries + 1), inHand) };
    }

    /// <summary>The try of that number ended; what a later try has found stands.</summary>
    public static PurchaseSending End(PurchaseSending sending, int tryNumber, TryOutcome outcome, DateTimeOffset now)
    {
        if (outcome is TryOutcome.Taken)
        {
            return sending.State == SendingState.Sent ? sending : Ended(sending, SendingState.Sent, null, now);
        }

        if (sending.State != SendingState.Waiting || sending.Tries != tryNumber)
        {
            return sending;
        }

        return outcome switch
        {
            TryOutcome.Stop stop => Ended(sending, SendingState.Stopped, stop.Reason, now),
            TryOutcome.NotBegun notBegun => sending with { Tries = sending.Tries - 1, Due = notBegun.Until },
            TryOutcome.Again again when sending.Tries >= WaitBeforeTry.Count =>
                Ended(sending, SendingState.Failed, again.Reason, now),
            TryOutcome.Again again => sending with
            {
                Due = now + Longer(WaitAfter(sending.Tries), Shorter(again.NotBefore ?? TimeSpan.Zero, LongestWait)),
                Problem = again.Reason,
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Nobody is to be told any more.</summary>
    public static PurchaseSending Stop(PurchaseSending sending, string reason, DateTimeOffset now) =>
        sending.State == SendingState.Waiting ? Ended(sending, SendingState.Stopped, reason, now) : sending;

    private static PurchaseSending Ended(
        PurchaseSending sending, SendingState state, string? problem, DateTimeOffset now) =>
        sending with { State = state, Problem = problem, EndedAt = now };

    private static TimeSpan WaitAfter(int tries) =>
        tries < WaitBeforeTry.Count ? WaitBeforeTry[tries] : TimeSpan.Zero;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
