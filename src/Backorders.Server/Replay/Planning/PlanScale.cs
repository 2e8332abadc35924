using Backorders.Prevention;

namespace Backorders.Server.Replay.Planning;

/// <summary>How a stretch of books is played; days are trading days.</summary>
/// <param name="LeadDays">From order to arrival, when a supplier keeps its word.</param>
/// <param name="WarmUpDays">Played and not measured: the plan needs a history.</param>
internal sealed record PlanScale(int LeadDays, int WarmUpDays)
{
    private const int TradingDaysAWeek = 6;

    /// <summary>Two weeks, and 84 days of scores of which the first is known after a lead time.</summary>
    private static readonly PlanScale OfAYear = new(LeadDays: 12, WarmUpDays: 84 + 12);

    /// <summary>Too short for scores: the least history of a rate, and goods that come before the end.</summary>
    private static readonly PlanScale OfWeeks = new(LeadDays: 3, WarmUpDays: 14);

    /// <summary>Rounded up; the shop trades on six days of a week.</summary>
    public int LeadCalendarDays => ((LeadDays * 7) + TradingDaysAWeek - 1) / TradingDaysAWeek;

    /// <summary>The first days of a SKU that its opening stock was bought for: until a plan knows it, and a lead time.
    /// </summary>
    public int OpeningDays => DemandHistory.LeastDays + LeadDays;

    /// <summary>The first day that counts.</summary>
    public TradingDay FirstMeasured(ShopYear year) => year.Days[Math.Min(WarmUpDays, year.Days.Count - 1)];

    /// <summary>Trading days in so many calendar days.</summary>
    public static double Trading(double calendarDays) => calendarDays * TradingDaysAWeek / 7;

    public static PlanScale For(int days) => days >= 2 * OfAYear.WarmUpDays ? OfAYear : OfWeeks;
}
