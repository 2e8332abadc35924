using Backorders.Prevention;
using Backorders.Server.Replay.Sales;

namespace Backorders.Server.Replay.Planning;

/// <summary>
/// One shop's time, day by day and in memory: in the morning what is ready leaves and suppliers come, then customers
/// order and cancel, in the evening the shop buys.
/// </summary>
internal sealed class PlayedShop
{
    private readonly ShopYear year;
    private readonly PlanScale scale;
    private readonly Buying buying;
    private readonly OpeningStock opening;
    private readonly HashSet<(string Order, int Line)> bulk;
    private readonly Deliveries deliveries;
    private readonly NightPlanner? planner;
    private readonly SortedDictionary<string, Shelf> shelves = new(StringComparer.Ordinal);
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);
    private readonly ShopMeasures measures;

    /// <param name="bulk">Lines that the plan of their day called bulk: filled by a shop that plans, read by one that
    /// does not, so that both are measured on the same lines.</param>
    public PlayedShop(ShopYear year, PlanScale scale, Buying buying, int seed, HashSet<(string Order, int Line)> bulk)
    {
        (this.year, this.scale, this.buying, this.bulk) = (year, scale, buying, bulk);
        opening = new(year, scale, seed);
        deliveries = new(scale, seed);
        planner = buying.Plans ? new(year) : null;
        measures = new(year, scale);
    }

    /// <summary>By shelf, the latest plan; empty for a shop that does not plan.</summary>
    public Dictionary<string, SkuPlan> Plans { get; } = [];

    public IReadOnlyDictionary<string, Shelf> Shelves => shelves;

    public ShopMeasures Play(Action<TradingDay> report)
    {
        var next = 0;
        for (var date = year.Days[0].Date; date <= year.Days[^1].Date; date = date.AddDays(1))
        {
            var open = year.Days[next].Date == date;
            if (open)
            {
                foreach (var shelf in shelves.Values)
                {
                    shelf.Ship();
                }
            }

            foreach (var visit in deliveries.Come(date))
            {
                touched.Add(visit.Shelf.Name);
                measures.Visited(visit);
            }

            if (open)
            {
                Trade(year.Days[next]);
                report(year.Days[next]);
                next++;
            }
        }

        return measures;
    }

    private void Trade(TradingDay day)
    {
        foreach (var sale in day.Sales)
        {
            for (var index = 0; index < sale.Lines.Count; index++)
            {
                Serve(sale, index, day);
            }
        }

        if (NightPlanner.IsDue(day))
        {
            deliveries.Learn(day.Date, shelves.Values);
            planner?.Analyse(day, sku => deliveries.LeadTime(ShelfOf(sku, apart: false)));
            touched.UnionWith(shelves.Keys);
        }

        Buy(day);
        measures.EndOfDay(day, shelves.Values, planner);
    }

    private void Serve(SaleEvent sale, int index, TradingDay today)
    {
        var line = sale.Lines[index];
        if (sale is SaleEvent.Order order)
        {
            var isBulk = IsBulk(order.Number, index, line);
            var from = ShelfOf(line.Sku, isBulk && buying.BulkApart && !HasBeyondNeed(line));
            touched.Add(from.Name);
            measures.Add(from.Place(order.Number, index + 1, line.Units, sale.Buyer.Key, isBulk, today));
            return;
        }

        var left = line.Units;
        foreach (var name in new[] { Shelf.NameOf(line.Sku, apart: false), Shelf.NameOf(line.Sku, apart: true) })
        {
            if (shelves.TryGetValue(name, out var shelf))
            {
                left = shelf.TakeBack(sale.Buyer.Key, left, today.Date);
                touched.Add(name);
            }
        }
    }

    /// <summary>After the line there is still enough for all others until what is ordered tonight comes.</summary>
    private bool HasBeyondNeed(SaleLine line) =>
        Plans.TryGetValue(line.Sku, out var plan)
        && shelves[line.Sku].Pool.Available - line.Units >= plan.ReorderPoint.Units;

    private bool IsBulk(string order, int index, SaleLine line)
    {
        if (planner is null)
        {
            return bulk.Contains((order, index));
        }

        var above = line.Units > planner.BulkAbove(line.Sku);
        if (above)
        {
            bulk.Add((order, index));
        }

        return above;
    }

    private void Buy(TradingDay day)
    {
        foreach (var shelf in touched.Order(StringComparer.Ordinal).Select(name => shelves[name]))
        {
            var units = checked((int)UnitsFor(shelf, day));
            if (units > 0)
            {
                deliveries.Buy(day.Date, shelf, units);
            }
        }

        touched.Clear();
    }

    private long UnitsFor(Shelf shelf, TradingDay day)
    {
        if (shelf.IsApart)
        {
            return shelf.Uncovered;
        }

        if (planner?.Plan(shelf, day.Date) is not { } plan)
        {
            return buying.Units(shelf, day);
        }

        Plans[shelf.Sku] = plan;
        measures.Planned(day, plan);
        return plan.Order.Units;
    }

    private Shelf ShelfOf(string sku, bool apart)
    {
        var name = Shelf.NameOf(sku, apart);
        if (!shelves.TryGetValue(name, out var shelf))
        {
            var (supplier, units) = opening.Of(sku);
            shelves[name] = shelf = new(sku, apart, supplier, scale.LeadCalendarDays, apart ? 0 : units);
        }

        return shelf;
    }
}
