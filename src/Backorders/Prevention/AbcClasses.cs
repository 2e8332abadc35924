namespace Backorders.Prevention;

/// <summary>How much of the business an item carries.</summary>
public enum AbcClass
{
    /// <summary>The few that carry most of it.</summary>
    A,

    /// <summary>Those in the middle.</summary>
    B,

    /// <summary>The many that carry little.</summary>
    C,
}

/// <summary>Classes by the share of revenue or units, usually of 90 days.</summary>
public static class AbcClasses
{
    /// <summary>
    /// Largest first; an item's class goes by the cumulative share <em>before</em> it (below 80 %: A, below 95 %: B,
    /// else C), so that the largest is always A. Ties by SKU, ordinal. Without any value all are C. Source: Dickie
    /// (1951); Silver, Pyke and Thomas (2017), section 2.
    /// </summary>
    /// <param name="items">SKUs, each once, with their revenue (money) or units, 0 or more.</param>
    /// <param name="shareA">Cumulative share up to which items are A.</param>
    /// <param name="shareB">Cumulative share up to which items are B.</param>
    /// <exception cref="ArgumentException">A SKU twice, a value below 0, or shares out of order.</exception>
    public static IReadOnlyList<AbcItem> Of(
        IReadOnlyList<ItemValue> items, double shareA = 0.80, double shareB = 0.95)
    {
        ArgumentNullException.ThrowIfNull(items);
        Sensible.Share(shareA, "The share of class A");
        if (!(shareB >= shareA && shareB <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(shareB), shareB, "The share of B is A's or more, 1 at most.");
        }

        Sensible.EachNotNegative(
            items.Select(item => item.Value), "A value of an item (0 for one with more returned than sold)",
            nameof(items));
        if (items.DistinctBy(item => item.Sku, StringComparer.Ordinal).Count() < items.Count)
        {
            throw new ArgumentException("A SKU is there twice: add its values up first.", nameof(items));
        }

        var total = items.Sum(item => item.Value);
        double before = 0;
        var classes = new List<AbcItem>(items.Count);
        foreach (var item in items.OrderByDescending(item => item.Value)
                     .ThenBy(item => item.Sku, StringComparer.Ordinal))
        {
            // Sums of decimal fractions miss 0.8 by a hair; a hair decides nothing.
            var shareBefore = total == 0 ? 1 : before / total;
            before += item.Value;
            var abc = shareBefore < shareA - 1e-12 ? AbcClass.A
                : shareBefore < shareB - 1e-12 ? AbcClass.B : AbcClass.C;
            classes.Add(new(item.Sku, item.Value, abc, shareBefore, total == 0 ? 1 : before / total));
        }

        return classes;
    }

    /// <summary>The same from two lists of one length.</summary>
    /// <param name="skus">SKUs, each once.</param>
    /// <param name="values">Revenue (money) or units of each.</param>
    /// <param name="shareA">Cumulative share up to which items are A.</param>
    /// <param name="shareB">Cumulative share up to which items are B.</param>
    public static IReadOnlyList<AbcItem> Of(
        IReadOnlyList<string> skus, IReadOnlyList<double> values, double shareA = 0.80, double shareB = 0.95)
    {
        ArgumentNullException.ThrowIfNull(skus);
        ArgumentNullException.ThrowIfNull(values);
        Sensible.SameLength(skus.Count, values.Count, "values", nameof(values));
        return Of([.. skus.Zip(values, (sku, value) => new ItemValue(sku, value))], shareA, shareB);
    }
}

/// <summary>An item and what it is worth to the shop.</summary>
/// <param name="Sku">The item.</param>
/// <param name="Value">Revenue (money) or units.</param>
public sealed record ItemValue(string Sku, double Value);

/// <summary>An item in its class, largest first.</summary>
/// <param name="Sku">The item.</param>
/// <param name="Value">Revenue (money) or units.</param>
/// <param name="Class">A, B or C.</param>
/// <param name="ShareBefore">Share of all that the larger ones carry, 0 to 1: it decides the class.</param>
/// <param name="ShareWith">The same with this item.</param>
public sealed record AbcItem(string Sku, double Value, AbcClass Class, double ShareBefore, double ShareWith);
