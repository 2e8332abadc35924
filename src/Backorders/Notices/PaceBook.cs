using System.Collections.Immutable;

namespace Backorders.Notices;

/// <summary>Mails of a shop for which a slot was taken.</summary>
/// <param name="At">A whole second, or minute, at or after the moment: never counted too short.</param>
public readonly record struct Taken(ShopId Shop, DateTimeOffset At, int Mails);

/// <summary>What the sender has to remember: the slots of the last hour, and how long the provider rests.</summary>
/// <param name="Slots">In the order of their times.</param>
/// <param name="LastTurns">Per shop whose mails wait in line: the last turn that was given out.</param>
public sealed record PaceBook(
    ImmutableArray<Taken> Slots, DateTimeOffset PausedUntil, ImmutableDictionary<ShopId, DateTimeOffset> LastTurns)
{
    public static readonly PaceBook Empty = new([], DateTimeOffset.MinValue, []);

    /// <summary>The turn that the shop's line has come to; null: it has none.</summary>
    public DateTimeOffset? LastTurn(ShopId shop) => LastTurns.TryGetValue(shop, out var turn) ? turn : null;
}
