using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Backorders.Ledger;

/// <summary>
/// Ranges of positions whose date or fate must be told again; sorted and disjoint. Telling too many to look is
/// harmless, so ranges may merge; each carries the head version that last wrote it.
/// </summary>
public sealed record ToldRanges(ImmutableArray<ToldRange> Items)
{
    /// <summary>Beyond so many the nearest two merge: the head stays small.</summary>
    public const int Limit = 32;

    public static readonly ToldRanges None = new([]);

    public bool IsEmpty => Items.IsEmpty;

    public ToldRange First => Items[0];

    /// <remarks>
    /// What only touches the first range stays apart from it: that is the one which is being worked off, and a range
    /// that changes under the work must be worked again.
    /// </remarks>
    public ToldRanges Add(long from, long to, long version)
    {
        if (to <= from)
        {
            return this;
        }

        var items = ImmutableArray.CreateBuilder<ToldRange>(Items.Length + 1);
        for (var i = 0; i < Items.Length; i++)
        {
            var item = Items[i];
            var apart = i == 0 ? item.To <= from || item.From >= to : item.To < from || item.From > to;
            if (apart)
            {
                items.Add(item);
            }
            else
            {
                (from, to) = (Math.Min(from, item.From), Math.Max(to, item.To));
            }
        }

        items.Add(new(from, to, version));
        items.Sort((a, b) => a.From.CompareTo(b.From));
        MergeNearest(items, version);
        return new(items.ToImmutable());
    }

    /// <summary>Told up to <paramref name="told"/>, if the range is as it was seen; else as it is.</summary>
    public ToldRanges Shorten(ToldRange seen, long told)
    {
        var index = Items.IndexOf(seen);
        if (index < 0)
        {
            return this;
        }

        return new(told >= seen.To ? Items.RemoveAt(index) : Items.SetItem(index, seen with { From = told }));
    }

    public bool Equals(ToldRanges? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Length;

    private static void MergeNearest(ImmutableArray<ToldRange>.Builder items, long version)
    {
        while (items.Count > Limit)
        {
            var nearest = items.Count - 2;
            for (var i = nearest - 1; i >= 0; i--)
            {
                if (items[i + 1].From - items[i].To < items[nearest + 1].From - items[nearest].To)
                {
                    nearest = i;
                }
            }

            items[nearest] = new(items[nearest].From, items[nearest + 1].To, version);
            items.RemoveAt(nearest + 1);
        }
    }
}

/// <summary>Positions [From, To).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ToldRange(long From, long To, long Version);
