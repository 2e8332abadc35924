namespace Backorders.Prevention;

/// <summary>
/// How good forecasts were. An error is forecast − actual: positive is a forecast that was too high. A measure whose
/// scale is 0 is not defined, null, rather than infinite. In this shop a period is the whole lead time.
/// </summary>
public static class Accuracy
{
    /// <summary>Beyond this, either way, a forecast is biased and a person should look.</summary>
    public const double TrackingLimit = 4;

    /// <summary>
    /// Weighted absolute percentage error, Σ|actual − forecast| / Σ|actual|, as a share (0.57 is 57 %). Source: Kolassa
    /// and Schütz, "Advantages of the MAD/mean ratio over the MAPE", Foresight 6, 2007.
    /// </summary>
    /// <returns>Null: not defined, nothing was asked.</returns>
    public static double? Wape(IReadOnlyList<double> actual, IReadOnlyList<double> forecast)
    {
        Sensible.Pairs(actual, forecast);
        return Ratio(Errors(actual, forecast).Sum(Math.Abs), actual.Sum(Math.Abs));
    }

    /// <summary>Whether forecasts are too high or too low on the whole.</summary>
    public static ForecastBias Bias(IReadOnlyList<double> actual, IReadOnlyList<double> forecast)
    {
        Sensible.Pairs(actual, forecast);
        var sum = Errors(actual, forecast).Sum();
        return new ForecastBias(sum, sum / actual.Count, Ratio(sum, actual.Sum()));
    }

    /// <summary>
    /// Mean absolute scaled error: the mean absolute error, in mean absolute steps of the history from one season to
    /// the next. Below 1 the forecast beats repeating the last season. Source: Hyndman and Koehler, "Another look at
    /// measures of forecast accuracy", International Journal of Forecasting 22, 2006.
    /// </summary>
    /// <param name="actual">Units per period forecast.</param>
    /// <param name="forecast">Units for the same periods.</param>
    /// <param name="history">Units per period before them, oldest first, longer than a season.</param>
    /// <param name="season">Periods in a season: 1 for none, 12 for months of a year.</param>
    /// <returns>Null: not defined, the history never changes.</returns>
    public static double? Mase(
        IReadOnlyList<double> actual, IReadOnlyList<double> forecast, IReadOnlyList<double> history, int season = 1)
    {
        Sensible.Pairs(actual, forecast);
        return Ratio(Errors(actual, forecast).Average(Math.Abs), Steps(history, season).Average(Math.Abs));
    }

    /// <summary>
    /// Root mean squared scaled error: as <see cref="Mase"/>, with squares. Source: Makridakis, Spiliotis and
    /// Assimakopoulos, "The M5 competition: background, organization, and implementation", IJF 38, 2022.
    /// </summary>
    /// <param name="actual">Units per period forecast.</param>
    /// <param name="forecast">Units for the same periods.</param>
    /// <param name="history">Units per period before them, oldest first, longer than a season.</param>
    /// <param name="season">Periods in a season, 1 for none.</param>
    /// <param name="fromFirstDemand">Leave out the zeros before the first demand, as the M5 competition did.</param>
    /// <returns>Null: not defined, the history never changes or begins too late.</returns>
    public static double? Rmsse(
        IReadOnlyList<double> actual, IReadOnlyList<double> forecast, IReadOnlyList<double> history, int season = 1,
        bool fromFirstDemand = false)
    {
        Sensible.Pairs(actual, forecast);
        ArgumentNullException.ThrowIfNull(history);
        Sensible.AtLeast(1, season, "A season's number of periods");
        IReadOnlyList<double> sold = fromFirstDemand ? [.. history.SkipWhile(units => units <= 0)] : history;
        if (history.Count > season && sold.Count <= season) return null;

        var scaled = Ratio(
            Errors(actual, forecast).Average(error => error * error), Steps(sold, season).Average(step => step * step));
        return scaled is { } square ? Math.Sqrt(square) : null;
    }

    /// <summary>
    /// Sum of errors / mean absolute error: far from 0 when the errors go one way. Beyond ±4 it alerts. Source: Chopra
    /// and Meindl, "Supply Chain Management", 6th ed., 7.6 (error = forecast − actual; books with actual − forecast
    /// have the other sign).
    /// </summary>
    public static TrackingSignal TrackingSignal(IReadOnlyList<double> actual, IReadOnlyList<double> forecast)
    {
        Sensible.Pairs(actual, forecast);
        var sum = Errors(actual, forecast).Sum();
        var mad = Errors(actual, forecast).Average(Math.Abs);
        var signal = Ratio(sum, mad);
        return new TrackingSignal(signal, sum, mad, signal is < -TrackingLimit or > TrackingLimit);
    }

    private static IEnumerable<double> Errors(IReadOnlyList<double> actual, IReadOnlyList<double> forecast) =>
        actual.Zip(forecast, (asked, expected) => expected - asked);

    private static IEnumerable<double> Steps(IReadOnlyList<double> history, int season)
    {
        ArgumentNullException.ThrowIfNull(history);
        Sensible.AtLeast(1, season, "A season's number of periods");
        if (history.Count <= season)
        {
            throw new ArgumentException(
                $"Not enough history: {history.Count} of {season + 1L} periods. Give more than one season.",
                nameof(history));
        }

        Sensible.EachNumber(history, "A period of the history");
        return Enumerable.Range(season, history.Count - season)
            .Select(period => history[period] - history[period - season]);
    }

    private static double? Ratio(double value, double scale) =>
        Math.Abs(scale) < Sensible.Smallest ? null : value / scale;
}

/// <param name="Units">Sum of forecast − actual: positive is too high.</param>
/// <param name="PerPeriod">The mean error, units per period.</param>
/// <param name="Share">Of what was asked (0.08: 8 % too high); null: not defined, nothing was asked.</param>
public sealed record ForecastBias(double Units, double PerPeriod, double? Share);

/// <param name="Value">Positive: forecasts too high; null: not defined, there was no error at all.</param>
/// <param name="ErrorSum">Sum of forecast − actual, units.</param>
/// <param name="MeanAbsoluteError">Units per period.</param>
/// <param name="Alert">Beyond ±4: look at this forecast.</param>
public sealed record TrackingSignal(double? Value, double ErrorSum, double MeanAbsoluteError, bool Alert);
