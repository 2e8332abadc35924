namespace Backorders.Prevention;

/// <summary>What can still be promised of stock and planned receipts without breaking a promise already made.</summary>
public static class AvailableToPromise
{
    /// <summary>
    /// Discrete ATP: a receipt (and, in the first period, the stock) less what is committed until before the next
    /// receipt. Where that is below 0, earlier ones give what is missing, the latest first (look-back), since their
    /// units are needed later. Source: Vollmann, Berry, Whybark and Jacobs (2005), chapter 6.
    /// </summary>
    /// <param name="onHand">Units there before the first period, 0 or more.</param>
    /// <param name="receipts">Units that come at the start of each period (master schedule); 0: none.</param>
    /// <param name="committed">Units promised to customers in each period; overdue ones belong to the first.</param>
    /// <exception cref="ArgumentException">No period, lengths that differ, or a number below 0.</exception>
    public static AtpPlan Of(double onHand, IReadOnlyList<double> receipts, IReadOnlyList<double> committed)
    {
        Sensible.NotNegative(onHand, "The stock on hand");
        Sensible.NotEmpty(receipts, "period");
        Sensible.EachNotNegative(receipts, "A receipt");
        Sensible.EachNotNegative(committed, "A committed quantity");
        Sensible.SameLength(receipts.Count, committed.Count, "committed quantities", nameof(committed));
        var starts = Enumerable.Range(0, receipts.Count).Where(t => t == 0 || receipts[t] > 0).ToList();
        var plain = starts.Select((start, index) =>
        {
            var end = index + 1 < starts.Count ? starts[index + 1] : receipts.Count;
            return (start == 0 ? onHand : 0) + receipts[start]
                - Enumerable.Range(start, end - start).Sum(t => committed[t]);
        }).ToList();
        var (discrete, missing) = LookedBack(plain);
        return new(Periods(onHand, receipts, committed, starts, plain, discrete), missing);
    }

    /// <summary>The first period (from 1) in which so many units can be promised; null: in none of them.</summary>
    /// <param name="plan">From <see cref="Of"/>.</param>
    /// <param name="units">Units that somebody asks for, above 0.</param>
    public static int? FirstPeriodFor(AtpPlan plan, double units)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Sensible.Positive(units, "The quantity asked for");
        return plan.Periods.FirstOrDefault(period => period.Cumulative >= units)?.Period;
    }

    private static (double[] Discrete, double Missing) LookedBack(List<double> plain)
    {
        var discrete = plain.ToArray();
        double missing = 0;
        for (var index = discrete.Length - 1; index >= 0; index--)
        {
            var after = discrete[index] - missing;
            missing = Math.Max(0, -after);
            discrete[index] = Math.Max(0, after);
        }

        return (discrete, missing);
    }

    private static List<AtpPeriod> Periods(
        double onHand, IReadOnlyList<double> receipts, IReadOnlyList<double> committed, List<int> starts,
        List<double> plain, double[] discrete)
    {
        var periods = new List<AtpPeriod>(receipts.Count);
        double stock = onHand, cumulative = 0;
        for (var t = 0; t < receipts.Count; t++)
        {
            var bucket = starts.BinarySearch(t);
            stock += receipts[t] - committed[t];
            cumulative += bucket < 0 ? 0 : discrete[bucket];
            periods.Add(new(
                t + 1, receipts[t], committed[t], bucket < 0 ? null : plain[bucket],
                bucket < 0 ? null : discrete[bucket], cumulative, stock));
        }

        return periods;
    }
}

/// <summary>What can be promised, period by period.</summary>
/// <param name="Periods">One each, in order.</param>
/// <param name="Missing">Units promised already for which neither stock nor receipt is there in time; 0: none.</param>
public sealed record AtpPlan(IReadOnlyList<AtpPeriod> Periods, double Missing);

/// <summary>One period; units throughout.</summary>
/// <param name="Period">From 1.</param>
/// <param name="Receipt">What comes at its start.</param>
/// <param name="Committed">What is promised in it.</param>
/// <param name="BeforeLookBack">Receipt less what is committed until the next; below 0: an earlier receipt must help.
/// Null: no receipt, and not the first period.</param>
/// <param name="Discrete">The ATP of this receipt after look-back, 0 or more; null as before.</param>
/// <param name="Cumulative">What can be promised by this period in all, later promises kept.</param>
/// <param name="Uncommitted">Stock at its end if nothing else is promised: the cumulative ATP without look-ahead.
/// </param>
public sealed record AtpPeriod(
    int Period, double Receipt, double Committed, double? BeforeLookBack, double? Discrete, double Cumulative,
    double Uncommitted);
