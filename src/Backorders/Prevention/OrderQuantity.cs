namespace Backorders.Prevention;

/// <summary>
/// Whether to order now, and how much. Order at the reorder point, not only below it: whoever waits for the next unit
/// to go has lost a unit of safety.
/// </summary>
public static class OrderQuantity
{
    /// <summary>The longest that an order may last, days: A items 60, others 90, new spiky ones 30.</summary>
    /// <param name="abc">The item's class by revenue or units.</param>
    /// <param name="newAndSpiky">A new item whose demand comes in spikes: nobody knows yet whether it lasts.</param>
    public static int MaxCoverDays(AbcClass abc, bool newAndSpiky = false) =>
        newAndSpiky ? 30 : abc == AbcClass.A ? 60 : 90;

    /// <summary>
    /// q* = clamp(EOQ, d·max(R, 1), d·maxCover): what to order at a time, units, not rounded. Where the review
    /// interval is longer than the longest cover the interval decides: the goods must last until the next look.
    /// </summary>
    /// <param name="economicOrderQuantity">Units, from <see cref="EconomicOrderQuantity"/>.</param>
    /// <param name="demandPerDay">d: units a day.</param>
    /// <param name="reviewDays">R: days between two looks at the item; 0: looked at all the time.</param>
    /// <param name="maxCoverDays">The longest that an order may last, days.</param>
    public static double Target(
        double economicOrderQuantity, double demandPerDay, double reviewDays = 0, double maxCoverDays = 90)
    {
        Sensible.NotNegative(economicOrderQuantity, "The economic order quantity");
        Sensible.NotNegative(demandPerDay, "The demand a day");
        Sensible.NotNegative(reviewDays, "The number of days between two reviews");
        Sensible.Positive(maxCoverDays, "The longest cover in days");
        return Math.Max(
            Math.Min(economicOrderQuantity, demandPerDay * maxCoverDays), demandPerDay * Math.Max(reviewDays, 1));
    }

    /// <summary>
    /// At or below the reorder point: up to reorder point + q*, raised to the supplier's minimum, rounded up to whole
    /// packs. If minimum or pack then make more than maxCover + P days of it, a person is asked.
    /// </summary>
    /// <param name="inventoryPosition">Units on hand + on order − backorders − allocated.</param>
    /// <param name="reorderPoint">Units: demand of the lead time + safety stock.</param>
    /// <param name="targetQuantity">q*: units, from <see cref="Target"/>.</param>
    /// <param name="demandPerDay">d: units a day.</param>
    /// <param name="minimum">The least that the supplier sells, units; 0: any quantity.</param>
    /// <param name="pack">Units in a pack; only whole packs are sold.</param>
    /// <param name="maxCoverDays">The longest that an order may last, days.</param>
    /// <param name="protectionDays">P: lead time + review interval, days.</param>
    /// <exception cref="ArgumentException">A number that makes no sense; the sentence says what to do.</exception>
    public static OrderDecision Decide(
        double inventoryPosition, double reorderPoint, double targetQuantity, double demandPerDay, long minimum = 0,
        long pack = 1, double maxCoverDays = 90, double protectionDays = 0)
    {
        Check(inventoryPosition, reorderPoint, targetQuantity, demandPerDay, minimum, pack);
        Sensible.Positive(maxCoverDays, "The longest cover in days");
        Sensible.NotNegative(protectionDays, "The protected time in days");
        var upTo = reorderPoint + targetQuantity;
        if (inventoryPosition > reorderPoint)
        {
            return new(OrderAdvice.Wait, 0, 0, upTo, Cover(inventoryPosition, demandPerDay),
                $"{Position(inventoryPosition)} is above the reorder point {reorderPoint:0.##}: "
                + "nothing to order");
        }

        // 7.000000001 units are 7: what a division left over is nothing that anybody asked for.
        var needed = Sensible.Units(Math.Ceiling(upTo - inventoryPosition - 1e-9), "An order");
        var quantity = needed == 0 ? 0 : RoundedUp(Math.Max(needed, minimum), pack);
        var cover = Cover(inventoryPosition + quantity, demandPerDay);
        var asks = quantity > needed && TooLong(inventoryPosition, needed, quantity, demandPerDay,
            maxCoverDays + protectionDays);
        var reason = $"{Position(inventoryPosition)} has reached the reorder point {reorderPoint:0.##}: "
            + $"{needed} up to {upTo:0.##}{Raised(needed, quantity, minimum, pack)}";
        return new(
            quantity == 0 ? OrderAdvice.Wait : asks ? OrderAdvice.AskAPerson : OrderAdvice.Order, quantity, needed,
            upTo, cover, asks ? $"{reason}; {Guard(quantity, minimum, needed, demandPerDay)}" : reason);
    }

    private static string Position(double units) => $"position {units:0.##} (on hand + on order − allocated − waiting)";

    /// <summary>The next whole number of packs; the quantity itself if it is one.</summary>
    /// <param name="units">Units wanted, 0 or more.</param>
    /// <param name="pack">Units in a pack, 1 or more.</param>
    public static long RoundedUp(long units, long pack)
    {
        Sensible.NotNegative(units, "The number of units");
        CheckPack(pack);
        var packs = units / pack + (units % pack == 0 ? 0 : 1);
        return packs <= long.MaxValue / pack
            ? packs * pack
            : throw new ArgumentException(
                $"{packs} packs of {pack} are more units than can be counted.", nameof(pack));
    }

    /// <summary>Too long because of minimum or pack: not if a safety stock alone makes it so.</summary>
    private static bool TooLong(
        double position, long needed, long quantity, double demandPerDay, double limitDays) =>
        Cover(position + quantity, demandPerDay) > limitDays
        && (Cover(position + needed, demandPerDay) <= limitDays || Cover(quantity, demandPerDay) > limitDays);

    private static double Cover(double units, double demandPerDay) => DaysOfCover.Of(units, demandPerDay);

    private static string Raised(long needed, long quantity, long minimum, long pack) =>
        quantity == needed ? ""
        : minimum > needed && quantity > minimum ? $", raised to the minimum {minimum} and whole packs of {pack}"
        : minimum > needed ? $", raised to the minimum {minimum}"
        : $", raised to {quantity} in whole packs of {pack}";

    private static string Guard(long quantity, long minimum, long needed, double demandPerDay)
    {
        var what = minimum > needed ? $"minimum {minimum}" : $"whole packs, {quantity}";
        return demandPerDay == 0
            ? $"{what} would never sell: ask a person"
            : $"{what} = {Period(quantity / demandPerDay)}: ask a person";
    }

    private static string Period(double days) =>
        days < 60 ? $"{days:0} days" : $"{days / 365 * 12:0} months";

    private static void Check(
        double inventoryPosition, double reorderPoint, double targetQuantity, double demandPerDay, long minimum,
        long pack)
    {
        Sensible.Number(inventoryPosition, "The inventory position");
        Sensible.NotNegative(reorderPoint, "The reorder point");
        Sensible.NotNegative(targetQuantity, "The order quantity");
        Sensible.NotNegative(demandPerDay, "The demand a day");
        Sensible.NotNegative(minimum, "The supplier's minimum");
        CheckPack(pack);
    }

    private static void CheckPack(long pack)
    {
        if (pack < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(pack), pack, "A pack holds 1 unit or more: give 1 where single units are sold.");
        }
    }
}

/// <summary>What to do about an item today.</summary>
public enum OrderAdvice
{
    /// <summary>Nothing: there is enough.</summary>
    Wait,

    /// <summary>Order the quantity.</summary>
    Order,

    /// <summary>Minimum or pack make a surplus: somebody must say whether it is worth it.</summary>
    AskAPerson,
}

/// <summary>Whether to order and how much, with the reason.</summary>
/// <param name="Advice">What to do.</param>
/// <param name="Quantity">Units to order, in whole packs; 0: none.</param>
/// <param name="Needed">Units that would be ordered without minimum and packs.</param>
/// <param name="OrderUpTo">Units that the position is raised to: reorder point + q*.</param>
/// <param name="CoverDays">Days that position and order last together; infinite without demand.</param>
/// <param name="Reason">A sentence for the buyer.</param>
public sealed record OrderDecision(
    OrderAdvice Advice, long Quantity, long Needed, double OrderUpTo, double CoverDays, string Reason);
