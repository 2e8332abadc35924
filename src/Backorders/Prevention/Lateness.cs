namespace Backorders.Prevention;

/// <summary>How late a supplier is, learned from what came: plan with P50, promise with P80.</summary>
public static class Lateness
{
    /// <summary>Receipts that count at most, the newest: a supplier changes.</summary>
    public const int MostReceipts = 20;

    /// <summary>Receipts older than so many days no longer count.</summary>
    public const int MostDays = 365;

    /// <summary>What the pooled receipts of others weigh together, in receipts of the item's own.</summary>
    public const double PriorWeight = 10;

    /// <summary>
    /// Lateness = receipt date − confirmed date, in days; early is below 0. A line that came in parts weighs 1 in all,
    /// each part by its units. The last 20 lines of the last 365 days count; the pooled ones weigh 10 together.
    /// </summary>
    /// <param name="own">What this supplier delivered of this SKU.</param>
    /// <param name="pooled">What the supplier (or all suppliers) delivered of other SKUs; may be empty.</param>
    /// <param name="today">Later receipts do not count, nor those of more than 365 days ago.</param>
    /// <param name="closedDays">Days on which the warehouse takes nothing in: not counted. Null: calendar days.</param>
    /// <exception cref="ArgumentException">Nothing was received in 365 days, or a quantity is below 1.</exception>
    public static LatenessFacts Of(
        IReadOnlyList<Receipt> own, IReadOnlyList<Receipt> pooled, DateOnly today,
        IReadOnlySet<DateOnly>? closedDays = null)
    {
        var ownParts = Parts(own, today, closedDays, MostReceipts, nameof(own));
        var pooledParts = Parts(pooled, today, closedDays, int.MaxValue, nameof(pooled));
        return Of(ownParts, pooledParts);
    }

    /// <summary>The same from days of lateness of whole lines, newest or not: all of them count.</summary>
    /// <param name="ownDays">Days late of each line of this SKU; below 0: early.</param>
    /// <param name="pooledDays">The same of others; may be empty.</param>
    /// <param name="priorWeight">What the pooled ones weigh together, in receipts of the item's own.</param>
    public static LatenessFacts Of(
        IReadOnlyList<double> ownDays, IReadOnlyList<double> pooledDays, double priorWeight = PriorWeight)
    {
        ArgumentNullException.ThrowIfNull(ownDays);
        ArgumentNullException.ThrowIfNull(pooledDays);
        return Of(
            [.. ownDays.Select(days => (days, 1.0))], [.. pooledDays.Select(days => (days, 1.0))], priorWeight);
    }

    /// <summary>The same from shares of lines that are as late: lines in parts count by their parts.</summary>
    internal static LatenessFacts Of(
        List<(double Days, double Weight)> own, List<(double Days, double Weight)> pooled,
        double priorWeight = PriorWeight)
    {
        Sensible.NotNegative(priorWeight, "The weight of the pooled receipts");
        var lines = own.Sum(part => part.Weight);
        var prior = pooled.Sum(part => part.Weight);
        var all = own.Concat(pooled.Select(part => (part.Days, part.Weight / prior * priorWeight))).ToList();
        if (all.Sum(part => part.Item2) <= 0)
        {
            throw new ArgumentException(
                $"Nothing was received in {MostDays} days: plan with the dates that the supplier confirms, or give the "
                + "receipts of other suppliers as the pooled ones.", nameof(own));
        }

        double[] days = [.. all.Select(part => part.Item1)], weights = [.. all.Select(part => part.Item2)];
        var basis = (own.Count, pooled.Count) switch
        {
            (0, _) => $"no receipt of its own, {prior:0.#} of others",
            (_, 0) => $"{lines:0.#} receipts of its own",
            _ => $"{lines:0.#} receipts of its own, {prior:0.#} of others weighing as {priorWeight:0.#}",
        };
        return new(
            Percentile.Of(days, weights, 0.50), Percentile.Of(days, weights, 0.80), Percentile.Of(days, weights, 0.95),
            days.Zip(weights, (day, weight) => day * weight).Sum() / weights.Sum(), lines, prior, basis);
    }

    private static List<(double Days, double Weight)> Parts(
        IReadOnlyList<Receipt> receipts, DateOnly today, IReadOnlySet<DateOnly>? closedDays, int most, string name)
    {
        ArgumentNullException.ThrowIfNull(receipts, name);
        if (receipts.Any(receipt => receipt.Units < 1))
        {
            throw new ArgumentException("A receipt has 1 unit or more: leave out what brought nothing.", name);
        }

        var oldest = today.AddDays(-MostDays);
        return [.. receipts.Where(receipt => receipt.Received >= oldest && receipt.Received <= today)
            .GroupBy(receipt => receipt.Line, StringComparer.Ordinal)
            .OrderByDescending(line => line.Max(part => part.Received))
            .ThenBy(line => line.Key, StringComparer.Ordinal)
            .Take(most)
            .SelectMany(line => line.Select(part => (
                (double)OpenDays.Between(part.Confirmed, part.Received, closedDays),
                (double)part.Units / line.Sum(other => other.Units))))];
    }
}

/// <summary>Goods that came, or a part of them.</summary>
/// <param name="Line">The line of the purchase order; parts of one line share it.</param>
/// <param name="Confirmed">The day that the supplier had confirmed.</param>
/// <param name="Received">The day they came.</param>
/// <param name="Units">Units that came that day, 1 or more.</param>
public sealed record Receipt(string Line, DateOnly Confirmed, DateOnly Received, long Units);

/// <summary>How late a supplier is, days; below 0: early.</summary>
/// <param name="P50Days">Half of all comes no later: plan with it.</param>
/// <param name="P80Days">Four of five come no later: promise with it.</param>
/// <param name="P95Days">19 of 20 come no later: beyond it somebody must ask, or another supplier take over.</param>
/// <param name="MeanDays">The mean, weighted in the same way.</param>
/// <param name="OwnLines">Lines of its own that counted.</param>
/// <param name="PooledLines">Lines of others that counted.</param>
/// <param name="Basis">What it rests on, for the buyer.</param>
public sealed record LatenessFacts(
    double P50Days, double P80Days, double P95Days, double MeanDays, double OwnLines, double PooledLines, string Basis);
