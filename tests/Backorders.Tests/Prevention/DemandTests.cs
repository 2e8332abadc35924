using Backorders.Prevention;

namespace Backorders.Tests.Prevention;

public sealed class DemandTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void A_line_far_above_all_others_is_bulk()
    {
        int[] lines = [.. Enumerable.Repeat(1, 19), 30];

        var bulk = Demand.Bulk(lines);

        // By hand: rank 0.99 × 19 = 18.81 lies between the 19th line (1) and the 20th (30).
        Assert.Equal(1 + 0.81 * 29, bulk.AboveUnits!.Value, 1e-9);
        Assert.Equal([19], lines.Index().Where(line => bulk.IsBulk[line.Index]).Select(line => line.Index));
    }

    [Fact]
    public void A_line_of_five_times_the_median_is_not_yet_bulk()
    {
        int[] lines = [.. Enumerable.Repeat(10, 200), 50, 51];

        var bulk = Demand.Bulk(lines);

        Assert.Equal(50, bulk.AboveUnits);
        Assert.Equal([201], lines.Index().Where(line => bulk.IsBulk[line.Index]).Select(line => line.Index));
    }

    [Fact]
    public void Nineteen_lines_are_too_few_to_tell_bulk()
    {
        var bulk = Demand.Bulk([.. Enumerable.Repeat(1, 18), 5000]);

        Assert.Null(bulk.AboveUnits);
        Assert.DoesNotContain(true, bulk.IsBulk);
        Assert.Equal("not enough lines to tell bulk: 19 of 20", bulk.Reason);
    }

    [Fact]
    public void A_spike_stands_out_of_the_days_that_had_demand()
    {
        // Of 2, 3, 4, 5, 60 the median is 4 and the median distance from it 1.
        var spikes = Demand.Spikes([0, 2, 3, 4, 0, 5, 60, 0]);

        Assert.Equal(4 + 6 * 1.4826, spikes.AboveUnits!.Value, 1e-9);
        Assert.Equal([6], spikes.Days);
    }

    [Fact]
    public void Where_days_are_all_alike_a_spike_is_five_of_them()
    {
        var spikes = Demand.Spikes([1, 1, 1, 1, 2, 5, 6]);

        Assert.Equal(5, spikes.AboveUnits);
        Assert.Equal([6], spikes.Days);
    }

    [Fact]
    public void Where_nothing_was_asked_nothing_is_a_spike() =>
        Assert.Equal((null, 0), (Demand.Spikes([0, 0]).AboveUnits, Demand.Spikes([0, 0]).Days.Count));

    [Fact]
    public void What_the_same_customer_cancels_within_three_days_was_never_asked()
    {
        AskedLine[] asked =
        [
            new("ann", Monday, 10), new("bob", Monday, 10), new("ann", Monday.AddDays(1), 4),
        ];

        var net = Demand.NetOut(asked, [new CancelledLine("ann", Monday.AddDays(3), 6)]);

        Assert.Equal([new AskedLine("ann", Monday, 8), new AskedLine("bob", Monday, 10)], net.Lines);
        Assert.Equal(6, net.NettedUnits);
    }

    [Theory]
    [InlineData("ann", 4)]
    [InlineData("ann", -1)]
    [InlineData("bob", 1)]
    public void A_late_an_early_or_another_customers_cancellation_changes_nothing(string customer, int daysLater)
    {
        AskedLine[] asked = [new("ann", Monday, 10)];

        var net = Demand.NetOut(asked, [new CancelledLine(customer, Monday.AddDays(daysLater), 10)]);

        Assert.Equal(asked, net.Lines);
        Assert.Equal(0, net.NettedUnits);
    }

    [Fact]
    public void Units_are_taken_out_once_however_often_they_are_cancelled()
    {
        var cancelled = new CancelledLine("ann", Monday, 7);

        var net = Demand.NetOut([new AskedLine("ann", Monday, 10)], [cancelled, cancelled]);

        Assert.Empty(net.Lines);
        Assert.Equal(10, net.NettedUnits);
    }

    [Fact]
    public void Senseless_lines_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Demand.Bulk([1, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Demand.NetOut([new AskedLine("ann", Monday, 0)], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => Demand.Spikes([1, -1]));
    }
}
