namespace Backorders.Supply;

/// <summary>
/// What deliveries say of their supplier: those of the SKU with weight 1 each, all of the supplier together with the
/// weight of 10.
/// </summary>
public static class SupplierLearning
{
    /// <summary>Fewer deliveries of the supplier say nothing; fewer of the SKU nothing of its own.</summary>
    public const int FewestReceipts = 5;

    /// <summary>What all of the supplier's deliveries weigh, in deliveries of the SKU.</summary>
    public const double PriorWeight = 10;

    /// <summary>Sums of shares miss a round figure by less.</summary>
    private const double Rounding = 1e-9;

    /// <param name="own">The SKU's deliveries; none: the figures of the supplier itself.</param>
    /// <param name="pooled">Those of all SKUs of the shop, this one among them.</param>
    public static SupplierFacts Learn(SupplierTally own, SupplierTally pooled)
    {
        var known = own.Receipts >= FewestReceipts ? own : pooled;
        var enough = known.Receipts >= FewestReceipts;
        return new(
            own.Receipts, Lateness(own, pooled, 0.5), Lateness(own, pooled, 0.8), Lateness(own, pooled, 0.95),
            enough ? known.LeadDays / known.Receipts : null,
            enough ? Spread(known) : null,
            Ratio(known.Confirmed, known.Announced), Ratio(known.Missing, known.Meant));
    }

    /// <summary>The smallest lateness that at least such a share of deliveries did not exceed, never one between two.
    /// </summary>
    private static int? Lateness(SupplierTally own, SupplierTally pooled, double share)
    {
        if (pooled.Receipts < FewestReceipts)
        {
            return null;
        }

        var wanted = (share * (own.Receipts + PriorWeight)) - Rounding;
        var reached = 0.0;
        foreach (var days in own.Late.Keys.Union(pooled.Late.Keys).Order())
        {
            reached += own.Late.GetValueOrDefault(days) +
                (PriorWeight * pooled.Late.GetValueOrDefault(days) / pooled.Receipts);
            if (reached >= wanted)
            {
                return days;
            }
        }

        throw new System.Diagnostics.UnreachableException("The shares of all deliveries are 1 together.");
    }

    private static double Spread(SupplierTally tally)
    {
        var squares = tally.LeadDaysSquared - (tally.LeadDays * tally.LeadDays / tally.Receipts);
        return Math.Sqrt(Math.Max(0, squares) / (tally.Receipts - 1));
    }

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
