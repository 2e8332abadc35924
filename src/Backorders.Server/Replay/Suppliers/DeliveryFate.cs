using Backorders.Supply;

namespace Backorders.Server.Replay.Suppliers;

/// <summary>
/// How a simulated supplier keeps its word: what it tells of a purchase order and when, until it is over. The same seed
/// and purchase order give the same moves, whatever else is played. Moves of one shipment never share an hour.
/// </summary>
internal sealed class DeliveryFate
{
    private const int HourOfNews = 9;
    private const int HourOfEarlyReceipt = 10;
    private const int HourOfArrival = 11;
    private const int HourOfReceipt = 13;
    private const int HourOfClosing = 15;

    private readonly PurchaseOrder order;
    private readonly Random dice;
    private readonly List<SupplierMove> moves = [];

    private DeliveryFate(PurchaseOrder order, int seed) =>
        (this.order, dice) = (order, Dice.For(seed, $"shipment {order.Shipment}"));

    /// <returns>In time order, the announcement first.</returns>
    public static IReadOnlyList<SupplierMove> Of(PurchaseOrder order, int seed)
    {
        var fate = new DeliveryFate(order, seed);
        fate.Tell(order.Announced, NewsType.Announced, order.Eta, order.Lines);
        fate.Throw();
        return [.. fate.moves.OrderBy(move => move.At)];
    }

    private void Throw()
    {
        switch (dice.Next(100))
        {
            case < 40:
                Arrive(order.Eta, order.Lines);
                break;
            case < 60:
                Slip(times: dice.Chance(30) ? 2 : 1);
                break;
            case < 70:
                ComeEarly(told: dice.Chance(50));
                break;
            case < 82:
                DeliverShort();
                break;
            case < 90:
                ArriveInTwoParts();
                break;
            case < 96:
                Arrive(order.Eta.AddDays(dice.Next(5, 9)), order.Lines); // late without a word
                break;
            default:
                Tell(At(Later(order.Eta.AddDays(-1)), HourOfNews), NewsType.Cancelled, null, null);
                break;
        }
    }

    private void Slip(int times)
    {
        var eta = order.Eta;
        for (var slip = 0; slip < times; slip++)
        {
            var told = Later(eta.AddDays(-1));
            eta = eta.AddDays(dice.Next(2, 7));
            Tell(At(told, HourOfNews), NewsType.Delayed, eta, null);
        }

        Arrive(eta, order.Lines);
    }

    private void ComeEarly(bool told)
    {
        var eta = Later(order.Eta.AddDays(-dice.Next(1, 4)));
        if (told)
        {
            Tell(At(Later(eta.AddDays(-1)), HourOfNews), NewsType.Delayed, eta, null);
        }

        Arrive(eta, order.Lines);
    }

    private void DeliverShort()
    {
        var percent = dice.Next(40, 90);
        Arrive(order.Eta, Part(percent));
        Tell(At(order.Eta.AddDays(1), HourOfClosing), NewsType.Closed, null, null);
    }

    private void ArriveInTwoParts()
    {
        Tell(At(order.Eta, HourOfArrival), NewsType.Arrived, null, Part(50));
        Arrive(order.Eta.AddDays(2), order.Lines);
    }

    /// <summary>The arrival; some warehouses book it in too, before or after the supplier's word.</summary>
    private void Arrive(DateOnly day, IReadOnlyList<GoodsLine> totals)
    {
        Tell(At(day, HourOfArrival), NewsType.Arrived, null, totals);
        if (dice.Chance(45))
        {
            var hour = dice.Chance(30) ? HourOfEarlyReceipt : HourOfReceipt;
            moves.Add(new SupplierMove.BookedIn(At(day, hour), order.Shipment, totals));
        }
    }

    private List<GoodsLine> Part(int percent) =>
        [.. order.Lines.Select(line => line with { Units = Math.Max(1, (int)(line.Units * (long)percent / 100)) })];

    private void Tell(DateTimeOffset at, NewsType type, DateOnly? eta, IReadOnlyList<GoodsLine>? lines) =>
        moves.Add(new SupplierMove.Tells(
            at, order.Supplier, order.Shipment, $"{order.Shipment}.{moves.Count + 1}", type, eta, lines,
            Twice: dice.Chance(12)));

    /// <summary>That day, but the day after the announcement at the soonest.</summary>
    private DateOnly Later(DateOnly day)
    {
        var first = DateOnly.FromDateTime(order.Announced.UtcDateTime).AddDays(1);
        return day < first ? first : day;
    }

    private static DateTimeOffset At(DateOnly day, int hour) =>
        new(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.Zero);
}
