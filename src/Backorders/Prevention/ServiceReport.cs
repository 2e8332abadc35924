namespace Backorders.Prevention;

/// <summary>What customers got at once: fill rates by unit, line and order, as ratios of sums.</summary>
public static class ServiceReport
{
    /// <summary>Sums over the lines of a time; an order counts by all of its lines given here.</summary>
    /// <param name="lines">Order lines; none is no error: the ratios are then null.</param>
    /// <exception cref="ArgumentException">More served and backordered than asked, or a number below 0.</exception>
    public static ServiceFacts Of(IReadOnlyList<ServedLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Any(line => line.AtOnce < 0 || line.Backordered < 0 || line.Asked < 1
            || line.AtOnce > line.Asked || line.Backordered > line.Asked - line.AtOnce))
        {
            throw new ArgumentException(
                "A line asks for 1 unit or more, and serves and backorders no more than it asks.", nameof(lines));
        }

        var orders = lines.GroupBy(line => line.Order, StringComparer.Ordinal).ToList();
        return new(
            Sensible.Sum(lines.Select(line => line.Asked), "Units asked", nameof(lines)),
            lines.Sum(line => line.AtOnce), lines.Sum(line => line.Backordered),
            lines.Count, lines.Count(line => line.AtOnce == line.Asked), lines.Count(line => line.Backordered > 0),
            orders.Count, orders.Count(order => order.All(line => line.AtOnce == line.Asked)));
    }

    /// <summary>Several items, days or shops together: the sums are added, the ratios follow from them.</summary>
    /// <param name="parts">Sums of each; an order that stands in two parts counts twice.</param>
    public static ServiceFacts Total(IReadOnlyList<ServiceFacts> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new(
            Sum(part => part.Asked), Sum(part => part.AtOnce), Sum(part => part.Backordered), Sum(part => part.Lines),
            Sum(part => part.LinesFull), Sum(part => part.LinesBackordered), Sum(part => part.Orders),
            Sum(part => part.OrdersFull));

        long Sum(Func<ServiceFacts, long> count) => Sensible.Sum(parts.Select(count), "Counts", nameof(parts));
    }

    /// <summary>How long those who wait have waited: p50, p90, the oldest, days.</summary>
    /// <param name="ageDays">Days that each open backorder has waited; none: nobody waits.</param>
    /// <param name="units">Units of each, to weigh by; null: each line counts the same.</param>
    public static BackorderAge Age(IReadOnlyList<double> ageDays, IReadOnlyList<double>? units = null)
    {
        Sensible.EachNotNegative(ageDays, "The age of a backorder");
        if (ageDays.Count == 0)
        {
            return new(0, null, null, null);
        }

        var weights = units ?? [.. Enumerable.Repeat(1.0, ageDays.Count)];
        return new(
            ageDays.Count, Percentile.Of(ageDays, weights, 0.50), Percentile.Of(ageDays, weights, 0.90), ageDays.Max());
    }

    /// <summary>Days that ended with nothing to sell.</summary>
    /// <param name="availableAtEnd">Units that could be sold at the end of each open day; below 0: backorders.</param>
    public static OutOfStock DaysOut(IReadOnlyList<double> availableAtEnd)
    {
        Sensible.NotEmpty(availableAtEnd, "day");
        Sensible.EachNumber(availableAtEnd, "Stock at the end of a day");
        var days = availableAtEnd.Count(units => units <= 0);
        return new(days, availableAtEnd.Count);
    }
}

/// <summary>An order line as it was placed; units.</summary>
/// <param name="Order">The order that it belongs to.</param>
/// <param name="Asked">What the customer asked for.</param>
/// <param name="AtOnce">What was there for it.</param>
/// <param name="Backordered">What it waits, or waited, for; the rest was refused.</param>
public sealed record ServedLine(string Order, long Asked, long AtOnce, long Backordered = 0);

/// <summary>Sums of a time, and their ratios (0 to 1; null without any order).</summary>
/// <param name="Asked">Units.</param>
/// <param name="AtOnce">Units.</param>
/// <param name="Backordered">Units.</param>
/// <param name="Lines">Order lines.</param>
/// <param name="LinesFull">Lines served whole at once.</param>
/// <param name="LinesBackordered">Lines of which a unit had to wait.</param>
/// <param name="Orders">Orders.</param>
/// <param name="OrdersFull">Orders of which every line was served whole at once.</param>
public sealed record ServiceFacts(
    long Asked, long AtOnce, long Backordered, long Lines, long LinesFull, long LinesBackordered, long Orders,
    long OrdersFull)
{
    /// <summary>Units at once / units asked.</summary>
    public double? UnitFillRate => Ratio(AtOnce, Asked);

    /// <summary>Lines served whole / lines.</summary>
    public double? LineFillRate => Ratio(LinesFull, Lines);

    /// <summary>Orders served whole / orders.</summary>
    public double? OrderFillRate => Ratio(OrdersFull, Orders);

    /// <summary>Lines that had to wait / lines.</summary>
    public double? BackorderRate => Ratio(LinesBackordered, Lines);

    /// <summary>Units that had to wait / units asked.</summary>
    public double? BackorderUnitRate => Ratio(Backordered, Asked);

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;
}

/// <summary>How long those who wait have waited, days.</summary>
/// <param name="Lines">Lines that wait.</param>
/// <param name="P50Days">Half have waited no longer; null: nobody waits.</param>
/// <param name="P90Days">Nine of ten have waited no longer.</param>
/// <param name="OldestDays">The longest.</param>
public sealed record BackorderAge(int Lines, double? P50Days, double? P90Days, double? OldestDays);

/// <summary>Days that ended with nothing to sell.</summary>
/// <param name="Days">How many.</param>
/// <param name="OfDays">Of how many.</param>
public sealed record OutOfStock(int Days, int OfDays)
{
    /// <summary>Days / of days.</summary>
    public double Share => (double)Days / OfDays;
}
