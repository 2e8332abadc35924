using Backorders.Embedded;
using Backorders.Pipeline.Ports;
using Backorders.Server.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Server;

public sealed class QueuePumpTests : IAsyncLifetime
{
    private const string Queue = "pools";
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backorders-pump-");
    private readonly FakeTimeProvider machine = new();
    private SqliteDatabase database = null!;
    private SqliteQueue work = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        var options = new EmbeddedOptions(folder.FullName);
        database = SqliteDatabase.Open(options, NullLogger.Instance);
        work = new SqliteQueue(database, machine, options.PollInterval);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Work_that_is_done_is_forgotten()
    {
        await Send("done");

        await Pump(_ => Task.CompletedTask).Work(await Receive(), Stop);

        Assert.Empty(await ReceiveAll(Queue, after: TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task Work_that_fails_is_tried_five_times_at_growing_distance_and_then_kept_as_poison()
    {
        await Send("bad");
        var pump = Pump(_ => throw new InvalidOperationException("a bug"));
        int[] secondsBetween = [2, 8, 32, 128];

        foreach (var seconds in secondsBetween)
        {
            await pump.Work(await Receive(), Stop);
            Assert.Empty(await ReceiveAll(Queue, after: TimeSpan.FromSeconds(seconds - 1)));
            machine.Advance(TimeSpan.FromSeconds(1));
        }

        await pump.Work(await Receive(), Stop);
        Assert.Equal("bad", Assert.Single(await ReceiveAll($"{Queue}-poison", after: TimeSpan.Zero)).Body);
        Assert.Empty(await ReceiveAll(Queue, after: TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task An_outage_of_a_neighbour_never_poisons_work()
    {
        await Send("patient");
        var pump = Pump(_ => throw new UnavailableException("the store is away", TimeSpan.FromSeconds(5)));

        for (var outage = 0; outage < 20; outage++)
        {
            await pump.Work(await Receive(), Stop);
            machine.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(1, (await Receive()).DequeueCount);
    }

    [Fact]
    public async Task Work_that_ended_its_process_five_times_is_not_tried_again()
    {
        await Send("deadly");
        for (var death = 0; death < 5; death++)
        {
            await Receive();
            machine.Advance(Lease);
        }

        await Pump(_ => throw new InvalidOperationException("tried again")).Work(await Receive(), Stop);

        Assert.Equal("deadly", Assert.Single(await ReceiveAll($"{Queue}-poison", after: TimeSpan.Zero)).Body);
    }

    [Fact]
    public async Task A_stop_lets_the_work_under_way_finish()
    {
        var (begun, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        await Send("under way");
        using var stopping = new CancellationTokenSource();
        var running = Pump(async _ =>
        {
            begun.SetResult();
            await finish.Task;
        }).Run(stopping.Token, CancellationToken.None);

        await begun.Task;
        await stopping.CancelAsync();
        await Send("after the stop");

        Assert.False(running.IsCompleted);
        finish.SetResult();
        await running;
        Assert.Equal("after the stop", Assert.Single(await ReceiveAll(Queue, after: Lease)).Body);
    }

    [Fact]
    public async Task Work_that_outlasts_the_patience_of_a_stop_is_there_for_the_next_start()
    {
        var begun = new TaskCompletionSource();
        await Send("long");
        using CancellationTokenSource stopping = new(), abort = new();
        var running = Pump(async cancellationToken =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, machine, cancellationToken);
        }).Run(stopping.Token, abort.Token);

        await begun.Task;
        await stopping.CancelAsync();
        await abort.CancelAsync();
        await running;

        Assert.Equal(("long", 1), (await Receive()) is var again ? (again.Body, again.DequeueCount) : default);
    }

    [Fact]
    public async Task No_more_is_under_way_at_once_than_the_limit_says()
    {
        var (underWay, most, handled) = (0, 0, 0);
        var all = new TaskCompletionSource();
        for (var number = 0; number < 50; number++)
        {
            await Send($"work {number}");
        }

        using var stopping = new CancellationTokenSource();
        var running = Pump(async _ =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref underWay));
            await Task.Yield();
            Interlocked.Decrement(ref underWay);
            if (Interlocked.Increment(ref handled) == 50)
            {
                all.SetResult();
            }
        }).Run(stopping.Token, CancellationToken.None);

        await all.Task;
        await stopping.CancelAsync();
        await running;
        Assert.InRange(most, 1, 8);
    }

    private QueuePump Pump(Func<CancellationToken, Task> handle) =>
        new(
            work, Queue, (_, cancellationToken) => handle(cancellationToken),
            new(Handlers: 8, Idle: TimeSpan.FromSeconds(1), Tries: 5), machine, NullLogger.Instance);

    private Task<MessageHandle> Send(string body) => work.Send(Queue, body, TimeSpan.Zero, Stop);

    private async Task<Message> Receive() => Assert.Single(await work.Receive(Queue, 1, Lease, Stop));

    private Task<IReadOnlyList<Message>> ReceiveAll(string queue, TimeSpan after)
    {
        machine.Advance(after);
        return work.Receive(queue, 32, Lease, Stop);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen;)
        {
            seen = Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
