namespace Backorders.Prevention;

/// <summary>
/// The first half of a plan: what a SKU's own past says, before it is held against the rest of the shop. The second is
/// <see cref="PlanSku"/>.
/// </summary>
public static class AnalyseSku
{
    /// <summary>Days that the class by value looks back.</summary>
    public const int ValueDays = 90;

    /// <summary>A spike so young is told as an alert.</summary>
    public const int NewsDays = 7;

    /// <param name="past">Up to yesterday; a year is enough.</param>
    /// <param name="lead">L, s_L and where they come from.</param>
    /// <param name="lastDay">The number of the last day of the past among the shop's open days.</param>
    public static SkuAnalysis Of(
        string sku, SkuPast past, PlannedLeadTime lead, int lastDay, PlanSettings settings)
    {
        ArgumentNullException.ThrowIfNull(past);
        ArgumentNullException.ThrowIfNull(lead);
        ArgumentNullException.ThrowIfNull(settings);
        var rate = DemandHistory.Rate(past.Units);
        var protection = lead.Days + settings.ReviewDays;
        var demand = rate.Basis == RateBasis.History
            ? Known(past, rate, protection, settings)
            : new SkuDemand(
                0, 0, rate.Explanation, new DemandPattern(DemandClass.None, null, null, 0, 0), null, [], null, null);
        IReadOnlyList<CalibrationScore> scores = rate.Basis == RateBasis.History
            ? OriginScores.Of(past.Units, lead, lastDay, settings)
            : [];
        return new(
            sku, past.Days.Count == 0 ? null : past.Days[0], past.Days.Count == 0 ? null : past.Days[^1], rate, demand,
            lead, Sums(past), OriginClasses.Units(past, lastDay), scores);
    }

    private static SkuDemand Known(SkuPast past, DemandRate rate, double protection, PlanSettings settings)
    {
        var buckets = DemandHistory.Buckets(past.Units, settings.DaysPerWeek);
        var pattern = buckets.Any(units => !double.IsNaN(units))
            ? DemandClasses.Classify(buckets)
            : DemandClasses.Classify(past.Units);
        var forecast = Forecast.Choose(past.Units, pattern.Adi);
        var variability = Variability.Of(past.Units, protection);
        var spikes = Demand.Spikes(past.Units);
        IReadOnlyList<double> weeks = [.. buckets.Where(units => !double.IsNaN(units))];
        return new(
            forecast.PerPeriod, variability.Deviation,
            $"{forecast.Method}: {Shown.Number(forecast.PerPeriod)} a day now, {rate.Explanation}", pattern,
            weeks.Count == 0 ? null : XyzClass.Of(weeks).Class, [.. spikes.Days.Select(day => past.Days[day])],
            spikes.AboveUnits, forecast.Method);
    }

    private static SkuSums Sums(SkuPast past)
    {
        var count = past.Days.Count;
        double[] plain = [.. past.Units.Select(units => double.IsNaN(units) ? 0 : units)];
        var recent = Math.Max(0, count - BestSellerAlert.ShortDays);
        return new(
            Enumerable.Range(0, count).Sum(past.Asked),
            Enumerable.Range(Math.Max(0, count - ValueDays), Math.Min(count, ValueDays)).Sum(past.Asked),
            past.BulkUnits.Sum(), past.BulkAbove, past.Lines.Sum(), past.Lines.Skip(recent).Sum(),
            count == 0 ? 0 : plain.TakeLast(BestSellerAlert.ShortDays).Average(),
            count == 0 ? 0 : plain.TakeLast(BestSellerAlert.LongDays).Average());
    }
}

/// <summary>What a SKU's own past says.</summary>
/// <param name="From">The first day looked at; null: there was none.</param>
/// <param name="Rate">Whether there is enough history, and what it says; else another rate stands in.</param>
/// <param name="OriginUnits">Of the 90 days up to each origin, for the class that it had then:
/// <see cref="OriginClasses.Units"/>.</param>
/// <param name="Scores">How forecasts of the past turned out, for the pool of the shop.</param>
public sealed record SkuAnalysis(
    string Sku, DateOnly? From, DateOnly? To, DemandRate Rate, SkuDemand Demand, PlannedLeadTime Lead, SkuSums Sums,
    IReadOnlyList<double> OriginUnits, IReadOnlyList<CalibrationScore> Scores);

/// <param name="PerDay">d: units a day as forecast; 0 without enough history.</param>
/// <param name="Deviation">s_d: units a day.</param>
/// <param name="Steady">X, Y or Z; null: no whole week is known.</param>
/// <param name="SpikeDays">Tagged and shown, not removed.</param>
/// <param name="SpikeAbove">Units from which a day is a spike; null: nothing was asked.</param>
/// <param name="Method">Of the forecast; null without one.</param>
public sealed record SkuDemand(
    double PerDay, double Deviation, string Explanation, DemandPattern Pattern, SteadyClass? Steady,
    IReadOnlyList<DateOnly> SpikeDays, double? SpikeAbove, string? Method);

/// <summary>Sums over the past; units are those asked, bulk included, where nothing else is said.</summary>
/// <param name="ValueUnits">Of the last 90 days: the class by value goes by them.</param>
/// <param name="LinesIn14Days">Order lines of the last 14 days.</param>
/// <param name="Rate14">Units a day without bulk in the last 14 days.</param>
public sealed record SkuSums(
    double Units, double ValueUnits, double BulkUnits, double? BulkAbove, long Lines, int LinesIn14Days, double Rate14,
    double Rate56);
