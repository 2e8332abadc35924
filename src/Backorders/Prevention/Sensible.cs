using System.Runtime.CompilerServices;

namespace Backorders.Prevention;

/// <summary>
/// Refuses what makes no sense, in a sentence that says what to do. Always an <see cref="ArgumentException"/>: what is
/// merely not known yet is a value instead. What is let in is small enough for every formula here to stay finite.
/// </summary>
internal static class Sensible
{
    /// <summary>More units, days or money than any shop has; its square times its cube is still a number.</summary>
    public const double Largest = 1e30;

    /// <summary>What must be above 0 is this at least, so that dividing by it gives a number.</summary>
    public const double Smallest = 1e-100;

    /// <summary>Up to here a double tells one unit from the next: 2^53.</summary>
    public const double MostUnits = 9_007_199_254_740_992;

    /// <summary>A share of 0 to 1, both excluded.</summary>
    public static double Share(
        double value, string what, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(
                parameter, $"{what} is above 0 and below 1 (0.95 for 95 %), not {value}.");

    public static double NotNegative(
        double value, string what, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value is >= 0 and <= Largest ? value : throw Outside(value, what, "0 or more", parameter);

    public static double Positive(
        double value, string what, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value is >= Smallest and <= Largest ? value : throw Outside(value, what, "above 0", parameter);

    public static double Number(
        double value, string what, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value is >= -Largest and <= Largest ? value : throw Outside(value, what, "a finite number", parameter);

    /// <summary>Above 0, or infinity where there is no limit.</summary>
    public static double Limit(
        double value, string what, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        double.IsPositiveInfinity(value)
            ? value
            : Positive(value, $"{what} (infinity where there is no limit)", parameter);

    public static int AtLeast(
        int least, int value, string what, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value >= least
            ? value
            : throw new ArgumentOutOfRangeException(parameter, $"{what} is {least} or more, not {value}.");

    public static int From(
        int least, int value, int most, string what,
        [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(parameter, $"{what} is from {least} to {most}, not {value}.");

    /// <summary>How much the newest period counts: above 0, at most 1.</summary>
    public static double Smoothing(
        double value, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value is >= Smallest and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                parameter, $"A smoothing factor is above 0 and at most 1, not {value}.");

    /// <summary>A whole number of units that was reckoned.</summary>
    public static long Units(
        double whole, string what, [CallerArgumentExpression(nameof(whole))] string? parameter = null) =>
        Math.Abs(whole) <= MostUnits
            ? (long)whole
            : throw new ArgumentException(
                $"{what} would be {whole} units, more than can be counted: check the input.", parameter);

    /// <summary>The sum of counts.</summary>
    public static long Sum(
        IEnumerable<long> counts, string what, [CallerArgumentExpression(nameof(counts))] string? parameter = null)
    {
        var sum = counts.Aggregate((Int128)0, (total, count) => total + count);
        return sum >= long.MinValue && sum <= long.MaxValue
            ? (long)sum
            : throw new ArgumentException($"{what} make {sum} together, more than can be counted.", parameter);
    }

    public static void NotEmpty<T>(
        IReadOnlyCollection<T> values, string what,
        [CallerArgumentExpression(nameof(values))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        if (values.Count == 0) throw new ArgumentException($"There is no {what}: give at least one.", parameter);
    }

    public static void EachNotNegative(
        IEnumerable<double> values, string what, [CallerArgumentExpression(nameof(values))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        foreach (var value in values) NotNegative(value, what, parameter);
    }

    public static void EachNumber(
        IEnumerable<double> values, string what, [CallerArgumentExpression(nameof(values))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        foreach (var value in values) Number(value, what, parameter);
    }

    public static void SameLength(int expected, int actual, string what, string parameter)
    {
        if (expected != actual)
            throw new ArgumentException($"There are {actual} {what} where {expected} are needed: one each.", parameter);
    }

    /// <summary>One or more, that add up to 1.</summary>
    public static void Probabilities(
        IReadOnlyList<double> values, [CallerArgumentExpression(nameof(values))] string? parameter = null)
    {
        const double rounding = 1e-6;
        EachNotNegative(values, "A probability", parameter);
        if (Math.Abs(values.Sum() - 1) > rounding)
            throw new ArgumentException($"Probabilities add up to 1, not {values.Sum():0.######}.", parameter);
    }

    /// <summary>Units per period, oldest first; <see cref="double.NaN"/> where one is missing, never all.</summary>
    public static void History(
        IReadOnlyList<double> units, [CallerArgumentExpression(nameof(units))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(units, parameter);
        var known = 0;
        for (var period = 0; period < units.Count; period++)
        {
            if (double.IsNaN(units[period])) continue;
            known++;
            NotNegative(units[period], $"Demand of period {period}", parameter);
        }

        if (known == 0)
        {
            throw new ArgumentException(
                "Not enough history: no period with known demand. Give at least one, 0 where nothing was asked.",
                parameter);
        }
    }

    /// <summary>Two finite numbers for each of one or more periods.</summary>
    public static void Pairs(IReadOnlyList<double> actual, IReadOnlyList<double> forecast)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(forecast);
        if (actual.Count == 0)
            throw new ArgumentException("Accuracy needs at least one period with its actual demand.", nameof(actual));
        if (actual.Count != forecast.Count)
        {
            throw new ArgumentException(
                $"Give a forecast for each actual: there are {actual.Count} actuals and {forecast.Count} forecasts.",
                nameof(forecast));
        }

        for (var period = 0; period < actual.Count; period++)
        {
            Number(actual[period], $"The actual of period {period}", nameof(actual));
            Number(forecast[period], $"The forecast of period {period}", nameof(forecast));
        }
    }

    private static ArgumentOutOfRangeException Outside(double value, string what, string range, string? parameter) =>
        new(parameter, double.IsFinite(value) && Math.Abs(value) > Largest
            ? $"{what} is at most {Largest}, not {value}."
            : $"{what} is {range}, not {value}.");
}
