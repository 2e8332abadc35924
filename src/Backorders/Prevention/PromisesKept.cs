namespace Backorders.Prevention;

/// <summary>Whether customers got their goods when they were told they would.</summary>
public static class PromisesKept
{
    /// <summary>
    /// A promise is kept when the goods were there on its day or before, broken when its day passed without them, open
    /// until then; open ones count in neither sum.
    /// </summary>
    /// <param name="promises">Lines that were promised a date.</param>
    /// <param name="today">The day of the report.</param>
    /// <exception cref="ArgumentException">Slips below 0.</exception>
    public static PromiseFacts Of(IReadOnlyList<Promise> promises, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(promises);
        if (promises.Any(promise => promise.Slips < 0))
        {
            throw new ArgumentException("A date cannot have moved fewer than 0 times.", nameof(promises));
        }

        bool Due(DateOnly date, DateOnly? there) => there is not null || date < today;
        var first = promises.Where(promise => Due(promise.First, promise.There)).ToList();
        var current = promises.Where(promise => Due(promise.Current, promise.There)).ToList();
        return new(
            promises.Count, first.Count, first.Count(promise => promise.There <= promise.First),
            current.Count, current.Count(promise => promise.There <= promise.Current),
            promises.Sum(promise => (long)promise.Slips));
    }

    /// <summary>Several items, suppliers or times together: sums are added, the ratios follow from them.</summary>
    /// <param name="parts">Sums of each.</param>
    public static PromiseFacts Total(IReadOnlyList<PromiseFacts> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new(
            Sum(part => part.Lines), Sum(part => part.FirstDue), Sum(part => part.FirstKept),
            Sum(part => part.CurrentDue), Sum(part => part.CurrentKept), Sum(part => part.Slips));

        long Sum(Func<PromiseFacts, long> count) => Sensible.Sum(parts.Select(count), "Counts", nameof(parts));
    }
}

/// <summary>What a line was told, and when its goods were there.</summary>
/// <param name="First">The first date it was told.</param>
/// <param name="Current">The last date it was told.</param>
/// <param name="There">The day its last unit was there; null: not yet.</param>
/// <param name="Slips">How often its date moved to later.</param>
public sealed record Promise(DateOnly First, DateOnly Current, DateOnly? There, int Slips = 0);

/// <summary>Sums over lines that were promised a date, and their ratios (0 to 1; null where nothing is due).</summary>
/// <param name="Lines">Lines promised.</param>
/// <param name="FirstDue">Those whose first promise is decided.</param>
/// <param name="FirstKept">Of these, kept.</param>
/// <param name="CurrentDue">Those whose last promise is decided.</param>
/// <param name="CurrentKept">Of these, kept.</param>
/// <param name="Slips">How often dates moved to later, in all.</param>
public sealed record PromiseFacts(
    long Lines, long FirstDue, long FirstKept, long CurrentDue, long CurrentKept, long Slips)
{
    /// <summary>Kept against the first promise.</summary>
    public double? FirstKeptRate => FirstDue == 0 ? null : (double)FirstKept / FirstDue;

    /// <summary>Kept against the last promise.</summary>
    public double? CurrentKeptRate => CurrentDue == 0 ? null : (double)CurrentKept / CurrentDue;

    /// <summary>Slips / lines.</summary>
    public double? SlipsPerLine => Lines == 0 ? null : (double)Slips / Lines;
}
