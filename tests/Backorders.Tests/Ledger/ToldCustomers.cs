using Backorders.Ledger;

namespace Backorders.Tests.Ledger;

/// <summary>
/// What the customers of a pool were last told, and a reconciler that tells them as it may: some lines at a time,
/// from nothing but what the head remembers.
/// </summary>
internal sealed class ToldCustomers(List<Line> lines)
{
    private readonly List<(bool Ready, DateOnly? Date)> told = [];

    public void Answered(Line line) => told.Add((line.FirstEta is null, line.FirstEta?.Date));

    /// <summary>Whoever was told otherwise than it is lies in what is still to be told.</summary>
    public void Check(Pool pool)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Fate == Fate.Live && told[i] != Now(pool, line))
            {
                Assert.True(
                    Overlaps(line, pool.ReleasedTo, pool.AllocatedTo) ||
                    pool.ToTell.Items.Any(range => Overlaps(line, range.From, range.To)),
                    $"Line {i} was told {told[i]}, is {Now(pool, line)}, and nothing remembers to tell it.");
            }
        }
    }

    public Pool Tell(Pool pool, int atMost)
    {
        var next = TellLines(pool, pool.ReleasedTo, pool.AllocatedTo, atMost);
        pool = pool with { ReleasedTo = Math.Min(next, pool.AllocatedTo) };
        if (pool.ToTell.IsEmpty)
        {
            return pool;
        }

        var range = pool.ToTell.First;
        return pool with { ToTell = pool.ToTell.Shorten(range, TellLines(pool, range.From, range.To, atMost)) };
    }

    public Pool TellAll(Pool pool)
    {
        const int limit = 200;
        for (var i = 0; i < limit && pool.HasSomethingToTell; i++)
        {
            pool = Tell(pool, 5);
        }

        Assert.False(pool.HasSomethingToTell, "Telling does not come to rest.");
        Check(pool);
        return pool;
    }

    /// <returns>The position up to which all is told.</returns>
    private long TellLines(Pool pool, long from, long to, int atMost)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (Overlaps(lines[i], from, to))
            {
                if (atMost-- == 0)
                {
                    return lines[i].From;
                }

                told[i] = Now(pool, lines[i]);
            }
        }

        return to;
    }

    private static (bool Ready, DateOnly? Date) Now(Pool pool, Line line) =>
        (pool.BackorderedOf(line) == 0, pool.EtaOf(line)?.Date);

    private static bool Overlaps(Line line, long from, long to) => from < to && line.From < to && from < line.To;
}
