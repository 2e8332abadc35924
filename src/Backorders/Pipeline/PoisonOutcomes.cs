namespace Backorders.Pipeline;

/// <summary>What waits for an operator.</summary>
/// <param name="NotShown">Messages of shops that wait besides, known by the ids in the log alone.</param>
public sealed record KeptPoisonList(IReadOnlyList<KeptMessage> Messages, long NotShown);

/// <summary>A message that its queue gave up on; no text of it but ids.</summary>
/// <param name="Ids">As in the message, or shop and order number of an order; null: it has none that are readable.
/// </param>
/// <param name="Shop">Null: it is of none of ours, and each has a copy of it.</param>
/// <param name="KeptAt">When it was kept last.</param>
/// <param name="KeptAgain">How often it became poison again after it had been sent again.</param>
/// <param name="ReplayBegun">It was, or is being, sent again, and nobody wrote down how that ended.</param>
public sealed record KeptMessage(
    string Id, string Queue, string? Ids, ShopId? Shop, DateTimeOffset KeptAt, int KeptAgain, bool ReplayBegun);

/// <summary>How an operator's deed with a kept message ended.</summary>
public abstract record PoisonOutcome
{
    private PoisonOutcome()
    {
    }

    /// <summary>It was sent, and waits no more.</summary>
    public sealed record Replayed(string Queue) : PoisonOutcome;

    /// <summary>It was sent, and waits still: it became poison again meanwhile, or another sends it too.</summary>
    public sealed record WaitsAgain(string Queue) : PoisonOutcome;

    public sealed record Dropped : PoisonOutcome;

    /// <summary>Nothing was sent now: it had been dealt with before.</summary>
    public sealed record WasReplayed : PoisonOutcome;

    public sealed record WasDropped : PoisonOutcome;

    /// <summary>It waits still, and nothing was sent: another had it in hand at the same time.</summary>
    public sealed record Changed : PoisonOutcome;

    public sealed record NotFound : PoisonOutcome;
}
