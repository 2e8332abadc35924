using System.Collections.Immutable;
using Backorders.Supply;

namespace Backorders.Pipeline.Documents;

/// <summary>How a supplier keeps its word for a SKU: <c>facts:{supplier}</c> beside the head.</summary>
internal sealed record SupplierFactsDocument(
    int Schema, string Supplier, int Receipts, int? P50Days, int? P80Days, int? P95Days, double? LeadTimeDays,
    double? LeadTimeSpreadDays, double? OnTimeInFull, double? ConfirmedRatio, double? ShortRatio)
    : StoredDocument(Schema)
{
    public static SupplierFactsDocument Of(SupplierId supplier, SupplierFigures facts) => new(
        DocumentJson.Schema, supplier.Value, facts.Receipts, facts.P50Days, facts.P80Days, facts.P95Days,
        facts.LeadTimeDays, facts.LeadTimeSpreadDays, facts.OnTimeInFull, facts.ConfirmedRatio, facts.ShortRatio);

    public SupplierFigures ToFigures() => new(
        Receipts, P50Days, P80Days, P95Days, LeadTimeDays, LeadTimeSpreadDays, OnTimeInFull, ConfirmedRatio,
        ShortRatio);
}

/// <summary>All of a supplier's deliveries to the shop, counted: <c>facts</c> in its own partition.</summary>
internal sealed record PooledFactsDocument(int Schema, string Supplier, StoredTally Tally) : StoredDocument(Schema);

/// <summary>A tally as it is stored, in a supplier's figures or in the pages of a run that counts them.</summary>
/// <param name="LateDays">Days of lateness, ascending; <paramref name="LateShares"/> are their deliveries.</param>
/// <param name="TookOn">Day numbers, ascending; <paramref name="TookDays"/> is how long it took until then.</param>
internal sealed record StoredTally(
    int Receipts, ImmutableArray<int> LateDays, ImmutableArray<double> LateShares, ImmutableArray<int> TookOn,
    ImmutableArray<double> TookDays, long Lines, long OnTimeInFull, long Ordered, long OnTime, long Confirmed,
    long Received)
{
    public static StoredTally Of(SupplierTally tally) => new(
        tally.Receipts, [.. tally.Late.Keys], [.. tally.Late.Values],
        [.. tally.Took.Select(took => took.LastDay.DayNumber)], [.. tally.Took.Select(took => took.Days)],
        tally.Record.Lines, tally.Record.LinesOnTimeInFull, tally.Record.Ordered, tally.Record.OnTime,
        tally.Record.Confirmed, tally.Record.Received);

    public SupplierTally ToTally() => new()
    {
        Receipts = Receipts,
        Late = LateDays.Zip(LateShares).ToImmutableSortedDictionary(late => late.First, late => late.Second),
        Took =
        [
            .. TookOn.Zip(TookDays, (day, took) => new Supply.TookDays(DateOnly.FromDayNumber(day), took)),
        ],
        Record = new(Lines, OnTimeInFull, Ordered, OnTime, Confirmed, Received),
    };
}
