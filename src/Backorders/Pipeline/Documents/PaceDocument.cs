using System.Collections.Immutable;
using Backorders.Notices;

namespace Backorders.Pipeline.Documents;

/// <summary>The sender's pace, one document for the installation.</summary>
internal sealed record PaceDocument(int Schema) : StoredDocument(Schema)
{
    /// <summary>Per shop: second (Unix) and number of mails by turns.</summary>
    public IReadOnlyDictionary<string, long[]> Taken { get; init; } = ImmutableDictionary<string, long[]>.Empty;

    public DateTimeOffset PausedUntil { get; init; }

    /// <summary>Per shop whose mails wait: the last turn that was given out.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> LastTurns { get; init; } =
        ImmutableDictionary<string, DateTimeOffset>.Empty;

    public static PaceDocument Of(PaceBook book) => new(DocumentJson.Schema)
    {
        Taken = book.Slots.GroupBy(slot => slot.Shop.Value).ToDictionary(
            of => of.Key, of => of.SelectMany(slot => new[] { slot.At.ToUnixTimeSeconds(), slot.Mails }).ToArray()),
        PausedUntil = book.PausedUntil,
        LastTurns = book.LastTurns.ToDictionary(turn => turn.Key.Value, turn => turn.Value),
    };

    public PaceBook ToBook() => new(
        [
            .. Taken.SelectMany(of => of.Value.Chunk(2).Select(pair => new Taken(
                    new(of.Key), DateTimeOffset.FromUnixTimeSeconds(pair[0]), checked((int)pair[1]))))
                .OrderBy(slot => slot.At),
        ],
        PausedUntil,
        LastTurns.ToImmutableDictionary(turn => new ShopId(turn.Key), turn => turn.Value));
}
