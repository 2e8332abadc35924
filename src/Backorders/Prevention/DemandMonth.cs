using System.Collections.Immutable;

namespace Backorders.Prevention;

/// <summary>The days of one month of which anything is known, in their order.</summary>
/// <param name="First">The first of the month.</param>
public sealed record DemandMonth(DateOnly First, ImmutableSortedDictionary<DateOnly, DemandDay> Days)
{
    public static DateOnly Of(DateOnly day) => new(day.Year, day.Month, 1);

    public static DemandMonth Empty(DateOnly first) => new(first, ImmutableSortedDictionary<DateOnly, DemandDay>.Empty);

    /// <summary>With the lines of these days counted too.</summary>
    public DemandMonth Plus(IEnumerable<DemandDay> days) =>
        days.Aggregate(this, (month, day) => month.With(month.At(day.Day).Plus(day)));

    /// <summary>The same month when the import says nothing new of the day.</summary>
    public DemandMonth WithImported(DateOnly day, ImportedDemand imported) =>
        At(day).Imported == imported ? this : With(At(day) with { Imported = imported });

    /// <summary>The same month when somebody has looked that day already: the first look of a day stands.</summary>
    public DemandMonth WithStock(DateOnly day, StockLook stock) =>
        At(day).Stock is null ? With(At(day) with { Stock = stock }) : this;

    private DemandDay At(DateOnly day) => Days.GetValueOrDefault(day) ?? new(day);

    private DemandMonth With(DemandDay day) => this with { Days = Days.SetItem(day.Day, day) };
}
