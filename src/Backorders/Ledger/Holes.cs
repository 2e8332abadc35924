namespace Backorders.Ledger;

/// <summary>
/// Positions above <c>AllocatedTo</c> that need no units any more (cancelled, or passed over when units vanished):
/// sorted, disjoint, non-touching intervals [from, to). Immutable.
/// </summary>
public sealed class Holes
{
    /// <summary>Beyond so many the pool takes no new waiting lines: the head must stay under 200 KB.</summary>
    public const int Limit = 20_000;

    public static readonly Holes None = new([]);

    private readonly long[] edges;
    private long[]? widthBefore;

    private Holes(long[] edges) => this.edges = edges;

    public int Count => edges.Length / 2;

    private long[] WidthBefore => widthBefore ??= SumWidths();

    public (long From, long To) this[int index] => (edges[2 * index], edges[(2 * index) + 1]);

    /// <exception cref="ArgumentException">The edges do not rise strictly, or are odd in number.</exception>
    public static Holes FromEdges(long[] edges)
    {
        for (var i = 1; i < edges.Length; i++)
        {
            if (edges[i] <= edges[i - 1])
            {
                throw new ArgumentException("Holes must be sorted and disjoint.", nameof(edges));
            }
        }

        return edges.Length == 0 ? None
            : edges.Length % 2 == 0 ? new(edges)
            : throw new ArgumentException("A hole has two edges.", nameof(edges));
    }

    public long[] ToEdges() => [.. edges];

    /// <summary>Positions of holes in [from, to).</summary>
    public long CountIn(long from, long to) => Count == 0 || to <= from ? 0 : Below(to) - Below(from);

    /// <summary>The first hole that ends after <paramref name="position"/>, or null.</summary>
    public (long From, long To)? NextAfter(long position)
    {
        var index = FirstEndingAfter(position);
        return index < Count ? this[index] : null;
    }

    /// <summary>
    /// The position at or above <paramref name="start"/>, in no hole, that has exactly <paramref name="needed"/>
    /// positions outside of holes between start and itself.
    /// </summary>
    public long PositionAfter(long start, long needed)
    {
        var position = start;
        for (var index = FirstEndingAfter(start); index < Count; index++)
        {
            var (from, to) = this[index];
            var before = Math.Max(0, from - position);
            if (needed < before)
            {
                break;
            }

            needed -= before;
            position = to;
        }

        return position + needed;
    }

    public Holes Add(long from, long to)
    {
        if (to <= from)
        {
            return this;
        }

        var first = FirstEndingAfter(from - 1);
        var last = first;
        while (last < Count && edges[2 * last] <= to)
        {
            (from, to) = (Math.Min(from, edges[2 * last]), Math.Max(to, edges[(2 * last) + 1]));
            last++;
        }

        return new([.. edges.AsSpan(0, 2 * first), from, to, .. edges.AsSpan(2 * last)]);
    }

    /// <summary>Without what lies below <paramref name="position"/>.</summary>
    public Holes From(long position)
    {
        if (Count == 0 || edges[0] >= position)
        {
            return this;
        }

        var first = FirstEndingAfter(position);
        if (first == Count)
        {
            return None;
        }

        var rest = edges[(2 * first)..];
        rest[0] = Math.Max(rest[0], position);
        return new(rest);
    }

    private long Below(long position)
    {
        var index = FirstEndingAfter(position);
        var within = index < Count ? Math.Max(0, position - edges[2 * index]) : 0;
        return WidthBefore[index] + within;
    }

    private int FirstEndingAfter(long position)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (edges[(2 * middle) + 1] > position)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private long[] SumWidths()
    {
        var sums = new long[Count + 1];
        for (var index = 0; index < Count; index++)
        {
            sums[index + 1] = sums[index] + edges[(2 * index) + 1] - edges[2 * index];
        }

        return sums;
    }
}
