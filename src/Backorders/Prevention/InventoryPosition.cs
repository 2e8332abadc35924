namespace Backorders.Prevention;

/// <summary>What an item stands at: what there is and comes, less what is already spoken for.</summary>
public static class InventoryPosition
{
    /// <summary>
    /// On hand + on order − backorders − allocated. Ordering by it, not by what is on hand, keeps an order that is
    /// on its way from being placed twice. Source: Silver, Pyke and Thomas (2017), section 6.2.
    /// </summary>
    /// <param name="onHand">Units in the warehouse, allocated ones included.</param>
    /// <param name="onOrder">Units ordered from suppliers and not yet here.</param>
    /// <param name="backorders">Units that customers wait for.</param>
    /// <param name="allocated">Units on hand that belong to customers already.</param>
    public static double Of(double onHand, double onOrder, double backorders = 0, double allocated = 0)
    {
        Sensible.NotNegative(onHand, "The stock on hand");
        Sensible.NotNegative(onOrder, "The quantity on order");
        Sensible.NotNegative(backorders, "The backordered quantity");
        Sensible.NotNegative(allocated, "The allocated quantity");
        return onHand + onOrder - backorders - allocated;
    }
}
