namespace Backorders.Ledger;

/// <summary>A line's units leave the building.</summary>
public static class Ship
{
    /// <returns>Null when the line is not live or not fully allocated: nothing may be shipped.</returns>
    public static (Pool Pool, Line Line)? Line(Pool pool, Line line, string? tracking)
    {
        if (line.Fate != Fate.Live || pool.BackorderedOf(line) > 0)
        {
            return null;
        }

        var shipped = pool with { Held = pool.Held - line.Live, Shipped = pool.Shipped + line.Live };
        return (shipped, line with { Fate = Fate.Shipped, Tracking = tracking });
    }
}
