using Backorders.Embedded;
using Backorders.Embedded.Sqlite;
using Backorders.Pipeline.Ports;

namespace Backorders.Tests.Contracts;

/// <summary>What the embedded database promises beyond the ports.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly DataFolder folder = new();

    private static CancellationToken Stop => Some.Stop;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        await using (var database = folder.Open())
        {
            await new SqliteStore(database).Put(Some.Pool, Some.New("pool", "kept"));
            await Queue(database).Send(QueueNames.Orders, "kept too", TimeSpan.Zero, Stop);
        }
        await using var again = folder.Open();
        Assert.Equal("kept", await new SqliteStore(again).TextOf(Some.Pool, "pool"));
        Assert.Equal("kept too", Assert.Single(await Receive(Queue(again))).Body);
    }

    [Fact]
    public async Task An_ETag_is_never_given_out_twice_even_after_a_restart()
    {
        string before;
        await using (var database = folder.Open())
        {
            before = (await new SqliteStore(database).Put(Some.Pool, Some.New("a")))[0];
        }
        await using var again = folder.Open();
        Assert.NotEqual(before, (await new SqliteStore(again).Put(Some.Pool, Some.New("b")))[0]);
    }

    [Fact]
    public async Task A_closing_database_finishes_the_writes_that_wait_and_leaves_one_file()
    {
        var database = folder.Open();
        var store = new SqliteStore(database);
        var waiting = Enumerable.Range(0, 1000).Select(n => store.Commit(Some.Pool, [Some.New($"line:{n}")])).ToList();

        await database.DisposeAsync();

        Assert.All(await Task.WhenAll(waiting), result => Assert.IsType<CommitResult.Done>(result));
        Assert.Equal("backorders.db", Path.GetFileName(Assert.Single(Directory.GetFiles(folder.Path))));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Commit(Some.Pool, [Some.New("late")]));
    }

    [Fact]
    public async Task Changes_that_wait_at_the_same_moment_share_a_transaction()
    {
        await using var database = folder.Open();
        var store = new SqliteStore(database);
        IEnumerable<Task<CommitResult>> waiting;
        using (Locked.By(folder))
        {
            waiting = [.. Enumerable.Range(0, 200).Select(n => store.Commit(Some.Pool, [Some.New($"line:{n}")]))];
        }
        await Task.WhenAll(waiting);

        Assert.Equal(200, database.Commits);
        Assert.InRange(database.Transactions, 1, 2);
        Assert.InRange(database.Statements, 200, 220);
        Assert.InRange(database.BytesWritten, 200 * 50, 1_000_000);
    }

    [Fact]
    public async Task An_idle_server_writes_nothing()
    {
        await using var database = folder.Open();
        var queue = Queue(database);
        await queue.Send(QueueNames.Orders, "later", TimeSpan.FromHours(1), Stop);
        var (commits, transactions) = (database.Commits, database.Transactions);

        for (var look = 0; look < 10; look++)
        {
            Assert.Empty(await Receive(queue));
            await queue.Wait(QueueNames.Orders, TimeSpan.Zero, Stop);
        }

        Assert.Equal((commits, transactions), (database.Commits, database.Transactions));
    }

    [Fact]
    public async Task A_full_disk_refuses_what_has_no_room_and_nothing_else()
    {
        await using var database = DataFolder.Open(folder.Options with { MaxPages = 300 });
        var store = new SqliteStore(database);
        var queue = Queue(database);
        await store.Put(Some.Pool, Some.New("pool", "before"));
        await FillUp(queue);

        var large = store.Commit(Some.Pool, [Some.New("large", new string('x', 100_000))]);
        var pool = await store.Read(Some.Pool, "pool", Stop);
        var small = store.Commit(Some.Pool, [Some.Changed("pool", pool!.ETag, "after!")]);

        Assert.IsType<CommitResult.Busy>(await large);
        Assert.IsType<CommitResult.Done>(await small);
        Assert.Equal("after!", await store.TextOf(Some.Pool, "pool"));
        Assert.Null(await store.Read(Some.Pool, "large", Stop));
    }

    [Fact]
    public async Task A_full_disk_is_forgotten_when_there_is_room_again()
    {
        await using var database = DataFolder.Open(folder.Options with { MaxPages = 300 });
        var store = new SqliteStore(database);
        var queue = Queue(database);
        var messages = await FillUp(queue);
        var write = Some.New("large", new string('x', 100_000));
        Assert.IsType<CommitResult.Busy>(await store.Commit(Some.Pool, [write]));

        foreach (var message in messages)
        {
            await queue.Delete(message, Stop);
        }

        Assert.IsType<CommitResult.Done>(await store.Commit(Some.Pool, [write]));
    }

    [Fact]
    public async Task One_batch_without_room_does_not_touch_the_others_of_its_group()
    {
        await using var database = DataFolder.Open(folder.Options with { MaxPages = 300 });
        var store = new SqliteStore(database);
        List<Task<CommitResult>> waiting;
        using (Locked.By(folder))
        {
            waiting = [.. Enumerable.Range(0, 20).Select(n => store.Commit(
                Some.Pool, [Some.New($"{n}", new string('x', n == 10 ? 1_900_000 : 100)), Some.New($"{n}b")]))];
        }

        var results = await Task.WhenAll(waiting);

        Assert.IsType<CommitResult.Busy>(results[10]);
        Assert.Equal(19, results.Count(result => result is CommitResult.Done));
        Assert.Null(await store.Read(Some.Pool, "10b", Stop));
    }

    [Fact]
    public void A_folder_written_by_a_newer_program_is_left_alone()
    {
        using (var connection = Connection.Open(
            Path.Combine(folder.Path, EmbeddedOptions.DatabaseFile), TimeSpan.FromSeconds(1)))
        {
            connection.Script("PRAGMA user_version = 99");
        }
        Assert.Throws<InvalidDataException>(folder.Open);
    }

    /// <summary>Sends messages of 20,000 bytes until one is refused.</summary>
    private static async Task<List<MessageHandle>> FillUp(SqliteQueue queue)
    {
        var sent = new List<MessageHandle>();
        while (sent.Count < 100)
        {
            try
            {
                sent.Add(await queue.Send(QueueNames.Orders, new string('x', 20_000), TimeSpan.Zero, Stop));
            }
            catch (UnavailableException)
            {
                return sent;
            }
        }
        throw new InvalidOperationException("The disk was never full.");
    }

    private static SqliteQueue Queue(SqliteDatabase database) =>
        new(database, TimeProvider.System, TimeSpan.FromMilliseconds(250));

    private static Task<IReadOnlyList<Message>> Receive(SqliteQueue queue) =>
        queue.Receive(QueueNames.Orders, 32, TimeSpan.FromMinutes(1), Stop);
}
