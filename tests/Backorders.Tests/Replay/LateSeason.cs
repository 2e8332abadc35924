using Backorders.Ledger;
using Backorders.Server.Replay;
using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Suppliers;
using Backorders.Supply;
using PurchaseOrder = Backorders.Server.Replay.Suppliers.PurchaseOrder;

namespace Backorders.Tests.Replay;

/// <summary>
/// The carried weeks of the real shop on the ledger in memory: the orders of all SKUs that will run short, a shelf
/// plan and a purchase desk as in the replay, and what suppliers do with each purchase. Each SKU is bought by itself,
/// so that its delivery has a fate of its own. Half a year of deliveries to learn from lies before the opening.
/// </summary>
internal sealed class LateSeason
{
    private const int DaysBefore = 182;
    private const int DaysBetween = 45;

    /// <summary>Before the opening, so that the last of them is over by then.</summary>
    private const int DaysQuiet = 30;

    private const int MostDaysAfter = 120;

    private readonly SalesSlice sales;
    private readonly int seed;
    private readonly Dictionary<string, Shelf> shelves;
    private readonly Dictionary<string, SupplierTally> pooled = [];
    private readonly Func<PurchaseOrder, IReadOnlyList<SupplierMove>> fate;
    private readonly bool learns;

    private LateSeason(
        SalesSlice sales, int seed, Func<PurchaseOrder, IReadOnlyList<SupplierMove>> fate, bool learns)
    {
        (this.sales, this.seed, this.fate, this.learns) = (sales, seed, fate, learns);
        shelves = ShelfPlan.Make(sales.Demand(), new Dictionary<string, string>(), seed)
            .Where(plan => plan is { LeadTimeDays: not null, Mode: "allow", ShortUnits: > 0 })
            .ToDictionary(plan => plan.Sku, plan => new Shelf(plan));
    }

    /// <param name="learns">Whether promises use what was learned.</param>
    /// <returns>First promises by a supplier's date, and those by the lead time.</returns>
    public static (Promises ByShipment, Promises ByLeadTime) Play(
        SalesSlice sales, int seed, Func<PurchaseOrder, IReadOnlyList<SupplierMove>> fate, bool learns)
    {
        var season = new LateSeason(sales, seed, fate, learns);
        var first = Day(sales.Events[0].At);
        var last = Day(sales.Events[^1].At);
        if (learns)
        {
            season.PlayBefore(first);
        }

        foreach (var purchase in new PurchaseDesk([.. season.shelves.Values.Select(shelf => shelf.Plan)])
            .Opening(sales.Events[0].At, seed))
        {
            season.Buy(purchase);
        }

        var orders = sales.Orders.ToLookup(order => Day(order.At));
        for (var day = first; day <= last || season.Waits; day = day.AddDays(1))
        {
            Assert.True(day < last.AddDays(MostDaysAfter), "Somebody waits for ever.");
            season.PlayDay(day, orders[day]);
        }

        return (season.Outcome(EtaBasis.Shipment), season.Outcome(EtaBasis.LeadTime));
    }

    private bool Waits => shelves.Values.Any(shelf => shelf.Pool.Waiting > 0);

    private void PlayDay(DateOnly day, IEnumerable<SaleEvent.Order> orders)
    {
        foreach (var shelf in shelves.Values.Where(shelf => !shelf.IsQuiet))
        {
            shelf.Begin(day, () => P80(shelf));
        }

        foreach (var line in orders.SelectMany(order => order.Lines))
        {
            shelves.GetValueOrDefault(line.Sku)?.Sell(line.Units, day);
        }

        var uncovered = shelves.Values
            .Where(shelf => shelf.Uncovered > 0).ToDictionary(shelf => shelf.Plan.Sku, shelf => shelf.Uncovered);
        foreach (var purchase in new PurchaseDesk([.. shelves.Values.Select(shelf => shelf.Plan)])
            .Reorder(day, uncovered))
        {
            Buy(purchase);
        }

        if (learns && day <= Day(sales.Events[^1].At))
        {
            Learn(day);
        }
    }

    /// <summary>Each line of a purchase comes by itself.</summary>
    private void Buy(PurchaseOrder purchase)
    {
        foreach (var line in purchase.Lines)
        {
            var alone = purchase with { Shipment = $"{purchase.Shipment}-{line.Sku}", Lines = [line] };
            shelves[line.Sku].Expect(fate(alone));
        }
    }

    /// <summary>What the warehouse remembers of the half year before; its units are sold long since.</summary>
    private void PlayBefore(DateOnly opening)
    {
        foreach (var shelf in shelves.Values)
        {
            var dice = Dice.For(seed, $"before {shelf.Plan.Sku}");
            var first = opening.AddDays(dice.Next(DaysBetween) - DaysBefore);
            for (var day = first; day < opening.AddDays(-DaysQuiet); day = day.AddDays(DaysBetween))
            {
                var announced = new DateTimeOffset(day.ToDateTime(new(8, 0)), TimeSpan.Zero);
                var purchase = new PurchaseOrder(
                    $"OLD-{day:MMdd}-{shelf.Plan.Sku}", shelf.Plan.Supplier, announced,
                    day.AddDays(shelf.Plan.LeadTimeDays!.Value), [new(shelf.Plan.Sku, 10 + dice.Next(90))]);
                shelf.Remember(fate(purchase));
            }
        }

        Learn(opening.AddDays(-1));
    }

    private void Learn(DateOnly day)
    {
        pooled.Clear();
        foreach (var shelf in shelves.Values)
        {
            shelf.Count(day);
            pooled[shelf.Plan.Supplier] =
                pooled.GetValueOrDefault(shelf.Plan.Supplier, SupplierTally.None).Plus(shelf.Tally);
        }
    }

    private int P80(Shelf shelf) =>
        learns ? SupplierLearning.Learn(shelf.Tally, pooled[shelf.Plan.Supplier]).PromiseDays : 0;

    private Promises Outcome(EtaBasis basis)
    {
        var made = shelves.Values
            .SelectMany(shelf => shelf.Outcomes).Where(line => line.First.Basis == basis).ToList();
        return new(made.Count(line => line.Ready <= line.First.Date), made.Count);
    }

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <summary>One SKU: its pool, the lines that were promised a date, the shipments under way.</summary>
    private sealed class Shelf(ShelfPlan plan)
    {
        private readonly List<Line> waiting = [];
        private readonly List<(Shipment Shipment, Queue<SupplierMove> Moves)> underWay = [];
        private readonly Dictionary<ShipmentId, InboundRecord> records = [];
        private int counted;
        private int changed = 1;
        private int orders;

        public ShelfPlan Plan { get; } = plan;

        public Pool Pool { get; private set; } = Receive.Units(
            new() { Sku = new(plan.Sku), LeadTimeDays = plan.LeadTimeDays, HandlingDays = plan.HandlingDays },
            plan.OnHand);

        public SupplierTally Tally { get; private set; } = SupplierTally.None;

        public List<(Eta First, DateOnly Ready)> Outcomes { get; } = [];

        public bool IsQuiet => waiting.Count == 0 && underWay.Count == 0;

        public long Uncovered => Pool.Waiting - Pool.Inbound.Sum(inbound => inbound.Open)
            - underWay.Where(coming => coming.Shipment.Version == 0).Sum(coming => Announced(coming.Moves.Peek()));

        public void Expect(IReadOnlyList<SupplierMove> moves) => underWay.Add((
            new(new(moves[0].Shipment), new(Plan.Supplier), 0), new(moves)));

        /// <summary>The day's news and goods, then who is served by them.</summary>
        public void Begin(DateOnly day, Func<int> p80Days)
        {
            Pool = PoolCommit.Begin(Pool, day);
            for (var index = 0; index < underWay.Count; index++)
            {
                var (shipment, moves) = underWay[index];
                while (moves.TryPeek(out var move) && Day(move.At) <= day)
                {
                    shipment = Take(shipment, moves.Dequeue(), day, p80Days);
                }

                underWay[index] = (shipment, moves);
            }

            underWay.RemoveAll(coming => coming.Moves.Count == 0);
            Pool = PoolCommit.End(Pool, Pool, day);
            foreach (var line in waiting.FindAll(line => Pool.BackorderedOf(line) == 0))
            {
                Outcomes.Add((line.FirstEta!, day.AddDays(Plan.HandlingDays)));
                waiting.Remove(line);
            }
        }

        public void Sell(int units, DateOnly day)
        {
            (Pool, var line) = Place.Line(Pool, new($"O-{++orders}"), 1, units, deny: false, day);
            if (line.FirstEta is not null)
            {
                waiting.Add(line);
            }
        }

        /// <summary>A delivery of which only the record is left.</summary>
        public void Remember(IReadOnlyList<SupplierMove> moves)
        {
            var now = Pool;
            var shipment = new Shipment(new(moves[0].Shipment), new(Plan.Supplier), 0);
            foreach (var move in moves)
            {
                shipment = Take(shipment, move, Day(move.At), () => 0);
            }

            Pool = now;
        }

        public void Count(DateOnly day)
        {
            if (counted != changed)
            {
                Tally = SupplierTally.Newest(records.Values, day);
                counted = changed;
            }
        }

        private Shipment Take(Shipment shipment, SupplierMove move, DateOnly day, Func<int> p80Days)
        {
            var known = records.GetValueOrDefault(shipment.Id, InboundRecord.New(shipment.Id));
            (Pool Pool, InboundRecord Inbound) taken;
            if (move is SupplierMove.Tells tells)
            {
                shipment = shipment.Merge(tells.ToNews());
                taken = Receive.News(
                    Pool, known, shipment.Supplier, shipment.Version, shipment.Eta,
                    shipment.Expected.GetValueOrDefault(Pool.Sku), shipment.Arrived.GetValueOrDefault(Pool.Sku),
                    shipment.Ended, tells.Eta is null ? 0 : p80Days());
            }
            else
            {
                taken = Receive.Receipt(Pool, known, ((SupplierMove.BookedIn)move).Lines[0].Units);
            }

            Pool = taken.Pool;
            records[shipment.Id] = InboundFacts.Remember(known, taken.Inbound, day);
            changed++;
            return shipment;
        }

        private static int Announced(SupplierMove move) => ((SupplierMove.Tells)move).Lines![0].Units;
    }
}
