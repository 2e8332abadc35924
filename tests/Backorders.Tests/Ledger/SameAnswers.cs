using Backorders.Ledger;

namespace Backorders.Tests.Ledger;

/// <summary>Holds every answer of the ledger against the naive list's.</summary>
internal static class SameAnswers
{
    public static void Lines(Pool pool, List<Line> lines, NaiveFifo naive)
    {
        var etas = naive.Etas();
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, should) = (lines[i], naive.Lines[i]);
            Equal(i, should.Rejected, line.Fate == Fate.Rejected);
            Equal(i, should.PlacedOn, line.PlacedOn);
            Equal(i, should.Shipped > 0, line.Fate == Fate.Shipped);
            Equal(i, should.Cancelled == should.Quantity, line.Fate == Fate.Cancelled);
            Equal(i, should.Cancelled, line.Cancelled);
            Equal(i, should.Allocated, pool.AllocatedOf(line));
            Equal(i, should.Missing, pool.BackorderedOf(line));
            Equal(i, naive.UnitsAhead(should), pool.UnitsAheadOf(line));
            Equal(i, etas[i], Seen(pool.EtaOf(line)));
        }
    }

    public static void Totals(Pool pool, NaiveFifo naive)
    {
        Equal("free", naive.Free, pool.Available);
        Equal("held", naive.Held, pool.Held);
        Equal("waiting", naive.Waiting, pool.Waiting);
        Assert.Equal(
            naive.Lines.Where(line => line.Missing > 0).GroupBy(line => line.PlacedOn, line => (long)line.Missing)
                .Select(day => (day.Key, day.Sum())),
            pool.WaitingByDay());
        Equal("shipped", naive.Shipped, pool.Shipped);
        Equal("counted in", naive.CountedIn, pool.CountedIn);
        Equal("written off", naive.WrittenOff, pool.WrittenOff);
        Equal("restarted", naive.RestartedOn, pool.RestartedOn);
        Equal("conserved", pool.CountedIn, pool.Held + pool.Available + pool.Shipped + pool.WrittenOff);
        Assert.True(pool.AllocatedTo <= pool.DemandEnd, "Allocated beyond demand.");
        Assert.True(pool.Available == 0 || pool.AllocatedTo == pool.DemandEnd, "Units lie free while somebody waits.");
        Assert.True(pool.ReleasedTo <= pool.AllocatedTo, "Released beyond what is allocated.");
        Assert.True(pool.ToTell.Items.Length <= ToldRanges.Limit, "Too many ranges.");
        Assert.Equal(0, pool.Vanishing);
    }

    public static void Promise(Pool pool, NaiveFifo naive, int quantity, DateOnly today) =>
        Equal("promise", naive.Promise(quantity, today), Seen(EtaPlan.Next(pool, quantity, today)));

    /// <summary>Nothing happens by itself before the day that the pool names, and something does on it.</summary>
    public static void NextDate(Pool pool, DateOnly today)
    {
        const int farAway = 2_000;
        var next = PassDates.Next(pool);
        var before = next?.AddDays(-1) ?? today.AddDays(farAway);
        Assert.True(next is null || next > today, $"{next} has passed by {today}.");
        Assert.True(PassDates.On(pool, before) == pool, $"Dates pass by {before} already, not on {next}.");
        Assert.True(next is null || PassDates.On(pool, next.Value) != pool, $"No date passes on {next}.");
    }

    private static NaiveEta? Seen(Eta? eta) =>
        eta is null ? null : new(eta.Date, eta.Basis.ToString(), eta.Reference?.Value, eta.P80Days);

    private static void Equal<T>(object what, T should, T found) => Assert.True(
        EqualityComparer<T>.Default.Equals(should, found), $"{what}: {should} expected, {found} found");
}
