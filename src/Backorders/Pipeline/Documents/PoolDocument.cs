using System.Collections.Immutable;
using Backorders.Ledger;
using Backorders.Supply;

namespace Backorders.Pipeline.Documents;

/// <summary>The head of a pool as it is stored; under 200 KB at all its limits.</summary>
internal sealed record PoolDocument(int Schema, string Sku) : StoredDocument(Schema)
{
    public string? Name { get; init; }

    public BackorderMode Mode { get; init; }

    public int? Limit { get; init; }

    public int? LeadTimeDays { get; init; }

    public int HandlingDays { get; init; }

    public long Version { get; init; }

    public long DemandEnd { get; init; }

    public long AllocatedTo { get; init; }

    public long Available { get; init; }

    /// <summary>Flat deltas of the holes' edges, the first from <see cref="AllocatedTo"/>; LEB128 in base64.</summary>
    public string? Holes { get; init; }

    /// <summary>Position and day number by turns.</summary>
    public ImmutableArray<long>? Days { get; init; }

    public ImmutableArray<StoredInbound>? Inbound { get; init; }

    public DateOnly? RestartedOn { get; init; }

    public long ReleasedTo { get; init; }

    /// <summary>From, to and version by turns.</summary>
    public ImmutableArray<long>? ToTell { get; init; }

    public long Vanishing { get; init; }

    public long SteppedBackAt { get; init; }

    public long Held { get; init; }

    public long Shipped { get; init; }

    public long CountedIn { get; init; }

    public long WrittenOff { get; init; }

    public static PoolDocument Of(Pool pool) => new(DocumentJson.Schema, pool.Sku.Value)
    {
        Name = pool.Name,
        Mode = pool.Policy.Mode,
        Limit = pool.Policy.Limit,
        LeadTimeDays = pool.LeadTimeDays,
        HandlingDays = pool.HandlingDays,
        Version = pool.Version,
        DemandEnd = pool.DemandEnd,
        AllocatedTo = pool.AllocatedTo,
        Available = pool.Available,
        Holes = FlatDeltas.Write(pool.Holes.ToEdges(), pool.AllocatedTo),
        Days = NullIfEmpty([.. pool.Days.Entries.SelectMany(day => new long[] { day.From, day.Day.DayNumber })]),
        Inbound = NullIfEmpty([.. pool.Inbound.Select(StoredInbound.Of)]),
        RestartedOn = pool.RestartedOn,
        ReleasedTo = pool.ReleasedTo,
        ToTell = NullIfEmpty([.. pool.ToTell.Items.SelectMany(r => new[] { r.From, r.To, r.Version })]),
        Vanishing = pool.Vanishing,
        SteppedBackAt = pool.SteppedBackAt,
        Held = pool.Held,
        Shipped = pool.Shipped,
        CountedIn = pool.CountedIn,
        WrittenOff = pool.WrittenOff,
    };

    public Pool ToPool() => new()
    {
        Sku = new(Sku),
        Name = Name,
        Policy = new(Mode, Limit),
        LeadTimeDays = LeadTimeDays,
        HandlingDays = HandlingDays,
        Version = Version,
        DemandEnd = DemandEnd,
        AllocatedTo = AllocatedTo,
        Available = Available,
        Holes = Ledger.Holes.FromEdges(FlatDeltas.Read(Holes, AllocatedTo)),
        Days = new([.. (Days ?? []).Chunk(2)
            .Select(day => new PlacedDay(day[0], DateOnly.FromDayNumber((int)day[1])))]),
        Inbound = [.. (Inbound ?? []).Select(inbound => inbound.ToInbound())],
        RestartedOn = RestartedOn,
        ReleasedTo = ReleasedTo,
        ToTell = new([.. (ToTell ?? []).Chunk(3).Select(range => new ToldRange(range[0], range[1], range[2]))]),
        Vanishing = Vanishing,
        SteppedBackAt = SteppedBackAt,
        Held = Held,
        Shipped = Shipped,
        CountedIn = CountedIn,
        WrittenOff = WrittenOff,
    };

    private static ImmutableArray<T>? NullIfEmpty<T>(ImmutableArray<T> items) => items.IsEmpty ? null : items;
}

internal sealed record StoredInbound(
    string Shipment, string Supplier, DateOnly Eta, DateOnly? Assumed, bool Silent, long Expected, long Counted)
{
    public int P80Days { get; init; }

    public static StoredInbound Of(Inbound inbound) => new(
        inbound.Shipment.Value, inbound.Supplier.Value, inbound.Eta, inbound.Assumed, inbound.Silent, inbound.Expected,
        inbound.Counted)
    {
        P80Days = inbound.P80Days,
    };

    public Inbound ToInbound() => new(new(Shipment), new(Supplier), Eta, Assumed, Silent, Expected, Counted)
    {
        P80Days = P80Days,
    };
}
