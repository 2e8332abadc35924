using Backorders.Ledger;
using CsCheck;

namespace Backorders.Tests.Ledger;

/// <summary>The two lists of intervals in a head, held against plain sets of positions.</summary>
public sealed class HolesAndRanges
{
    private const int Positions = 60;
#if MUTATED
    private const int Cases = 300; // once for every mutant
#else
    private const int Cases = 10_000;
#endif

    private static readonly Gen<List<(int From, int Width)>> Intervals =
        Gen.Select(Gen.Int[0, Positions - 10], Gen.Int[0, 9], (from, width) => (from, width)).List[0, 12];

    [Fact]
    public void Holes_are_the_positions_that_were_added_sorted_and_apart() => Intervals.Sample(
        intervals =>
        {
            var (holes, set) = (Holes.None, new SortedSet<int>());
            foreach (var (from, width) in intervals)
            {
                holes = holes.Add(from, from + width);
                set.UnionWith(Enumerable.Range(from, width));
            }

            Assert.Equal(set.Select(position => (long)position), Spread(holes));
            Assert.All(Enumerable.Range(1, Math.Max(0, holes.Count - 1)),
                i => Assert.True(holes[i].From > holes[i - 1].To, "Holes touch."));
            Assert.Equal(holes.ToEdges(), Holes.FromEdges(holes.ToEdges()).ToEdges());
        },
        iter: Cases);

    [Fact]
    public void Holes_are_counted_found_stepped_over_and_dropped_as_one_would_by_hand() => Gen.Select(
        Intervals, Gen.Int[0, Positions], Gen.Int[0, Positions]).Sample(
        (intervals, a, b) =>
        {
            var holes = intervals.Aggregate(Holes.None, (all, hole) => all.Add(hole.From, hole.From + hole.Width));
            var set = Spread(holes).ToHashSet();

            Assert.Equal(set.Count(position => position >= a && position < b), holes.CountIn(a, b));
            Assert.Equal(set.Where(position => position >= a).Order(), Spread(holes.From(a)));
            Assert.Equal(
                set.Any(position => position >= a), holes.NextAfter(a) is { } next && next.To > a);
            var needed = b % 20;
            var by = Enumerable.Range(a, 1_000).Where(position => !set.Contains(position)).ElementAt(needed);
            Assert.Equal(by, holes.PositionAfter(a, needed));
        },
        iter: Cases);

    [Fact]
    public void Ranges_to_tell_lose_no_position_never_overlap_and_stay_few() => Gen.Select(
        Gen.Int[0, 5_000], Gen.Int[1, 40], (from, width) => (from, width)).List[0, 60].Sample(
        ranges =>
        {
            var (told, wanted) = (ToldRanges.None, new HashSet<long>());
            for (var i = 0; i < ranges.Count; i++)
            {
                var (from, width) = ranges[i];
                told = told.Add(from, from + width, version: i + 1);
                wanted.UnionWith(Enumerable.Range(from, width).Select(position => (long)position));

                Assert.InRange(told.Items.Length, 1, ToldRanges.Limit);
                Assert.Contains(told.Items, range =>
                    range.Version == i + 1 && range.From <= from && from + width <= range.To);
            }

            Assert.All(told.Items.Zip(told.Items.Skip(1)), pair =>
                Assert.True(pair.First.To <= pair.Second.From, "Ranges overlap."));
            Assert.All(wanted, position =>
                Assert.Contains(told.Items, range => range.From <= position && position < range.To));
        },
        iter: Cases);

    [Fact]
    public void A_range_that_changed_while_it_was_told_is_told_again()
    {
        var seen = ToldRanges.None.Add(10, 20, version: 1);
        var changed = seen.Add(15, 25, version: 2);

        Assert.Equal(changed, changed.Shorten(seen.First, told: 18));
        Assert.Equal(new ToldRange(18, 25, 2), changed.Shorten(changed.First, told: 18).First);
        Assert.True(changed.Shorten(changed.First, told: 25).IsEmpty);
    }

    private static IEnumerable<long> Spread(Holes holes)
    {
        for (var i = 0; i < holes.Count; i++)
        {
            for (var position = holes[i].From; position < holes[i].To; position++)
            {
                yield return position;
            }
        }
    }
}
