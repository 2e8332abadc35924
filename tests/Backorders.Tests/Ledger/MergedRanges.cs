using Backorders.Ledger;
using CsCheck;

namespace Backorders.Tests.Ledger;

/// <summary>Which ranges to tell become one, worked out by hand or held against a plain set of positions.</summary>
public sealed class MergedRanges
{
    private const long Newest = 9;
#if MUTATED
    private const int Cases = 300; // once for every mutant
#else
    private const int Cases = 10_000;
#endif

    [Theory]
    [InlineData(50, 60, "10-20 30-40 50-60*")]
    [InlineData(24, 26, "10-20 24-26* 30-40")]
    [InlineData(32, 35, "10-20 30-40*")]
    [InlineData(25, 45, "10-20 25-45*")]
    [InlineData(15, 35, "10-40*")]
    [InlineData(0, 60, "0-60*")]
    public void A_range_takes_in_all_that_it_overlaps(long from, long to, string ranges) =>
        Assert.Equal(ranges, Added("10-20 30-40", from, to));

    [Theory]
    [InlineData(20, 25, "10-20 20-25* 30-40 50-60")]
    [InlineData(5, 10, "5-10* 10-20 30-40 50-60")]
    public void What_only_touches_the_range_that_is_worked_off_stays_apart_from_it(long from, long to, string ranges) =>
        Assert.Equal(ranges, Added("10-20 30-40 50-60", from, to));

    [Theory]
    [InlineData(40, 45, "10-20 30-45* 50-60")]
    [InlineData(41, 45, "10-20 30-40 41-45* 50-60")]
    [InlineData(25, 30, "10-20 25-40* 50-60")]
    [InlineData(25, 29, "10-20 25-29* 30-40 50-60")]
    [InlineData(40, 50, "10-20 30-60*")]
    [InlineData(20, 30, "10-20 20-40* 50-60")]
    [InlineData(19, 30, "10-40* 50-60")]
    public void What_touches_any_other_becomes_one_with_it(long from, long to, string ranges) =>
        Assert.Equal(ranges, Added("10-20 30-40 50-60", from, to));

    [Fact]
    public void Nothing_is_no_range()
    {
        Assert.True(ToldRanges.None.Add(5, 5, Newest).IsEmpty);
        Assert.Equal("10-20", Added("10-20", 15, 15));
        Assert.Equal("10-20", Added("10-20", 19, 11));
    }

    [Fact]
    public void Few_ranges_are_told_no_position_that_was_not_added() => Gen.Select(
        Gen.Int[0, 60], Gen.Int[0, 9], (from, width) => (from, width)).List[0, ToldRanges.Limit].Sample(
        added =>
        {
            var told = added.Aggregate(
                ToldRanges.None, (all, range) => all.Add(range.from, range.from + range.width, Newest));

            Assert.Equal(
                added.SelectMany(range => Enumerable.Range(range.from, range.width)).Distinct().Order(),
                told.Items.SelectMany(Positions));
        },
        iter: Cases);

    [Fact]
    public void As_many_ranges_as_may_be_stay_apart()
    {
        var full = Steps(ToldRanges.Limit, gap: 3);

        Assert.Equal(ToldRanges.Limit, full.Items.Length);
        Assert.All(full.Items, range => Assert.Equal(1, range.To - range.From));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(ToldRanges.Limit - 2)]
    public void Beyond_that_the_two_nearest_become_one(int nearest)
    {
        var full = Steps(ToldRanges.Limit, gap: 10, nearest);
        var (left, right) = (full.Items[nearest], full.Items[nearest + 1]);
        var beyond = full.Items[^1].To + 10;

        var told = full.Add(beyond, beyond + 1, Newest);

        ToldRange[] all = [.. full.Items, new(beyond, beyond + 1, Newest)];
        Assert.Equal([.. all[..nearest], new(left.From, right.To, Newest), .. all[(nearest + 2)..]], told.Items);
    }

    [Fact]
    public void Nearest_are_those_with_the_least_between_them_however_wide_they_are() => Gen.Select(
        Gen.Int[1, 500], Gen.Int[2, 500], (width, gap) => (width, gap)).Array[ToldRanges.Limit + 1].Sample(
        steps =>
        {
            var (told, end, wanted) = (ToldRanges.None, 0L, 0L);
            foreach (var (width, gap) in steps)
            {
                told = told.Add(end + gap, end + gap + width, Newest);
                (end, wanted) = (end + gap + width, wanted + width);
            }

            Assert.Equal(ToldRanges.Limit, told.Items.Length);
            Assert.Equal(
                wanted + steps.Skip(1).Min(step => step.gap), told.Items.Sum(range => range.To - range.From));
        },
        iter: Cases);

    [Fact]
    public void Of_many_equally_near_the_one_that_is_worked_off_stays_as_it_is()
    {
        var full = Steps(ToldRanges.Limit, gap: 10);
        var beyond = full.Items[^1].To + 10;

        Assert.Equal(full.First, full.Add(beyond, beyond + 1, Newest).First);
    }

    [Fact]
    public void Ranges_are_the_same_when_all_of_them_are()
    {
        var ranges = ToldRanges.None.Add(1, 2, version: 1).Add(5, 6, version: 2);

        Assert.Equal(ToldRanges.None.Add(5, 6, version: 2).Add(1, 2, version: 1), ranges);
        Assert.NotEqual(ToldRanges.None.Add(1, 2, version: 1).Add(5, 6, version: 3), ranges);
        Assert.NotEqual(ToldRanges.None.Add(1, 2, version: 1), ranges);
        Assert.False(ranges.Equals(null));
    }

    /// <summary>The ranges as text, those of the newest version with a star.</summary>
    private static string Added(string known, long from, long to)
    {
        var ranges = known.Split(' ').Select(range => range.Split('-').Select(long.Parse).ToArray());
        var told = new ToldRanges([.. ranges.Select(range => new ToldRange(range[0], range[1], 1))])
            .Add(from, to, Newest);
        return string.Join(' ', told.Items.Select(range =>
            $"{range.From}-{range.To}{(range.Version == Newest ? "*" : "")}"));
    }

    /// <summary>Ranges of one position each, so far apart; one pair is nearer by one.</summary>
    private static ToldRanges Steps(int count, int gap, int nearer = -1)
    {
        var (told, from) = (ToldRanges.None, 0L);
        for (var i = 0; i < count; i++)
        {
            told = told.Add(from, from + 1, version: 1);
            from += 1 + gap - (i == nearer ? 1 : 0);
        }

        return told;
    }

    private static IEnumerable<int> Positions(ToldRange range) =>
        Enumerable.Range((int)range.From, (int)(range.To - range.From));
}
