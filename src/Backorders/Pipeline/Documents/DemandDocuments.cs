using System.Collections.Immutable;
using Backorders.Prevention;

namespace Backorders.Pipeline.Documents;

/// <summary>How far a pool's lines are counted: <c>demand</c> beside the head.</summary>
internal sealed record DemandMarkDocument(int Schema, long PlacedTo, long RejectedTo) : StoredDocument(Schema)
{
    public ImmutableArray<DateOnly>? Months { get; init; }

    public ImmutableArray<int>? Sizes { get; init; }

    public DateOnly? Since { get; init; }

    public DateOnly? Day { get; init; }

    public double? BulkAbove { get; init; }

    public static DemandMarkDocument Of(DemandMark mark) => new(DocumentJson.Schema, mark.PlacedTo, mark.RejectedTo)
    {
        Months = mark.Months.IsEmpty ? null : mark.Months,
        Sizes = mark.Sizes.IsEmpty ? null : mark.Sizes,
        Since = mark.Since,
        Day = mark.Day,
        BulkAbove = mark.BulkAbove,
    };

    public DemandMark ToMark() => new(PlacedTo, RejectedTo)
    {
        Months = Months ?? [],
        Sizes = Sizes ?? [],
        Since = Since,
        Day = Day,
        BulkAbove = BulkAbove,
    };
}

/// <summary>A month of a pool's demand: <c>demand:{yyyy-MM}</c> beside the head; some 4 KB when every day asked.
/// </summary>
internal sealed record DemandMonthDocument(int Schema, DateOnly First, ImmutableArray<StoredDemandDay> Days)
    : StoredDocument(Schema)
{
    public static DemandMonthDocument Of(DemandMonth month) =>
        new(DocumentJson.Schema, month.First, [.. month.Days.Values.Select(StoredDemandDay.Of)]);

    public DemandMonth ToMonth() => new(
        First, Days.Select(day => day.ToDay(First)).ToImmutableSortedDictionary(day => day.Day, day => day));
}

/// <param name="Day">Of the month, from 1.</param>
internal sealed record StoredDemandDay(int Day)
{
    public long Asked { get; init; }

    public int Lines { get; init; }

    public long AtOnce { get; init; }

    public int LinesAtOnce { get; init; }

    public long Rejected { get; init; }

    public long CancelledEarly { get; init; }

    public int LinesCancelledEarly { get; init; }

    public long BulkUnits { get; init; }

    public int BulkLines { get; init; }

    public StoredImport? Imported { get; init; }

    public StoredLook? Stock { get; init; }

    public static StoredDemandDay Of(DemandDay day) => new(day.Day.Day)
    {
        Asked = day.Asked,
        Lines = day.AskedLines,
        AtOnce = day.AtOnce,
        LinesAtOnce = day.LinesAtOnce,
        Rejected = day.Rejected,
        CancelledEarly = day.CancelledEarly,
        LinesCancelledEarly = day.LinesCancelledEarly,
        BulkUnits = day.BulkUnits,
        BulkLines = day.BulkLines,
        Imported = day.Imported is { } imported ? new(imported.Units, imported.Lines) : null,
        Stock = day.Stock is { } stock ? new(stock.OnHand, stock.Available, stock.Waiting, stock.OnOrder) : null,
    };

    public DemandDay ToDay(DateOnly first) => new(first.AddDays(Day - 1))
    {
        Asked = Asked,
        AskedLines = Lines,
        AtOnce = AtOnce,
        LinesAtOnce = LinesAtOnce,
        Rejected = Rejected,
        CancelledEarly = CancelledEarly,
        LinesCancelledEarly = LinesCancelledEarly,
        BulkUnits = BulkUnits,
        BulkLines = BulkLines,
        Imported = Imported is null ? null : new(Imported.Units, Imported.Lines),
        Stock = Stock is null ? null : new(Stock.OnHand, Stock.Available, Stock.Waiting, Stock.OnOrder),
    };
}

internal sealed record StoredImport(int Units, int Lines);

internal sealed record StoredLook(long OnHand, long Available, long Waiting, long OnOrder);
