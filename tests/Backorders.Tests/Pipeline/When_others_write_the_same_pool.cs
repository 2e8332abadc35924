using Backorders.Pipeline;
using Backorders.Pipeline.PoolChanges;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Pipeline;

public sealed class When_others_write_the_same_pool
{
    /// <summary>Lost races in a row after which a caller had better come again.</summary>
    private const int MostRaces = 60;

    /// <summary>Unclear answers in a row after which it had.</summary>
    private const int MostUnclear = 3;

    private readonly WrittenPool pool = new();

    [Fact]
    public async Task A_lost_race_is_decided_again_under_the_head_that_won()
    {
        using var counted = new Counted();
        await pool.Stock(1);
        var other = new WrittenPool(pool.Stored);
        pool.Store.Answer = Once(async commit =>
        {
            await other.Place("O1", 1);
            return await commit();
        });

        var placed = Assert.Single(await pool.Place("O2", 1));

        Assert.Equal((1, 1), (placed.Line.From, placed.Pool.BackorderedOf(placed.Line)));
        Assert.Equal([("pools", 1)], counted.Of("backorders.lost_races"));
    }

    [Fact]
    public async Task That_there_are_too_few_units_is_true_only_when_nobody_was_faster()
    {
        await pool.Stock(10);
        var other = new WrittenPool(pool.Stored);
        pool.Store.Answer = Once(async commit =>
        {
            await other.Receive("R1", 5);
            return await commit();
        });

        Assert.Equal(StockChanged.Done, await pool.Adjust("A1", -12));
        Assert.Equal(StockChanged.Insufficient, await pool.Adjust("A2", -12));
        Assert.Equal(3, pool.Head.OnHand);
    }

    [Fact]
    public async Task A_race_lost_time_and_again_is_given_up_at_last()
    {
        await pool.Stock(10);
        pool.Store.Answer = Lost(MostRaces);

        var contended = await Assert.ThrowsAsync<UnavailableException>(() => pool.Place("O1", 1));

        Assert.Contains("demo|TV", contended.Message, StringComparison.Ordinal);
        Assert.Equal(1 + MostRaces, pool.Store.Commits.Count);
        Assert.Equal(0, pool.Head.DemandEnd);
    }

    [Fact]
    public async Task A_race_that_is_won_at_the_last_try_is_won()
    {
        await pool.Stock(10);
        pool.Store.Answer = Lost(MostRaces - 1);

        await pool.Place("O1", 1);

        Assert.Equal(1, pool.Head.DemandEnd);
    }

    [Fact]
    public async Task Two_who_meet_on_a_pool_do_not_come_again_in_step()
    {
        var (one, another) = (new WrittenPool(jitterSeed: 1), new WrittenPool(jitterSeed: 2));
        foreach (var process in new[] { one, another })
        {
            await process.Stock(10);
            process.Store.Answer = Lost(MostRaces - 1);
            await process.Place("O1", 1);
        }

        Assert.NotEqual(one.Pauses, another.Pauses);
        Assert.InRange(one.Pauses.Sum(pause => pause.TotalSeconds), 1.5, 4.5);
        Assert.All(one.Pauses, pause => Assert.InRange(pause.TotalMilliseconds, 0, 100));
    }

    [Fact]
    public async Task One_race_that_is_lost_costs_no_pause()
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            var process = new WrittenPool(jitterSeed: seed);
            await process.Stock(10);
            process.Store.Answer = Lost(1);
            await process.Place("O1", 1);

            Assert.Empty(process.Pauses);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_nobody_says_was_written_is_read_back_before_it_is_decided_again(bool written)
    {
        await pool.Stock(10);
        pool.Store.Answer = Once(async commit =>
        {
            if (written)
            {
                await commit();
            }

            return new CommitResult.Unclear("The connection broke.");
        });
        pool.Store.Reads.Clear();

        await pool.Receive("R1", 5);

        Assert.Equal(15, pool.Head.OnHand);
        Assert.Equal(["pool", "event:receipt:R1"], pool.Store.Reads);
        Assert.Equal(written ? 2 : 3, pool.Store.Commits.Count);
    }

    [Fact]
    public async Task An_answer_that_stays_unclear_is_given_up_soon()
    {
        await pool.Stock(10);
        pool.Store.Answer = Unclear(MostUnclear);

        await Assert.ThrowsAsync<UnavailableException>(() => pool.Receive("R1", 5));

        Assert.Equal(1 + MostUnclear, pool.Store.Commits.Count);
        Assert.Equal(10, pool.Head.OnHand);
    }

    [Fact]
    public async Task An_answer_that_is_clear_at_the_last_try_is_an_answer()
    {
        await pool.Stock(10);
        pool.Store.Answer = Unclear(MostUnclear - 1);

        Assert.Equal(StockChanged.Done, await pool.Receive("R1", 5));
        Assert.Equal(15, pool.Head.OnHand);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_clearly_is_left_alone_for_a_moment()
    {
        var pauses = new List<TimeSpan>();
        for (var seed = 1; seed <= 8; seed++)
        {
            var process = new WrittenPool(jitterSeed: seed);
            await process.Stock(10);
            process.Store.Answer = Unclear(MostUnclear - 1);
            await process.Receive("R1", 5);
            pauses.AddRange(process.Pauses);
        }

        Assert.NotEmpty(pauses);
    }

    [Fact]
    public async Task Nothing_steps_back_in_a_commit_that_takes_no_units()
    {
        await pool.Stock(10);
        await pool.Place("O1", 4);
        await pool.Adjust("A1", -6);

        Assert.Equal((0, 6, 4), (pool.Head.SteppedBackAt, pool.Head.WrittenOff, pool.Head.AllocatedTo));
    }

    /// <summary>The next commit meets that, and those after it nothing.</summary>
    private static Func<int, Func<Task<CommitResult>>, Task<CommitResult>> Once(
        Func<Func<Task<CommitResult>>, Task<CommitResult>> answer) => Next(1, answer);

    private static Func<int, Func<Task<CommitResult>>, Task<CommitResult>> Lost(int times) =>
        Next(times, _ => Task.FromResult<CommitResult>(new CommitResult.Stale(Keys.Head)));

    private static Func<int, Func<Task<CommitResult>>, Task<CommitResult>> Unclear(int times) =>
        Next(times, _ => Task.FromResult<CommitResult>(new CommitResult.Unclear("The connection broke.")));

    /// <summary>As many commits as that, behind the one that put the stock.</summary>
    private static Func<int, Func<Task<CommitResult>>, Task<CommitResult>> Next(
        int times, Func<Func<Task<CommitResult>>, Task<CommitResult>> answer) =>
        (number, commit) => number <= 1 + times ? answer(commit) : commit();
}
