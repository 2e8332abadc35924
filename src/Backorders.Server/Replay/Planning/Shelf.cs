using System.Runtime.InteropServices;
using Backorders.Ledger;
using Backorders.Supply;

namespace Backorders.Server.Replay.Planning;

/// <summary>
/// A SKU's pool, decided by the product's own ledger alone, and its lines that have not left. Lines are told at once
/// when their units are there, and leave on the next morning.
/// </summary>
internal sealed class Shelf
{
    private readonly Dictionary<ShipmentId, InboundRecord> inbounds = [];
    private readonly List<ShelfLine> unshipped = [];
    private readonly List<(int Day, ShelfLine Line)> asked = [];
    private SupplierTally? tally;

    /// <summary>The first so many of the unshipped lines have all their units.</summary>
    private int ready;

    /// <param name="apart">For bulk lines alone: bought for as they come.</param>
    public Shelf(string sku, bool apart, string supplier, int leadTimeDays, long opening)
    {
        (Sku, IsApart, Supplier) = (sku, apart, supplier);
        Pool = Receive.Units(new Pool { Sku = new(Name), LeadTimeDays = leadTimeDays }, opening);
    }

    public string Sku { get; }

    public bool IsApart { get; }

    /// <summary>The pool's; a SKU has two where bulk is kept apart.</summary>
    public string Name => NameOf(Sku, IsApart);

    public string Supplier { get; }

    public Pool Pool { get; private set; }

    /// <summary>Lines that wait.</summary>
    public IEnumerable<ShelfLine> Waiting => unshipped.Skip(ready);

    /// <summary>Units that are under way.</summary>
    public long OnOrder => Pool.Inbound.Sum(inbound => inbound.Open);

    /// <summary>Units that customers wait for and nothing under way will bring.</summary>
    public long Uncovered => Math.Max(0, Pool.Waiting - OnOrder);

    /// <summary>The last day on which a line had to wait; null: none ever did.</summary>
    public DateOnly? LastShort { get; private set; }

    public static string NameOf(string sku, bool apart) => apart ? $"{sku} in bulk" : sku;

    public ShelfLine Place(string order, int number, int units, string buyer, bool bulk, TradingDay day)
    {
        var today = day.Date;
        var (pool, line) = Ledger.Place.Line(
            PoolCommit.Begin(Pool, today), new(order), number, units, deny: false, today);
        var placed = new ShelfLine(line, buyer, today, bulk);
        asked.Add((day.Number, placed));
        unshipped.Add(placed);
        LastShort = line.AtOnce < units ? today : LastShort;
        Settle(pool, today);
        return placed;
    }

    /// <summary>Units that were asked after a trading day, without what was cancelled within 3 days.</summary>
    public long AskedSince(int day)
    {
        long units = 0;
        for (var index = asked.Count - 1; index >= 0 && asked[index].Day > day; index--)
        {
            units += asked[index].Line.Asked;
        }

        return units;
    }

    /// <summary>Cancels units of the buyer's unshipped lines, the youngest line first.</summary>
    /// <returns>Units that no such line has.</returns>
    public int TakeBack(string buyer, int units, DateOnly today)
    {
        for (var index = unshipped.Count - 1; index >= 0 && units > 0; index--)
        {
            var placed = unshipped[index];
            if (placed.Buyer != buyer)
            {
                continue;
            }

            var cancelled = Math.Min(units, placed.Line.Live);
            var (pool, line) = Cancel.To(
                PoolCommit.Begin(Pool, today), placed.Line, placed.Line.Live - cancelled, today);
            placed.Line = line;
            units -= cancelled;
            if (line.Live == 0)
            {
                unshipped.RemoveAt(index);
                ready -= index < ready ? 1 : 0;
            }

            Settle(pool, today);
        }

        return units;
    }

    /// <summary>What is ready leaves the building.</summary>
    public void Ship()
    {
        foreach (var placed in CollectionsMarshal.AsSpan(unshipped)[..ready])
        {
            (Pool, placed.Line) = Ledger.Ship.Line(Pool, placed.Line, tracking: null)!.Value;
        }

        unshipped.RemoveRange(0, ready);
        ready = 0;
    }

    /// <summary>Takes over what all news of a shipment together say.</summary>
    /// <param name="p80Days">What is known now of the supplier's lateness.</param>
    public void News(Shipment shipment, DateOnly today, int p80Days)
    {
        var known = RecordOf(shipment.Id);
        Take(known, today, Receive.News(
            PoolCommit.Begin(Pool, today), known, shipment.Supplier, shipment.Version, shipment.Eta,
            shipment.Expected.GetValueOrDefault(Pool.Sku), shipment.Arrived.GetValueOrDefault(Pool.Sku),
            shipment.Ended, p80Days));
    }

    /// <summary>The warehouse booked goods in.</summary>
    public void BookIn(ShipmentId shipment, int units, DateOnly today)
    {
        var known = RecordOf(shipment);
        Take(known, today, Receive.Receipt(PoolCommit.Begin(Pool, today), known, units));
    }

    /// <summary>Units of a shipment that came.</summary>
    public long CameOf(ShipmentId shipment) => RecordOf(shipment).Counted;

    /// <summary>What there is to learn of the deliveries so far.</summary>
    public SupplierTally Tally(DateOnly today) => tally ??= SupplierTally.Newest(inbounds.Values, today);

    private void Take(InboundRecord known, DateOnly today, (Pool Pool, InboundRecord Inbound) taken)
    {
        inbounds[known.Shipment] = InboundFacts.Remember(known, taken.Inbound, today);
        tally = null;
        Settle(taken.Pool, today);
    }

    private InboundRecord RecordOf(ShipmentId shipment) =>
        inbounds.GetValueOrDefault(shipment) ?? InboundRecord.New(shipment);

    /// <summary>Lines are served in the order of their places, so those that are served now come next.</summary>
    private void Settle(Pool pool, DateOnly today)
    {
        Pool = pool with { ReleasedTo = pool.AllocatedTo, ToTell = ToldRanges.None };
        while (ready < unshipped.Count && Pool.BackorderedOf(unshipped[ready].Line) == 0)
        {
            unshipped[ready++].There = today;
        }
    }
}
