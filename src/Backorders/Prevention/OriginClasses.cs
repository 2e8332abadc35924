namespace Backorders.Prevention;

/// <summary>
/// The ABC class that a SKU had when a forecast was made. That of today would know how the forecast turned out: who
/// sold far beyond it is A by now, and the factors of A would soar.
/// </summary>
public static class OriginClasses
{
    /// <summary>
    /// What a SKU asked in the 90 days up to each origin, the newest origin first, as far back as its past and
    /// <see cref="OriginScores.LookBackDays"/> go: a pool of scores looks no further.
    /// </summary>
    /// <param name="lastDay">The number of the last day of the past among the shop's open days.</param>
    public static IReadOnlyList<double> Units(SkuPast past, int lastDay)
    {
        ArgumentNullException.ThrowIfNull(past);
        var until = new double[past.Days.Count + 1];
        for (var day = 0; day < past.Days.Count; day++)
        {
            until[day + 1] = until[day] + past.Asked(day);
        }

        return
        [
            .. Origins(lastDay).Select(origin => past.Days.Count - (lastDay - origin)).TakeWhile(known => known > 0)
                .Select(known => until[known] - until[Math.Max(0, known - AnalyseSku.ValueDays)]),
        ];
    }

    /// <summary>The classes of a whole shop, by origin and SKU.</summary>
    /// <param name="items">
    /// All SKUs, each once: <see cref="Units"/>, and what a unit counts (<see cref="ClassValues.UnitWorths"/>). What a
    /// unit counted then nobody knows any more, so it is that of today.
    /// </param>
    /// <param name="lastDay">The number of the last day that is known.</param>
    public static IReadOnlyDictionary<int, IReadOnlyDictionary<string, AbcClass>> Of(
        IReadOnlyList<(string Sku, IReadOnlyList<double> Units, double UnitWorth)> items, int lastDay) =>
        Origins(lastDay).Select((origin, ago) => (origin, ago)).ToDictionary(
            at => at.origin,
            at => Of([.. items.Where(item => item.Units.Count > at.ago)
                .Select(item => new ItemValue(item.Sku, item.Units[at.ago] * item.UnitWorth))]));

    /// <summary>The classes of one day, by SKU.</summary>
    public static IReadOnlyDictionary<string, AbcClass> Of(IReadOnlyList<ItemValue> values) =>
        AbcClasses.Of(values).ToDictionary(item => item.Sku, item => item.Class, StringComparer.Ordinal);

    /// <summary>A SKU's scores, each in the class that the SKU had at its origin; C where nobody knows it.</summary>
    /// <param name="classes">By origin and SKU.</param>
    public static IEnumerable<CalibrationScore> Put(
        string sku, IEnumerable<CalibrationScore> scores,
        IReadOnlyDictionary<int, IReadOnlyDictionary<string, AbcClass>> classes) =>
        scores.Select(score => score with
        {
            AbcClass = classes.TryGetValue(score.Origin, out var then) && then.TryGetValue(sku, out var abc)
                ? abc
                : AbcClass.C,
        });

    private static IEnumerable<int> Origins(int lastDay)
    {
        var newest = lastDay - (lastDay % Calibration.OriginEveryDays);
        for (var origin = newest; origin >= lastDay - OriginScores.LookBackDays; origin -= Calibration.OriginEveryDays)
        {
            yield return origin;
        }
    }
}
