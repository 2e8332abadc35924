using System.Collections.Immutable;
using Backorders.Ledger;

namespace Backorders.Pipeline.Documents;

/// <summary>What a pool knows of a shipment for good: <c>inbound:{shipment}</c> beside the head.</summary>
internal sealed record InboundDocument(
    int Schema, string Shipment, string? Supplier, long Version, DateOnly? Eta, long Expected, bool Ended,
    long Arrived, long Receipted) : StoredDocument(Schema)
{
    public int P80Days { get; init; }

    public DateOnly? AnnouncedOn { get; init; }

    public DateOnly? FirstEta { get; init; }

    public long FirstExpected { get; init; }

    /// <summary>Day number and units by turns.</summary>
    public ImmutableArray<long>? Came { get; init; }

    public DateOnly? EndedOn { get; init; }

    public static InboundDocument Of(InboundRecord inbound) => new(
        DocumentJson.Schema, inbound.Shipment.Value, inbound.Supplier?.Value, inbound.Version, inbound.Eta,
        inbound.Expected, inbound.Ended, inbound.Arrived, inbound.Receipted)
    {
        P80Days = inbound.P80Days,
        AnnouncedOn = inbound.Facts.AnnouncedOn,
        FirstEta = inbound.Facts.FirstEta,
        FirstExpected = inbound.Facts.FirstExpected,
        Came = inbound.Facts.Came.IsEmpty
            ? null
            : [.. inbound.Facts.Came.SelectMany(came => new[] { came.Day.DayNumber, came.Units })],
        EndedOn = inbound.Facts.EndedOn,
    };

    public InboundRecord ToRecord() => new(
        new(Shipment), Supplier is null ? null : new SupplierId(Supplier), Version, Eta, Expected, Ended, Arrived,
        Receipted)
    {
        P80Days = P80Days,
        Facts = new(AnnouncedOn, FirstEta, FirstExpected, EndedOn)
        {
            Came = [.. (Came ?? []).Chunk(2)
                .Select(came => new CameOn(DateOnly.FromDayNumber((int)came[0]), came[1]))],
        },
    };
}
