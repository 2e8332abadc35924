using System.Collections.Immutable;

namespace Backorders.Ledger;

/// <summary>Units of a shipment that were first counted on that day.</summary>
public sealed record CameOn(DateOnly Day, long Units);

/// <summary>What is remembered of a shipment so that its supplier's ways can be learned from it.</summary>
/// <param name="AnnouncedOn">The first day on which units and a date were known; null: never.</param>
/// <param name="FirstEta">The date that the supplier gave then.</param>
/// <param name="FirstExpected">The units that it announced then.</param>
/// <param name="EndedOn">The day on which it was closed or cancelled; null: it was not, or was reopened.</param>
public sealed record InboundFacts(DateOnly? AnnouncedOn, DateOnly? FirstEta, long FirstExpected, DateOnly? EndedOn)
{
    public static readonly InboundFacts None = new(null, null, 0, null);

    /// <summary>Days that are kept apart; a shipment that comes on more adds the rest to the last of them.</summary>
    public const int MostDays = 50;

    /// <summary>In the order of the days.</summary>
    public ImmutableArray<CameOn> Came { get; init; } = [];

    /// <summary>The last day of which there is something to learn; null: none yet.</summary>
    public DateOnly? LastDay => Came.IsEmpty || EndedOn > Came[^1].Day ? EndedOn : Came[^1].Day;

    /// <summary>The record with what a change of it adds to its facts.</summary>
    /// <param name="today">The UTC day of the commit.</param>
    public static InboundRecord Remember(InboundRecord before, InboundRecord after, DateOnly today)
    {
        var facts = before.Facts;
        if (facts.AnnouncedOn is null && after is { Eta: not null, Expected: > 0 })
        {
            facts = facts with { AnnouncedOn = today, FirstEta = after.Eta, FirstExpected = after.Expected };
        }

        var came = after.Counted - before.Counted;
        return after with
        {
            Facts = facts with
            {
                Came = came > 0 ? Add(facts.Came, today, came) : facts.Came,
                EndedOn = after.Ended ? facts.EndedOn ?? today : null,
            },
        };
    }

    /// <summary>A clock that went back adds to the last day.</summary>
    private static ImmutableArray<CameOn> Add(ImmutableArray<CameOn> came, DateOnly today, long units) =>
        !came.IsEmpty && (came[^1].Day >= today || came.Length == MostDays)
            ? came.SetItem(came.Length - 1, came[^1] with { Units = came[^1].Units + units })
            : came.Add(new(today, units));
}
