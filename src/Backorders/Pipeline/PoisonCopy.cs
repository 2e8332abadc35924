using System.Diagnostics;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;

namespace Backorders.Pipeline;

/// <summary>A kept message as one shop's partition has it (null: that of no shop), and how it is written.</summary>
internal sealed record PoisonCopy(ShopId? Owner, string Id, string ETag, PoisonDocument Message)
{
    public bool Waits => Message.Ended is null;

    public static PoisonCopy Of(ShopId? owner, Document read) =>
        new(owner, read.Id, read.ETag, DocumentJson.Read(read.Body, DocumentJson.Default.PoisonDocument));

    public static Write.Create Create(ShopId? owner, string id, PoisonDocument message) =>
        new(id, Body(message), Terms(owner, id, message));

    public Write.Replace Become(PoisonDocument message) => new(Id, Body(message), Terms(Owner, Id, message), ETag);

    private static byte[] Body(PoisonDocument message) =>
        DocumentJson.Write(message, DocumentJson.Default.PoisonDocument);

    private static Terms Terms(ShopId? owner, string id, PoisonDocument message) => new(
        owner,
        Status: message.Ended switch
        {
            null => Keys.PoisonStatus,
            PoisonEnd.Replayed => Keys.PoisonReplayed,
            PoisonEnd.Dropped => Keys.PoisonDropped,
            _ => throw new UnreachableException($"no such end: {message.Ended}"),
        },
        Place: PoisonDocument.PlaceOf(id));
}
