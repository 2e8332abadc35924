using Backorders.Ledger;
using Backorders.Pipeline;
using Backorders.Pipeline.PoolChanges;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Pipeline;

/// <summary>
/// One pool and what writes it, one step after another on a scheduler of its own. Two over one store are two processes.
/// </summary>
internal sealed class WrittenPool
{
    private static readonly PoolId Id = new(new("demo"), new("TV"));

    /// <summary>Nothing here takes so long; without it a lost answer would never end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TaskScheduler steps = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private readonly NoWaiting machine = new();
    private readonly PoolWriter writer;

    public WrittenPool(ModelStore? over = null, int jitterSeed = 1)
    {
        Stored = over ?? new();
        Store = new(Stored);
        var business = new FakeTimeProvider(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        writer = new(Id, Store, new(Store), new(business, machine), _ => Wakes++, jitterSeed);
    }

    /// <summary>What is there, whoever wrote it.</summary>
    public ModelStore Stored { get; }

    /// <summary>Between it and the writer.</summary>
    public ScriptedStore Store { get; }

    /// <summary>How often somebody was called to tell customers.</summary>
    public int Wakes { get; private set; }

    /// <summary>What was waited for after lost races and unclear answers.</summary>
    public IReadOnlyList<TimeSpan> Pauses => machine.Waits;

    public Pool? LastKnown => writer.LastKnown;

    /// <summary>The head as it is stored.</summary>
    public Pool Head => PoolReads.PoolOf(Stored.Find(Keys.Of(Id), Keys.Head)!);

    /// <summary>When all that can be done now is done.</summary>
    public Task<bool> IsIdle => OnSteps(() => writer.IsIdle);

    /// <summary>They wait together before the first of them is decided.</summary>
    public Task Add(params PoolChange[] changes) => OnSteps(() =>
    {
        Array.ForEach(changes, writer.Add);
        return true;
    });

    public async Task<T> Run<T>(PoolChange<T> change)
    {
        await Add(change);
        return await Hear(change);
    }

    /// <summary>What the caller of a change is answered.</summary>
    public static Task<T> Hear<T>(PoolChange<T> change) => change.Answered.WaitAsync(Patience);

    public Task<StockChanged> Stock(int units) => Run(new PutStock(
        Id.Sku, new(units, null, default, default, default, default)));

    public Task<StockChanged> Adjust(string id, int quantity) => Run(new AdjustStock(new(id, quantity, null)));

    public Task<StockChanged> Receive(string id, int quantity) => Run(new ReceiveGoods(new(id, quantity, null)));

    public Task<IReadOnlyList<PlacedLine>> Place(string order, params int[] quantities) =>
        Run(AskedPool.Lines(order, quantities));

    /// <summary>A document that others have put beside the head.</summary>
    public Task Keep(Write write) => Stored.Commit(Keys.Of(Id), [write]);

    private Task<T> OnSteps<T>(Func<T> step) => Task.Factory.StartNew(
        step, CancellationToken.None, TaskCreationOptions.DenyChildAttach, steps);

    /// <summary>Whatever is waited for has come.</summary>
    private sealed class NoWaiting : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
