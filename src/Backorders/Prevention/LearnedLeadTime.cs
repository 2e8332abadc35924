namespace Backorders.Prevention;

/// <summary>How long a supplier takes from order to receipt, and how much that varies.</summary>
public static class LearnedLeadTime
{
    /// <summary>Receipts of its own from which an item's lead time is its own.</summary>
    public const int LeastReceipts = 5;

    /// <summary>
    /// Mean L and sample standard deviation s_L (n − 1) of the last 20 receipts; fewer than 5 of its own: the
    /// supplier's pooled ones. Source: Silver, Pyke and Thomas (2017), section 6.10, where s_L enters the safety stock.
    /// </summary>
    /// <param name="ownDays">Days from order to receipt of this SKU, oldest first.</param>
    /// <param name="pooledDays">The same of the supplier's other SKUs, oldest first; may be empty.</param>
    /// <exception cref="ArgumentException">Fewer than 5 receipts of either, or a time below 0.</exception>
    public static LeadTimeFacts Of(IReadOnlyList<double> ownDays, IReadOnlyList<double> pooledDays)
    {
        Sensible.EachNotNegative(ownDays, "A lead time in days");
        Sensible.EachNotNegative(pooledDays, "A lead time in days");
        var isOwn = ownDays.Count >= LeastReceipts;
        double[] days = [.. (isOwn ? ownDays : pooledDays).TakeLast(Lateness.MostReceipts)];
        if (days.Length < LeastReceipts)
        {
            throw new ArgumentException(
                $"Not enough receipts: {Math.Max(ownDays.Count, pooledDays.Count)} of {LeastReceipts}. Use the "
                + "lead time that the supplier states.", nameof(ownDays));
        }

        var mean = days.Average();
        var sd = Math.Sqrt(days.Sum(day => (day - mean) * (day - mean)) / (days.Length - 1));
        return new(
            mean, sd, Percentile.Of(days, 0.50), Percentile.Of(days, 0.80), days.Length, isOwn,
            isOwn ? $"its last {days.Length} receipts"
                : $"the supplier's last {days.Length} receipts, for it has {ownDays.Count} of its own, not "
                + $"{LeastReceipts}");
    }
}

/// <summary>How long a supplier takes, days.</summary>
/// <param name="MeanDays">L.</param>
/// <param name="SdDays">s_L, sample standard deviation.</param>
/// <param name="P50Days">Half of all take no longer.</param>
/// <param name="P80Days">Four of five take no longer.</param>
/// <param name="Receipts">How many it rests on.</param>
/// <param name="IsOwn">False: the supplier's pooled receipts.</param>
/// <param name="Basis">What it rests on, for the buyer.</param>
public sealed record LeadTimeFacts(
    double MeanDays, double SdDays, double P50Days, double P80Days, int Receipts, bool IsOwn, string Basis);
