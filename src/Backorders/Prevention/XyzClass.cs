namespace Backorders.Prevention;

/// <summary>How steady an item sells.</summary>
public enum SteadyClass
{
    /// <summary>Steady.</summary>
    X,

    /// <summary>Swinging.</summary>
    Y,

    /// <summary>Irregular, or not sold at all.</summary>
    Z,
}

/// <summary>Classes by the coefficient of variation of the weekly demand.</summary>
public static class XyzClass
{
    /// <summary>cv = population standard deviation / mean of the weeks: up to 0.5 X, up to 1.0 Y, above Z.</summary>
    /// <param name="weeklyUnits">Units asked in each week, weeks without demand as 0; at least one week.</param>
    /// <param name="mostX">The largest cv of X.</param>
    /// <param name="mostY">The largest cv of Y.</param>
    /// <exception cref="ArgumentException">No week, a quantity below 0, or limits out of order.</exception>
    public static XyzFacts Of(IReadOnlyList<double> weeklyUnits, double mostX = 0.5, double mostY = 1.0)
    {
        Sensible.NotEmpty(weeklyUnits, "week");
        Sensible.EachNotNegative(weeklyUnits, "Demand of a week");
        Sensible.Positive(mostX, "The largest cv of X");
        if (!(mostY >= mostX))
        {
            throw new ArgumentOutOfRangeException(nameof(mostY), mostY, "The largest cv of Y is X's or more.");
        }

        var mean = weeklyUnits.Average();
        if (mean == 0)
        {
            return new(SteadyClass.Z, null, 0, 0);
        }

        var sd = Math.Sqrt(weeklyUnits.Average(units => (units - mean) * (units - mean)));
        var cv = sd / mean;
        return new(
            cv <= mostX + 1e-12 ? SteadyClass.X : cv <= mostY + 1e-12 ? SteadyClass.Y : SteadyClass.Z, cv, mean, sd);
    }
}

/// <summary>How steady an item sells.</summary>
/// <param name="Class">X, Y or Z.</param>
/// <param name="Cv">Standard deviation / mean; null: nothing was asked.</param>
/// <param name="MeanPerWeek">Units a week.</param>
/// <param name="SdPerWeek">Population standard deviation, units a week.</param>
public sealed record XyzFacts(SteadyClass Class, double? Cv, double MeanPerWeek, double SdPerWeek);
