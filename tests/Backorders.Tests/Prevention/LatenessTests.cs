using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class LatenessTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    [Fact]
    public void A_percentile_is_a_value_that_happened()
    {
        double[] days = [0, 0, 1, 2, 2, 3, 5, 8, 9, 30];

        Assert.Equal((2, 8, 30), (Percentile.Of(days, 0.5), Percentile.Of(days, 0.8), Percentile.Of(days, 0.95)));
        Assert.Equal(9, Percentile.Of(days, 0.9));
        Assert.Equal(7, Percentile.Of([7], 0.01));
        Assert.Equal(2, Percentile.Of([5, 1, 2], [0.0, 1, 1], 0.99));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Weights_count_as_if_each_value_stood_there_so_often(int seed)
    {
        var random = new Random(seed);
        for (var example = 0; example < 300; example++)
        {
            double[] values = [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => (double)random.Next(-3, 15))];
            int[] times = [.. values.Select(_ => random.Next(1, 6))];
            var all = values.Zip(times).SelectMany(one => Enumerable.Repeat(one.First, one.Second)).Order().ToList();
            var percent = random.Next(1, 100);

            // As in a lecture: the one at place ⌈p·n⌉, in whole numbers.
            var place = ((percent * all.Count) + 99) / 100;
            Assert.Equal(all[place - 1], Percentile.Of(values, [.. times.Select(t => t / 10.0)], percent / 100.0));
        }
    }

    [Fact]
    public void Ten_pooled_receipts_weigh_as_ten_however_many_they_are()
    {
        // Of its own: five on time, five 6 days late. Of others: 300, a third each 0, 2 and 12 days late.
        double[] own = [0, 0, 0, 0, 0, 6, 6, 6, 6, 6];
        double[] pooled = [.. Enumerable.Range(0, 300).Select(i => new double[] { 0, 2, 12 }[i % 3])];

        var facts = Lateness.Of(own, pooled);

        // 20 in all: 0 has 8.33, 2 has 3.33 (11.67), 6 has 5 (16.67), 12 the rest.
        Assert.Equal((2, 6, 12), (facts.P50Days, facts.P80Days, facts.P95Days));
        Assert.Equal(((30 + (10 * (14 / 3.0))) / 20), facts.MeanDays, 9);
        Assert.Equal((0, 6), (Lateness.Of(own, []).P50Days, Lateness.Of(own, []).P80Days));
        Assert.Equal((2, 12), (Lateness.Of([], pooled).P50Days, Lateness.Of([], pooled).P80Days));
    }

    [Fact]
    public void A_line_that_came_in_parts_weighs_one_by_its_units()
    {
        Receipt[] own = [Came("1", 0, 30), Came("1", 10, 70), Came("2", 1, 5000)];

        var facts = Lateness.Of(own, [], Today);

        // Of two lines: 0.3 on time, 1 a day late, 0.7 ten days late.
        Assert.Equal((1, 10, 2), (facts.P50Days, facts.P80Days, facts.OwnLines));
        Assert.Equal((0 + 7 + 1) / 2.0, facts.MeanDays, 9);
    }

    [Fact]
    public void The_last_twenty_lines_of_a_year_count()
    {
        var recent = Enumerable.Range(0, 20).Select(i => Came($"new{i}", 1, 10, ago: i)).ToList();
        var older = Enumerable.Range(0, 30).Select(i => Came($"old{i}", 40, 10, ago: 30 + i));

        var facts = Lateness.Of([.. older, .. recent], [], Today);
        Assert.Equal((1, 20), (facts.MeanDays, facts.OwnLines));
        Assert.Equal((19 + 40) / 20.0, Lateness.Of([.. older, .. recent.Skip(1)], [], Today).MeanDays, 9);
        Assert.Contains("365 days", Assert.Throws<ArgumentException>(
            () => Lateness.Of([Came("x", 1, 1, ago: 366), Came("y", 1, 1, ago: -1)], [], Today)).Message,
            StringComparison.Ordinal);
        Assert.Equal(1, Lateness.Of([Came("x", 1, 1, ago: 365)], [], Today).P50Days);
    }

    [Fact]
    public void Closed_days_make_nobody_late()
    {
        var friday = new DateOnly(2026, 5, 22);
        var weekend = new HashSet<DateOnly> { friday.AddDays(1), friday.AddDays(2) };
        Receipt[] own = [new("1", friday, friday.AddDays(3), 5)];

        Assert.Equal((3, 1), (Lateness.Of(own, [], Today).P50Days, Lateness.Of(own, [], Today, weekend).P50Days));
        Assert.Equal(-1, OpenDays.Between(friday.AddDays(3), friday, weekend));
        Assert.Equal((0, 1, 5), (OpenDays.WorkingDays(friday, friday.AddDays(2)),
            OpenDays.WorkingDays(friday, friday.AddDays(3)), OpenDays.WorkingDays(friday, friday.AddDays(7))));
    }

    [Fact]
    public void An_items_lead_time_is_its_own_from_five_receipts_on()
    {
        double[] pooled = [20, 20, 20, 20, 20, 20];

        var own = LearnedLeadTime.Of([10, 12, 14, 12, 12], pooled);
        Assert.Equal((12, Math.Sqrt(2), 12, true), (own.MeanDays, own.SdDays, own.P50Days, own.IsOwn));
        var others = LearnedLeadTime.Of([10, 12, 14, 12], pooled);
        Assert.Equal((20, 0, 6, false), (others.MeanDays, others.SdDays, others.Receipts, others.IsOwn));
        double[] faster = [.. Enumerable.Repeat(90.0, 9), .. Enumerable.Repeat(5.0, 20)];
        Assert.Equal(5, LearnedLeadTime.Of(faster, []).MeanDays);
        Assert.Contains("4 of 5", Assert.Throws<ArgumentException>(
            () => LearnedLeadTime.Of([1, 2, 3, 4], [9])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_suppliers_record_is_a_ratio_of_sums()
    {
        var facts = SupplierRecord.Of(
        [
            new(100, 100, Today, [new(Today.AddDays(-1), 60), new(Today, 40)]),
            new(50, 40, Today, [new(Today, 30), new(Today.AddDays(4), 10)]),
            new(10, 0, Today, []),
            new(40, 40, Today, [new(Today.AddDays(1), 45)]),
        ]);

        Assert.Equal((1 / 4.0, 130 / 200.0, 180 / 200.0, 20 / 200.0),
            (facts.OnTimeInFull, facts.OnTimeUnits, facts.ConfirmedRatio, facts.ShortRatio));
        Assert.Equal(0.5, SupplierRecord.Of([new(9, 9, Today, [new(Today, 9)]),
            new(9, 9, Today, [new(Today.AddDays(3), 9)])], graceDays: 2).OnTimeInFull);
    }

    private static Receipt Came(string line, int late, long units, int ago = 5) =>
        new(line, Today.AddDays(-ago - late), Today.AddDays(-ago), units);
}
