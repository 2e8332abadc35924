using Backorders.Supply;

namespace Backorders.Ledger;

/// <summary>A new line takes the next positions, whether units are there or not, or is rejected as a whole.</summary>
public static class Place
{
    /// <param name="deny">The line's own wish to be rejected unless all its units are available.</param>
    /// <param name="today">The UTC day of the commit.</param>
    public static (Pool Pool, Line Line) Line(
        Pool pool, OrderNumber order, int number, int quantity, bool deny, DateOnly today)
    {
        var placedOn = pool.Days.Last is { } last && last > today ? last : today;
        if (Rejects(pool, quantity, deny))
        {
            return (pool, Ledger.Line.Rejected(order, number, quantity, placedOn, pool.Version));
        }

        var from = pool.DemandEnd;
        var to = from + quantity;
        var placed = (pool with
        {
            DemandEnd = to,
            Days = pool.Days.Add(from, placedOn).From(pool.AllocatedTo),
        }).Advance();
        if (pool.ReleasedTo == pool.AllocatedTo)
        {
            placed = placed with { ReleasedTo = placed.AllocatedTo };
        }

        if (placed.AllocatedTo < to)
        {
            placed = placed with { ToTell = placed.ToTell.Add(from, to, placed.Version) };
        }

        var line = new Line(order, number, quantity, from, to, placedOn, null, Fate.Live, 0, null);
        return (placed, line with { FirstEta = placed.EtaOf(line), AtOnce = placed.AllocatedOf(line) });
    }

    /// <summary>A line that is fully available is never rejected.</summary>
    private static bool Rejects(Pool pool, int quantity, bool deny)
    {
        if (pool.Available >= quantity)
        {
            return false;
        }

        return deny || pool.Policy.Mode switch
        {
            BackorderMode.Allow => false,
            BackorderMode.Deny => true,
            BackorderMode.Limit => pool.Waiting + quantity - pool.Available > (pool.Policy.Limit ?? 0),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
