using Backorders.Embedded;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Contracts;

/// <summary>
/// Two servers on one data folder; here two databases in one process, which lock each other out alike.
/// </summary>
public sealed class When_two_servers_share_a_data_folder : IAsyncLifetime
{
    private readonly DataFolder folder = new();
    private readonly FakeTimeProvider machine = new(Some.Day);
    private SqliteDatabase here = null!;
    private SqliteDatabase there = null!;

    private static CancellationToken Stop => Some.Stop;

    public ValueTask InitializeAsync()
    {
        (here, there) = (folder.Open(), folder.Open());
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Both_may_create_the_database_at_the_same_moment()
    {
        using var fresh = new DataFolder();

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(fresh.Open)));

        for (var server = 0; server < opened.Length; server++)
        {
            await new SqliteStore(opened[server]).Put(Some.Pool, Some.New($"line:{server}"));
        }
        foreach (var database in opened)
        {
            Assert.NotNull(await new SqliteStore(database).Read(Some.Pool, "line:7", Stop));
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_one_committed_the_other_reads()
    {
        await new SqliteStore(here).Put(Some.Pool, Some.New("pool", "from here"));
        Assert.Equal("from here", await new SqliteStore(there).TextOf(Some.Pool, "pool"));
    }

    [Fact]
    public async Task Units_counted_by_both_are_counted_once_each()
    {
        const int each = 50;
        await new SqliteStore(here).Put(Some.Pool, Some.New("pool", "0"));

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(n => Task.Run(() => CountUp(n % 2 == 0 ? here : there, each), Stop)));

        Assert.Equal($"{4 * each}", await new SqliteStore(there).TextOf(Some.Pool, "pool"));
    }

    [Fact]
    public async Task A_follower_misses_no_change_of_either()
    {
        var writing = Task.WhenAll(
            Task.Run(() => Create(here, "h"), Stop), Task.Run(() => Create(there, "t"), Stop));
        var seen = new HashSet<string>();
        string? cursor = null;
        for (var done = false; !done;)
        {
            done = writing.IsCompleted;
            var changes = await new SqliteStore(here).Changes(Container.Orders, Some.Shop, cursor, 1000, Stop);
            seen.UnionWith(changes.Documents.Select(change => change.Document.Id));
            cursor = changes.Next;
        }
        await writing;
        Assert.Equal(400, seen.Count);
    }

    [Fact]
    public async Task A_message_sent_by_one_is_leased_by_either_but_only_once()
    {
        var sender = Queue(here);
        for (var number = 0; number < 32; number++)
        {
            await sender.Send(QueueNames.Pools, $"{number}", TimeSpan.Zero, Stop);
        }

        var received = await Task.WhenAll(
            new[] { here, there, here, there }.Select(server => Task.Run(
                () => Queue(server).Receive(QueueNames.Pools, 16, TimeSpan.FromSeconds(30), Stop))));

        Assert.Equal(32, received.SelectMany(all => all).Select(message => message.Body).Distinct().Count());
        Assert.Equal(32, received.Sum(all => all.Count));
    }

    [Fact]
    public async Task One_who_waits_finds_what_the_other_sent()
    {
        var wait = Queue(here).Wait(QueueNames.Pools, TimeSpan.FromHours(1), Stop);
        await Queue(there).Send(QueueNames.Pools, "work", TimeSpan.Zero, Stop);
        Assert.False(wait.IsCompleted);

        machine.Advance(folder.Options.PollInterval);

        await wait;
    }

    [Fact]
    public async Task One_that_cannot_get_the_lock_in_time_says_so_and_goes_on_later()
    {
        await using var patientless = DataFolder.Open(
            folder.Options with { BusyTimeout = TimeSpan.FromMilliseconds(20) });
        var store = new SqliteStore(patientless);
        await store.Put(Some.Pool, Some.New("pool", "before"));
        using (Locked.By(folder))
        {
            Assert.IsType<CommitResult.Busy>(await store.Commit(Some.Pool, [Some.New("line")]));
            await Assert.ThrowsAsync<UnavailableException>(
                () => Queue(patientless).Send(QueueNames.Pools, "work", TimeSpan.Zero, Stop));
            Assert.Equal("before", await store.TextOf(Some.Pool, "pool"));
        }
        await store.Put(Some.Pool, Some.New("line"));
    }

    private SqliteQueue Queue(SqliteDatabase database) => new(database, machine, folder.Options.PollInterval);

    private static async Task CountUp(SqliteDatabase database, int times)
    {
        var store = new SqliteStore(database);
        for (var done = 0; done < times;)
        {
            var pool = (await store.Read(Some.Pool, "pool", Stop))!;
            var next = int.Parse(Some.Text(pool), null) + 1;
            if (await store.Commit(Some.Pool, [Some.Changed("pool", pool.ETag, $"{next}")]) is CommitResult.Done)
            {
                done++;
            }
        }
    }

    private static async Task Create(SqliteDatabase database, string name)
    {
        var store = new SqliteStore(database);
        for (var number = 0; number < 200; number++)
        {
            var id = $"{name}{number}";
            await store.Put(new(Container.Orders, $"demo|{id}"), Some.New(id, "{}", Some.Listed(id)));
        }
    }
}
