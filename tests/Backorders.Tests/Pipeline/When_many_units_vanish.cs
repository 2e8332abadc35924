using Backorders.Ledger;
using Backorders.Pipeline;
using Backorders.Pipeline.PoolChanges;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Pipeline;

/// <summary>More than one step can take from lines.</summary>
public sealed class When_many_units_vanish : IAsyncLifetime
{
    private const int Lines = Vanish.LinesPerStep + 100;
    private const int Lost = Vanish.LinesPerStep + 50;

    private readonly WrittenPool pool = new();
    private int before;

    /// <summary>Each line has its one unit.</summary>
    public async ValueTask InitializeAsync()
    {
        await pool.Stock(Lines);
        for (var order = 1; order <= Lines / PlaceLines.Most; order++)
        {
            await pool.Place($"O{order}", [.. Enumerable.Repeat(1, PlaceLines.Most)]);
        }

        before = pool.Store.Commits.Count;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task All_of_them_are_taken_before_the_caller_is_answered()
    {
        Assert.Equal(StockChanged.Done, await pool.Adjust("A1", -Lost));

        Assert.Equal((0, Lines - Lost), (pool.Head.Vanishing, pool.Head.AllocatedTo));
        Assert.Equal(2, pool.Store.Commits.Count - before);
        Assert.Equal(1, pool.Wakes);
    }

    [Fact]
    public async Task What_is_committed_stands_when_the_rest_cannot_be_taken()
    {
        FailsAt(2);

        Assert.Equal(StockChanged.Done, await pool.Adjust("A1", -Lost));
        Assert.Equal(50, pool.Head.Vanishing);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_rest_is_taken_before_anything_newer_happens(bool elsewhere)
    {
        FailsAt(2);
        await pool.Adjust("A1", -Lost);
        var next = elsewhere ? new WrittenPool(pool.Stored) : pool;
        var sent = next.Store.Commits.Count;

        var line = Assert.Single(await next.Place("late", 1));

        Assert.Equal(
            [["pool"], ["pool", "line:late:1"]],
            next.Store.Commits.Skip(sent).Select(writes => writes.Select(write => write.Id)));
        Assert.Equal((0, Lines - Lost), (line.Pool.Vanishing, line.Pool.AllocatedTo));
        Assert.Equal((0, Lines - Lost), (pool.Head.Vanishing, pool.Head.AllocatedTo));
    }

    [Fact]
    public async Task The_rest_that_another_process_has_taken_is_not_taken_again()
    {
        var other = new WrittenPool(pool.Stored);
        pool.Store.Answer = async (number, commit) =>
        {
            if (number == before + 2)
            {
                await other.Run(new PassTime());
            }

            return await commit();
        };

        Assert.Equal(StockChanged.Done, await pool.Adjust("A1", -Lost));
        await pool.Place("late", 1);

        Assert.Equal((0, Lines - Lost), (pool.Head.Vanishing, pool.Head.AllocatedTo));
        Assert.Equal(Lines + 1, pool.Head.DemandEnd);
    }

    /// <summary>This one of the commits that come is refused.</summary>
    private void FailsAt(int commitFromNow) => pool.Store.Answer = (number, commit) => number == before + commitFromNow
        ? Task.FromResult<CommitResult>(new CommitResult.Busy(TimeSpan.FromSeconds(1)))
        : commit();
}
