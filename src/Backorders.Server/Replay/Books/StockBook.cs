using Backorders.Server.Replay.Suppliers;

namespace Backorders.Server.Replay.Books;

/// <summary>
/// The replay's own count of the goods, with sums alone: what was counted in and what customers want of it. It knows
/// nothing of the product, so that the product's answers can be held against it.
/// </summary>
internal sealed class StockBook(IEnumerable<ShelfPlan> shelves)
{
    private readonly Dictionary<string, Shelf> bySku = shelves.ToDictionary(plan => plan.Sku, plan => new Shelf(plan));
    private readonly Dictionary<(string Shipment, string Sku), Goods> goods = [];

    /// <summary>Units that came into the building, from the opening on.</summary>
    public long CountedIn(string sku) => bySku[sku].CountedIn;

    /// <summary>What counts as received of a shipment: the larger of the supplier's word and the warehouse's.</summary>
    public long Received(string shipment, string sku) =>
        goods.TryGetValue((shipment, sku), out var came) ? came.Counted : 0;

    /// <summary>What must be answered for the next line of the SKU: those who came before have theirs first.</summary>
    public Due Expect(string sku, int units)
    {
        var shelf = bySku[sku];
        var allocated = (int)Math.Clamp(shelf.Free, 0, units);
        var waiting = Math.Max(0, -shelf.Free);
        var rejected = allocated < units && shelf.Plan.Mode switch
        {
            "deny" => true,
            "limit" => waiting + units - allocated > shelf.Plan.Limit,
            _ => false,
        };
        return rejected ? new(true, 0, 0) : new(false, allocated, allocated < units ? waiting : 0);
    }

    /// <summary>A line was accepted.</summary>
    public void Want(string sku, int units) => bySku[sku].Wanted += units;

    /// <summary>Units of a line were cancelled.</summary>
    public void GiveBack(string sku, int units) => bySku[sku].Wanted -= units;

    /// <param name="totals">All that has arrived of the shipment so far.</param>
    public void Arrived(string shipment, IReadOnlyList<GoodsLine> totals) =>
        Come(shipment, totals, (came, units) => came with { Arrived = Math.Max(came.Arrived, units) });

    public void BookedIn(string shipment, IReadOnlyList<GoodsLine> lines) =>
        Come(shipment, lines, (came, units) => came with { BookedIn = came.BookedIn + units });

    private void Come(string shipment, IReadOnlyList<GoodsLine> lines, Func<Goods, int, Goods> add)
    {
        foreach (var line in lines)
        {
            var before = goods.GetValueOrDefault((shipment, line.Sku), new Goods(0, 0));
            var after = add(before, line.Units);
            goods[(shipment, line.Sku)] = after;
            bySku[line.Sku].CountedIn += after.Counted - before.Counted;
        }
    }

    private sealed record Goods(long Arrived, long BookedIn)
    {
        public long Counted => Math.Max(Arrived, BookedIn);
    }

    private sealed class Shelf(ShelfPlan plan)
    {
        public ShelfPlan Plan { get; } = plan;

        public long CountedIn { get; set; } = plan.OnHand;

        public long Wanted { get; set; }

        /// <summary>Below zero: so many units wait.</summary>
        public long Free => CountedIn - Wanted;
    }
}

/// <param name="UnitsAhead">0 for a line that does not wait.</param>
internal sealed record Due(bool Rejected, int Allocated, long UnitsAhead);
