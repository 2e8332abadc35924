using Backorders.Server.Replay.Books;
using Backorders.Server.Replay.Sales;
using Backorders.Server.Replay.Suppliers;

namespace Backorders.Server.Replay;

/// <summary>What is to happen, hour by hour of the business clock, until the replay ends.</summary>
internal sealed class Agenda
{
    /// <summary>On the first day, before anybody orders.</summary>
    private const int HourOfOpening = 5;

    /// <summary>The purchase desk works each evening, so that what it buys comes when customers were told.</summary>
    private const int HourOfPurchases = 18;

    /// <summary>Goods and dates get one more week after the last order.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromDays(7);

    private static readonly TimeSpan ReadyToShipped = TimeSpan.FromDays(1);

    private readonly SortedDictionary<DateTimeOffset, HourPlan> hours = [];

    public Agenda(IReadOnlyList<SaleEvent> sales)
    {
        Opening = new DateTimeOffset(sales[0].At.Date, TimeSpan.Zero).AddHours(HourOfOpening);
        End = new DateTimeOffset(sales[^1].At.Date, TimeSpan.Zero).Add(Aftermath).AddHours(23);
        var first = Opening.AddHours(HourOfPurchases - HourOfOpening);
        for (var evening = first; evening <= End; evening = evening.AddDays(1))
        {
            At(evening).BuysGoods = true;
        }

        foreach (var sale in sales)
        {
            At(sale.At).Sales.Add(sale);
        }
    }

    /// <summary>The time of the first stock count.</summary>
    public DateTimeOffset Opening { get; }

    public DateTimeOffset End { get; }

    /// <summary>Takes the next hour in which something happens off the agenda; null: the replay is over.</summary>
    public HourPlan? Next()
    {
        if (hours.Count == 0)
        {
            return null;
        }

        var (hour, plan) = hours.First();
        hours.Remove(hour);
        return plan;
    }

    public void Add(IEnumerable<SupplierMove> moves)
    {
        foreach (var move in moves.Where(move => move.At <= End))
        {
            At(move.At).Moves.Add(move);
        }
    }

    /// <summary>Lines leave a day after their order was ready.</summary>
    public void Ready(BookedOrder order, DateTimeOffset now)
    {
        order.ReadyToShip = true;
        if (now + ReadyToShipped <= End)
        {
            At(now + ReadyToShipped).Shipments.Add(order);
        }
    }

    private HourPlan At(DateTimeOffset time)
    {
        var hour = new DateTimeOffset(time.Ticks - (time.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        if (!hours.TryGetValue(hour, out var plan))
        {
            hours[hour] = plan = new HourPlan(hour);
        }

        return plan;
    }
}

/// <summary>An hour's work, in the order of its members.</summary>
internal sealed class HourPlan(DateTimeOffset hour)
{
    public DateTimeOffset Hour { get; } = hour;

    public List<SupplierMove> Moves { get; } = [];

    public List<BookedOrder> Shipments { get; } = [];

    public List<SaleEvent> Sales { get; } = [];

    public bool BuysGoods { get; set; }
}
