namespace Backorders.Ledger;

/// <summary>
/// Units are gone (damage, a count): the available ones first, then those of the youngest live lines. Whatever lies
/// between these (shipped, cancelled) becomes a hole without being read.
/// </summary>
public static class Vanish
{
    /// <summary>Lines that one step reads at most.</summary>
    public const int LinesPerStep = 1_000;

    /// <param name="quantity">Units, at most what is on hand.</param>
    /// <returns>The pool with what must still be taken from lines in <see cref="Pool.Vanishing"/>.</returns>
    public static Pool Units(Pool pool, long quantity)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantity, pool.OnHand);
        var free = Math.Min(pool.Available, quantity);
        return pool with
        {
            WrittenOff = pool.WrittenOff + quantity,
            Available = pool.Available - free,
            Held = pool.Held - (quantity - free),
            Vanishing = pool.Vanishing + quantity - free,
        };
    }

    /// <summary>Takes what vanished from these lines.</summary>
    /// <param name="youngestFirst">The live lines with units below <see cref="Pool.AllocatedTo"/>, the highest
    /// positions first, without a gap in between.</param>
    public static Pool Step(Pool pool, IReadOnlyList<Line> youngestFirst)
    {
        var (left, top, holes) = (pool.Vanishing, pool.AllocatedTo, pool.Holes);
        var days = new List<PlacedDay>();
        foreach (var line in youngestFirst)
        {
            if (left == 0)
            {
                break;
            }

            var end = Math.Min(line.End, top);
            holes = holes.Add(end, top);
            var taken = Math.Min(left, end - line.From);
            left -= taken;
            top = end - taken;
            days.Add(new(line.From, line.PlacedOn));
        }

        days.Reverse();
        return pool with
        {
            Vanishing = left,
            AllocatedTo = top,
            Holes = holes,
            Days = pool.Days.Before(days),
            ReleasedTo = Math.Min(pool.ReleasedTo, top),
            ToTell = pool.ToTell.Add(top, pool.AllocatedTo, pool.Version),
            SteppedBackAt = pool.Version,
        };
    }
}
