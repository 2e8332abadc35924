using System.Runtime.CompilerServices;

namespace Backorders.Prevention;

/// <summary>
/// Refuses what makes no sense, in a sentence that says what to do. Always an <see cref="ArgumentException"/>: what is
/// merely not known yet is a value instead.
/// </summary>
internal static class Sensible
{
    /// <summary>A share of 0 to 1, both excluded.</summary>
    public static double Share(
        double value, string what, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value is > 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(
                parameter, $"{what} is above 0 and below 1 (0.95 for 95 %), not {value}.");

    public static double NotNegative(
        double value, string what, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(parameter, $"{what} is 0 or more, not {value}.");

    public static double Positive(
        double value, string what, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(parameter, $"{what} is above 0, not {value}.");

    public static int AtLeast(
        int least, int value, string what, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value >= least
            ? value
            : throw new ArgumentOutOfRangeException(parameter, $"{what} is {least} or more, not {value}.");

    public static double Number(
        double value, string what, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(parameter, $"{what} is a finite number, not {value}.");

    /// <summary>How much the newest period counts: above 0, at most 1.</summary>
    public static double Smoothing(
        double value, [CallerArgumentExpression(nameof(value))] string? parameter = null) =>
        value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                parameter, $"A smoothing factor is above 0 and at most 1, not {value}.");

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
}
