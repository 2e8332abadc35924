using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class DemandHistoryTests
{
    private static readonly DateOnly Friday = new(2026, 3, 6);

    [Fact]
    public void Closed_days_leave_the_axis_and_what_was_asked_on_them_counts_when_the_house_opens()
    {
        var series = DemandHistory.Days(
            Friday, Friday.AddDays(5),
            new Dictionary<DateOnly, double> { [Friday] = 3, [Friday.AddDays(2)] = 4, [Friday.AddDays(3)] = 1 },
            closed: new HashSet<DateOnly> { Friday.AddDays(1), Friday.AddDays(2) },
            unseen: new HashSet<DateOnly> { Friday.AddDays(4) });

        Assert.Equal([Friday, Friday.AddDays(3), Friday.AddDays(4), Friday.AddDays(5)], series.Days);
        Assert.Equal([3, 5, double.NaN, 0], series.Units);
    }

    [Fact]
    public void A_rate_is_of_the_days_that_were_seen()
    {
        double[] units = [.. Enumerable.Repeat(2d, 7), double.NaN, .. Enumerable.Repeat(4d, 7)];

        var rate = DemandHistory.Rate(units);

        // Seven days one below the mean and seven one above: 14 squares of 1 over 13.
        Assert.Equal(3, rate.PerDay!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(14d / 13), rate.Deviation!.Value, 1e-12);
        Assert.Equal((14, RateBasis.History), (rate.KnownDays, rate.Basis));
        Assert.Equal("3 a day over 14 days", rate.Explanation);
    }

    [Fact]
    public void Nine_days_are_not_enough_and_it_says_so()
    {
        double[] units = [.. Enumerable.Repeat(5d, 9), double.NaN, double.NaN, double.NaN, double.NaN, double.NaN];

        var rate = DemandHistory.Rate(units);

        Assert.Equal((null, RateBasis.None), (rate.PerDay, rate.Basis));
        Assert.Equal("not enough history: 9 of 14 days", rate.Explanation);
    }

    [Fact]
    public void An_item_without_history_takes_the_rate_of_similar_items_unless_a_person_gave_one()
    {
        Assert.Equal(
            new DemandRate(0.5, null, 0, RateBasis.SimilarItems,
                "not enough history: 0 of 14 days; 0.5 a day as similar items"),
            DemandHistory.Rate([], similarPerDay: 0.5));
        Assert.Equal(
            new DemandRate(2, null, 0, RateBasis.Manual, "not enough history: 0 of 14 days; 2 a day set by hand"),
            DemandHistory.Rate([], manualPerDay: 2, similarPerDay: 0.5));
    }

    [Fact]
    public void Weeks_are_counted_back_from_the_newest_day_and_an_odd_beginning_is_none() =>
        Assert.Equal([5, double.NaN, 11], DemandHistory.Buckets([9, 2, 3, double.NaN, 4, 5, 6], 2));

    [Fact]
    public void A_history_that_ends_before_it_begins_is_refused() => Assert.Throws<ArgumentException>(() =>
        DemandHistory.Days(
            Friday, Friday.AddDays(-1), new Dictionary<DateOnly, double>(), new HashSet<DateOnly>(),
            new HashSet<DateOnly>()));
}
