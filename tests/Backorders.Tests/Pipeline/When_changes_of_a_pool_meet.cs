using System.Diagnostics;
using Backorders.Ledger;
using Backorders.Pipeline;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.PoolChanges;
using Backorders.Pipeline.Ports;
using Backorders.Supply;

namespace Backorders.Tests.Pipeline;

public sealed class When_changes_of_a_pool_meet
{
    private readonly WrittenPool pool = new();

    [Fact]
    public async Task Those_that_wait_together_are_one_commit()
    {
        using var counted = new Counted();
        await pool.Stock(10);
        var (first, second) = (AskedPool.Lines("O1", 1), AskedPool.Lines("O2", 2));

        await pool.Add(first, second);

        Assert.Equal([0], (await WrittenPool.Hear(first)).Select(line => line.Line.From));
        Assert.Equal([1], (await WrittenPool.Hear(second)).Select(line => line.Line.From));
        Assert.Equal(["pool", "line:O1:1", "line:O2:1"], pool.Store.Commits[^1].Select(write => write.Id));
        Assert.Equal([1, 2], counted.Of("backorders.pool.batch_size").Select(batch => batch.Value));
    }

    [Fact]
    public async Task What_comes_while_a_commit_is_under_way_waits_for_it()
    {
        await pool.Stock(10);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pool.Store.Answer = async (_, commit) =>
        {
            await answer.Task;
            return await commit();
        };
        var (first, second) = (AskedPool.Lines("O1", 1), AskedPool.Lines("O2", 2));
        await pool.Add(first);
        await pool.Add(second);

        Assert.False(await pool.IsIdle);
        Assert.Equal(2, pool.Store.Commits.Count);
        answer.SetResult();
        await WrittenPool.Hear(second);
        Assert.True(await pool.IsIdle);
        Assert.Equal(3, pool.Store.Commits.Count);
    }

    [Fact]
    public async Task What_is_written_for_many_belongs_to_none_of_them()
    {
        Activity? seen = null;
        pool.Store.Answer = (_, commit) =>
        {
            seen = Activity.Current;
            return commit();
        };
        using var asking = new Activity("ask").Start();

        await pool.Stock(10);

        Assert.NotSame(asking, seen);
    }

    [Fact]
    public async Task A_create_on_a_head_that_is_known_reads_nothing()
    {
        await pool.Stock(10);
        pool.Store.Reads.Clear();

        await pool.Place("O1", 1);

        Assert.Empty(pool.Store.Reads);
    }

    [Fact]
    public async Task What_a_change_only_looks_at_is_read_for_it()
    {
        var (acme, sku) = (new SupplierId("acme"), new Sku("TV"));
        await pool.Stock(0);
        await pool.Keep(new Write.Create(
            Keys.Facts(acme),
            DocumentJson.Write(
                SupplierFactsDocument.Of(acme, new(20, 1, 9, 12, null, null, null, null, null)),
                DocumentJson.Default.SupplierFactsDocument),
            Terms.None));
        var shipment = new Shipment(new("PO-1"), acme, 1) { Eta = new(2026, 12, 1) };

        await pool.Run(new TakeOverShipment(
            sku, shipment with { Expected = shipment.Expected.Add(sku, 5) }, pooledP80Days: 0));

        Assert.Equal(9, Assert.Single(pool.Head.Inbound).P80Days);
    }

    [Fact]
    public async Task A_repeat_writes_nothing_and_is_seen_under_the_head_that_stands()
    {
        await pool.Stock(10);
        await pool.Place("O1", 1);
        var commits = pool.Store.Commits.Count;

        var again = Assert.Single(await pool.Place("O1", 1));
        var looked = AskedPool.Lines("O1", 1);
        looked.ReadsFirst = true;
        var once = Assert.Single(await pool.Run(looked));

        Assert.Equal((0, 1), (again.Line.From, again.Line.To));
        Assert.Equal((pool.Head.Version, pool.Head.Version), (again.Pool.Version, once.Pool.Version));
        Assert.Equal(commits + 1, pool.Store.Commits.Count);
    }

    [Fact]
    public async Task A_repeat_is_committed_with_what_is_new_and_stays_what_it_is()
    {
        await pool.Stock(10);
        await pool.Receive("R1", 5);
        var (again, fresh) = (new ReceiveGoods(new("R1", 5, null)), new ReceiveGoods(new("R2", 7, null)));

        await pool.Add(again, fresh);

        Assert.Equal(StockChanged.Repeated, await WrittenPool.Hear(again));
        Assert.Equal(StockChanged.Done, await WrittenPool.Hear(fresh));
        Assert.Equal(22, pool.Head.OnHand);
    }

    [Fact]
    public async Task A_sku_that_was_never_put_is_unknown_and_nothing_is_written()
    {
        Assert.Equal(StockChanged.UnknownSku, await pool.Receive("R1", 5));
        Assert.Empty(pool.Store.Commits);
        Assert.Equal((null, 0), (pool.LastKnown, pool.Wakes));
    }

    [Fact]
    public async Task One_bad_change_fails_alone_and_all_others_are_committed_in_their_order()
    {
        await pool.Stock(10);
        PlaceLines[] good = [.. Enumerable.Range(1, 6).Select(number => AskedPool.Lines($"O{number}", 1))];
        var bad = new CancelLine(new("none"), 1, 0);

        await pool.Add([.. good[..4], bad, .. good[4..]]);

        await Assert.ThrowsAsync<InvalidDataException>(() => WrittenPool.Hear(bad));
        var placed = new List<long>();
        foreach (var change in good)
        {
            placed.Add(Assert.Single(await WrittenPool.Hear(change)).Line.From);
        }

        Assert.Equal([0, 1, 2, 3, 4, 5], placed);
        Assert.Equal(4, pool.Head.Available);
        Assert.True(await pool.IsIdle);
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_to_all_who_wait_and_asked_once()
    {
        await pool.Stock(10);
        pool.Store.Answer = (_, _) => Task.FromResult<CommitResult>(new CommitResult.Busy(TimeSpan.FromSeconds(7)));
        var (first, second) = (AskedPool.Lines("O1", 1), AskedPool.Lines("O2", 2));

        await pool.Add(first, second);

        foreach (var change in new[] { first, second })
        {
            var away = await Assert.ThrowsAsync<UnavailableException>(() => WrittenPool.Hear(change));
            Assert.Equal(TimeSpan.FromSeconds(7), away.RetryAfter);
        }

        Assert.Equal(2, pool.Store.Commits.Count);
    }

    [Fact]
    public async Task Whoever_does_not_wake_the_pool_later_wakes_it_when_there_is_something_to_tell()
    {
        await pool.Stock(0);
        await pool.Place("O1", 5);
        await pool.Place("O1", 5);
        Assert.Equal(0, pool.Wakes);

        await pool.Receive("R1", 3);
        Assert.Equal(1, pool.Wakes);
        await pool.Receive("R1", 3);
        Assert.Equal(2, pool.Wakes);

        await pool.Add(AskedPool.Lines("O2", 1), new ReceiveGoods(new("R2", 1, null)), new ReceiveGoods(
            new("R3", 1, null)));
        Assert.True(await pool.IsIdle);
        Assert.Equal(3, pool.Wakes);
    }

    [Fact]
    public async Task Nobody_is_woken_while_there_is_nothing_to_tell()
    {
        await pool.Stock(0);
        await pool.Receive("R1", 3);
        await pool.Adjust("A1", -1);

        Assert.Equal(0, pool.Wakes);
    }
}
