using Backorders.Prevention;
using Backorders.Server.Replay.Suppliers;
using Backorders.Supply;
using PurchaseOrder = Backorders.Server.Replay.Suppliers.PurchaseOrder;

namespace Backorders.Server.Replay.Planning;

/// <summary>
/// What the shop buys and how it comes. What an evening buys of a shelf is one shipment, whose fate is thrown from the
/// seed, the day and the shelf: whoever buys it on the same evening meets the same fate.
/// </summary>
internal sealed class Deliveries(PlanScale scale, int seed)
{
    private readonly SortedDictionary<DateOnly, List<(Purchase Purchase, SupplierMove Move)>> due = [];
    private readonly Dictionary<string, SupplierTally> own = [];
    private readonly Dictionary<string, SupplierTally> pooled = [];

    /// <summary>Announces the goods at once.</summary>
    public void Buy(DateOnly today, Shelf shelf, int units)
    {
        var order = new PurchaseOrder(
            $"PO-{today:yyyyMMdd}-{shelf.Name}", shelf.Supplier, PurchaseDesk.Announced(today),
            today.AddDays(scale.LeadCalendarDays), [new GoodsLine(shelf.Name, units)]);
        var purchase = new Purchase(shelf, new(new(order.Shipment), new(order.Supplier), 0), today);
        foreach (var move in DeliveryFate.Of(order, seed))
        {
            var day = DateOnly.FromDateTime(move.At.UtcDateTime);
            if (day == today)
            {
                Apply(purchase, move, today);
                continue;
            }

            if (!due.TryGetValue(day, out var moves))
            {
                due[day] = moves = [];
            }

            moves.Add((purchase, move));
        }
    }

    /// <summary>All that suppliers tell and bring on a day.</summary>
    public IReadOnlyList<Visit> Come(DateOnly today) => due.Remove(today, out var moves)
        ? [.. moves.OrderBy(one => one.Move.At).Select(one => Apply(one.Purchase, one.Move, today))]
        : [];

    /// <summary>Learns the suppliers' ways from all that came by today; until the next time that is what is known.
    /// </summary>
    public void Learn(DateOnly today, IEnumerable<Shelf> shelves)
    {
        pooled.Clear();
        foreach (var shelf in shelves)
        {
            own[shelf.Name] = shelf.Tally(today);
            pooled[shelf.Supplier] =
                pooled.GetValueOrDefault(shelf.Supplier, SupplierTally.None).Plus(own[shelf.Name]);
        }
    }

    /// <summary>How long a shelf's goods take in trading days, the usual lateness included.</summary>
    public PlannedLeadTime LeadTime(Shelf shelf)
    {
        var figures = Figures(shelf);
        return figures.LeadTimeDays is { } days && figures.LeadTimeSpreadDays is { } spread
            ? new(
                PlanScale.Trading(days), PlanScale.Trading(spread), figures.PromiseDays,
                $"{figures.Receipts} receipts of its own, and the supplier's others")
            : new(scale.LeadDays, 0, 0, $"{scale.LeadDays} trading days as stated by the supplier");
    }

    private SupplierFigures Figures(Shelf shelf) => SupplierLearning.Learn(
        own.GetValueOrDefault(shelf.Name, SupplierTally.None),
        pooled.GetValueOrDefault(shelf.Supplier, SupplierTally.None));

    private Visit Apply(Purchase purchase, SupplierMove move, DateOnly today)
    {
        var (shelf, shipment) = (purchase.Shelf, purchase.Shipment);
        var before = shelf.CameOf(shipment.Id);
        if (move is SupplierMove.Tells tells)
        {
            purchase.Shipment = shipment.Merge(tells.ToNews());
            shelf.News(purchase.Shipment, today, tells.Eta is null ? 0 : Figures(shelf).PromiseDays);
        }
        else
        {
            shelf.BookIn(shipment.Id, ((SupplierMove.BookedIn)move).Lines[0].Units, today);
        }

        return new(shelf, purchase.Ordered, IsFirst: before == 0 && shelf.CameOf(shipment.Id) > 0);
    }

    private sealed class Purchase(Shelf shelf, Shipment shipment, DateOnly ordered)
    {
        public Shelf Shelf { get; } = shelf;

        public Shipment Shipment { get; set; } = shipment;

        public DateOnly Ordered { get; } = ordered;
    }
}

/// <summary>A supplier told of or brought something.</summary>
/// <param name="Ordered">The evening on which it was bought.</param>
/// <param name="IsFirst">Goods came, the first of this purchase.</param>
internal sealed record Visit(Shelf Shelf, DateOnly Ordered, bool IsFirst);
