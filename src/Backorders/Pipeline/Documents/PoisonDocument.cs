namespace Backorders.Pipeline.Documents;

/// <summary>A message that its queue gave up on: one for the shop that it names, or one for each.</summary>
/// <param name="Body">The message, or a sentence instead where it names a customer.</param>
/// <param name="KeptAt">When it was kept last.</param>
internal sealed record PoisonDocument(int Schema, string Queue, string Body, DateTimeOffset KeptAt)
    : StoredDocument(Schema)
{
    /// <summary>What a copy says instead of a message that names a customer.</summary>
    public const string Withheld = "It names a customer: the command 'poison' knows it by its id.";

    /// <summary>How often it was kept anew after somebody had sent it again.</summary>
    public int KeptAgain { get; init; }

    /// <summary>It is being sent again, or was and nobody wrote that down; null: neither.</summary>
    public DateTimeOffset? ReplayBegunAt { get; init; }

    /// <summary>What a person did with it; null: it waits.</summary>
    public PoisonEnd? Ended { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Ids derive from the message, so this is the text that was kept, or a sentence instead of it.</summary>
    public bool Holds(string id) => IdOf(Queue, Body) == id;

    public static string IdOf(string queue, string body) => Content.Hash($"{queue} {body}");

    public static bool IsId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// Where it stands in its partition, among those that wait or were dealt with: anywhere, but always there. A
    /// number that every store keeps whole (2^53).
    /// </summary>
    public static long PlaceOf(string id) => Convert.ToInt64(id[..13], 16);
}

internal enum PoisonEnd
{
    Replayed = 1,
    Dropped,
}
