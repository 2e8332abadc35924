namespace Backorders.Simulation.Worlds;

/// <summary>What the world may do to those who live in it.</summary>
internal enum Fault
{
    /// <summary>429: nothing was done.</summary>
    StoreBusy,

    /// <summary>408 of a write that was made.</summary>
    StoreTimeoutApplied,

    /// <summary>408 of a write that was not made.</summary>
    StoreTimeoutNotApplied,

    /// <summary>408 of a write that is made a little later, if its conditions still hold then.</summary>
    StoreTimeoutAppliedLate,

    /// <summary>5xx of a write that was made.</summary>
    StoreErrorApplied,

    /// <summary>5xx of a write that was not made.</summary>
    StoreErrorNotApplied,

    /// <summary>The write was made and the connection broke.</summary>
    StoreReplyLost,

    /// <summary>A read or query that fails.</summary>
    StoreReadFails,

    /// <summary>A read that sees nothing of a commit whose answer is still under way.</summary>
    StoreStaleRead,

    StoreSlow,

    /// <summary>Nothing was done.</summary>
    QueueAway,

    /// <summary>A message that is handed out twice.</summary>
    QueueDuplicate,

    /// <summary>A message that becomes visible much later than asked for.</summary>
    QueueDelay,

    /// <summary>A message that was sent and is gone.</summary>
    QueueLoss,

    /// <summary>A lease that ends while its holder still works.</summary>
    QueueLeaseEnds,

    QueueDeleteFails,

    /// <summary>A message that was sent, and nobody says so.</summary>
    QueueUnclearSent,

    /// <summary>A message that was not sent, and nobody says so.</summary>
    QueueUnclearNotSent,

    /// <summary>A message that nobody of us sent.</summary>
    QueueGarbage,

    /// <summary>Accepted, and the answer is lost.</summary>
    MailReplyLost,

    MailTimeoutSent,
    MailTimeoutNotSent,

    /// <summary>429 with a long Retry-After.</summary>
    MailBusy,

    /// <summary>A mail server's "not now" to one mail alone.</summary>
    MailNotNow,

    MailSlow,

    /// <summary>5xx: not accepted, and nobody can say so.</summary>
    MailError,

    /// <summary>Refused for good.</summary>
    MailRefused,

    /// <summary>Nobody says what became of a mail.</summary>
    MailLookUpFails,

    DiesBefore,
    DiesAfter,

    /// <summary>A machine's clock that is off by 10 minutes from now on.</summary>
    ClockJump,

    /// <summary>No call of the store is answered for minutes.</summary>
    StoreAway,

    /// <summary>The mail provider takes nothing for up to an hour.</summary>
    MailQuotaGone,

    /// <summary>Processes die within seconds of their start, again and again.</summary>
    CrashLoop,

    /// <summary>Every message comes twice.</summary>
    DuplicateBurst,
}
