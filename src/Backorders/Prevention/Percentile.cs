namespace Backorders.Prevention;

/// <summary>Percentiles that are a value that happened: the smallest x with F(x) >= p, no interpolation.</summary>
public static class Percentile
{
    /// <summary>All values count the same.</summary>
    /// <param name="values">In any order, at least one.</param>
    /// <param name="share">p, between 0 and 1: P80 is 0.8.</param>
    public static double Of(IReadOnlyList<double> values, double share)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of(values, [.. Enumerable.Repeat(1.0, values.Count)], share);
    }

    /// <summary>Each value counts by its weight.</summary>
    /// <param name="values">In any order, at least one.</param>
    /// <param name="weights">One each, 0 or more, not all 0.</param>
    /// <param name="share">p, between 0 and 1: P80 is 0.8.</param>
    /// <exception cref="ArgumentException">No value, no weight, or a share outside 0 to 1.</exception>
    public static double Of(IReadOnlyList<double> values, IReadOnlyList<double> weights, double share)
    {
        Sensible.NotEmpty(values, "value");
        Sensible.EachNotNegative(weights, "A weight");
        Sensible.SameLength(values.Count, weights.Count, "weights", nameof(weights));
        Sensible.Share(share, "The share");
        Sensible.EachNumber(values, "A value");

        var total = weights.Sum();
        Sensible.Positive(total, "The sum of the weights", nameof(weights));

        // Eight tenths of ten are eight, also where sums of fractions miss that by a hair.
        var wanted = (share - 1e-9) * total;
        double reached = 0;
        var sorted = values.Zip(weights).Where(one => one.Second > 0).OrderBy(one => one.First).ToList();
        foreach (var (value, weight) in sorted)
        {
            reached += weight;
            if (reached >= wanted)
            {
                return value;
            }
        }

        return sorted[^1].First;
    }
}
