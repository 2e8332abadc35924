namespace Backorders.Supply;

/// <summary>
/// How a supplier keeps its word. Lateness is days between the date that it first gave and the day on which units came,
/// below 0 when they came early: in half, 80 % and 95 % of the deliveries it is no greater.
/// </summary>
/// <param name="Receipts">Deliveries of the SKU's own that it rests on, beside those of the supplier's others.</param>
/// <param name="P50Days">Null, as the other two: too few deliveries to say.</param>
/// <param name="LeadTimeDays">Mean days from the announcement to the units; null: too few deliveries to say.</param>
/// <param name="LeadTimeSpreadDays">Its standard deviation, of a sample.</param>
/// <param name="OnTimeInFull">The share of deliveries that brought all they announced by the first date.</param>
/// <param name="ConfirmedRatio">Of the units first announced, the share that was still announced at the end.</param>
/// <param name="ShortRatio">Of the units first announced, the share that never came.</param>
public sealed record SupplierFigures(
    int Receipts, int? P50Days, int? P80Days, int? P95Days, double? LeadTimeDays, double? LeadTimeSpreadDays,
    double? OnTimeInFull, double? ConfirmedRatio, double? ShortRatio)
{
    /// <summary>A promise counts on so much lateness at most; who is later is no supplier to promise by.</summary>
    public const int MostPromiseDays = 365;

    /// <summary>Days that a promise adds to the supplier's date; who comes early is not counted on.</summary>
    public int PromiseDays => Math.Clamp(P80Days ?? 0, 0, MostPromiseDays);
}
