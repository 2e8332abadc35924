namespace Backorders.Prevention;

/// <summary>Refuses numbers that make no sense, with a sentence that says what to do.</summary>
internal static class Sense
{
    public static void Positive(double value, string what, string name)
    {
        if (!double.IsFinite(value) || value <= 0)
        {
            throw new ArgumentOutOfRangeException(name, value, $"The {what} must be a number above 0.");
        }
    }

    public static void NotNegative(double value, string what, string name)
    {
        if (!double.IsFinite(value) || value < 0)
        {
            throw new ArgumentOutOfRangeException(name, value, $"The {what} must be a number, 0 or more.");
        }
    }

    public static void Finite(double value, string what, string name)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"The {what} must be a finite number.");
        }
    }

    /// <summary>A limit that may be absent: infinity says so.</summary>
    public static void Limit(double value, string what, string name)
    {
        if (double.IsNaN(value) || value <= 0)
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"The {what} must be above 0; infinity where there is no limit.");
        }
    }

    public static void Share(double value, string what, string name)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"The {what} must lie between 0 and 1, both left out: 95 % is 0.95.");
        }
    }

    public static void NotEmpty<T>(IReadOnlyCollection<T> values, string what, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (values.Count == 0)
        {
            throw new ArgumentException($"There is no {what}: give at least one.", name);
        }
    }

    public static void NotNegative(IReadOnlyCollection<double> values, string what, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        foreach (var value in values)
        {
            NotNegative(value, what, name);
        }
    }

    public static void SameLength(int expected, int actual, string what, string name)
    {
        if (expected != actual)
        {
            throw new ArgumentException($"There are {actual} {what} where {expected} are needed: one each.", name);
        }
    }
}
