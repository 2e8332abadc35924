using Backorders.Prevention;

namespace Backorders.Supply;

/// <summary>What deliveries say of their supplier: those of the SKU, beside all of the supplier's.</summary>
public static class SupplierLearning
{
    /// <summary>Fewer deliveries of the supplier say nothing; fewer of the SKU nothing of its own.</summary>
    public const int FewestReceipts = LearnedLeadTime.LeastReceipts;

    /// <param name="own">The SKU's deliveries; none: the figures of the supplier itself.</param>
    /// <param name="pooled">Those of all SKUs of the shop, this one among them.</param>
    public static SupplierFigures Learn(SupplierTally own, SupplierTally pooled)
    {
        var known = own.Receipts >= FewestReceipts ? own : pooled;
        var late = pooled.Receipts >= FewestReceipts ? Lateness.Of(Shares(own), Shares(pooled)) : null;
        var took = known.Took.Count >= FewestReceipts ? LearnedLeadTime.Of(Days(own), Days(pooled)) : null;
        var record = known.Record.Lines > 0 ? known.Record : null;
        return new(
            own.Receipts, (int?)late?.P50Days, (int?)late?.P80Days, (int?)late?.P95Days, took?.MeanDays, took?.SdDays,
            record?.OnTimeInFull, record?.ConfirmedRatio, record?.ShortRatio);
    }

    private static List<(double Days, double Weight)> Shares(SupplierTally tally) =>
        [.. tally.Late.Select(late => ((double)late.Key, late.Value))];

    private static List<double> Days(SupplierTally tally) => [.. tally.Took.Select(took => took.Days)];
}
