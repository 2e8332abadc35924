using Backorders.Prevention;

namespace Backorders.Server.Replay.Planning;

/// <summary>What is noted while a shop is played; what happened before the warm-up was over does not count.</summary>
internal sealed class ShopMeasures(ShopYear year, PlanScale scale)
{
    private readonly List<ShelfLine> lines = [];
    private readonly Coverage coverage = new();
    private readonly TradingDay first = scale.FirstMeasured(year);
    private long unitDays, deliveries, deliveriesInTime;
    private decimal valueDays;
    private int days;

    public IReadOnlyList<ShelfLine> Lines => lines;

    public CoverageFigures Coverage => coverage.Figures();

    /// <summary>Units on hand on the evening of a measured day, on average.</summary>
    public double AverageUnits => (double)unitDays / days;

    /// <summary>The same at the prices that customers pay, GBP.</summary>
    public decimal AverageValue => valueDays / days;

    /// <summary>Deliveries before which nobody had to wait since they were ordered, of all.</summary>
    public (long InTime, long All) Deliveries => (deliveriesInTime, deliveries);

    public void Add(ShelfLine line)
    {
        if (line.Day >= first.Date)
        {
            lines.Add(line);
        }
    }

    /// <summary>A purchase that was ordered in time came, or its first part.</summary>
    public void Visited(Visit visit)
    {
        if (visit.IsFirst && visit.Ordered >= first.Date && !visit.Shelf.IsApart)
        {
            deliveries++;
            deliveriesInTime += visit.Shelf.LastShort > visit.Ordered ? 0 : 1;
        }
    }

    public void Planned(TradingDay day, SkuPlan plan)
    {
        if (day.Number >= first.Number && NightPlanner.IsDue(day))
        {
            coverage.Add(day, plan);
        }
    }

    public void EndOfDay(TradingDay day, IEnumerable<Shelf> shelves, NightPlanner? planner)
    {
        if (planner is not null && NightPlanner.IsDue(day))
        {
            coverage.Judge(day, planner.Book);
        }

        if (day.Number < first.Number)
        {
            return;
        }

        days++;
        foreach (var shelf in shelves)
        {
            unitDays += shelf.Pool.OnHand;
            valueDays += shelf.Pool.OnHand * year.Prices.GetValueOrDefault(shelf.Sku);
        }
    }
}
