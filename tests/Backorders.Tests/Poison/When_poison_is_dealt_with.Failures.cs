using Backorders.Azure.Cosmos;
using Backorders.Embedded;
using Backorders.Pipeline;
using Backorders.Pipeline.Documents;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Contracts;
using Backorders.Tests.Cosmos;
using Backorders.Tests.Pipeline;
using static Backorders.Tests.Intake.QueuedShops;

namespace Backorders.Tests.Poison;

public sealed class When_poison_is_dealt_with_in_SQLite : When_poison_is_dealt_with
{
    private readonly DataFolder folder = new();
    private SqliteDatabase? database;

    protected override Task<IStore> Open() => Task.FromResult<IStore>(new SqliteStore(database ??= folder.Open()));

    protected override async ValueTask Close()
    {
        await (database?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Dispose();
    }
}

public sealed class When_poison_is_dealt_with_in_Cosmos_DB : When_poison_is_dealt_with
{
    private CosmosStore? store;

    protected override async Task<IStore> Open() => store ??= await GivenCosmos.Open(new());

    protected override ValueTask Close()
    {
        store?.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Whatever happens to the operator's process.</summary>
public abstract partial class When_poison_is_dealt_with
{
    /// <summary>Each call of store and queue in turn fails, is left unclear or is the last; then it is done again.
    /// </summary>
    [Theory]
    [MemberData(nameof(Fate.Faults), MemberType = typeof(Fate))]
    public async Task Whichever_call_fails_it_waits_or_was_sent_and_once_more_ends_it(Fault fault)
    {
        var store = await Open();
        foreach (var (isReplay, atLeast) in new[] { (true, 10), (false, 6) })
        {
            var calls = await Deal(store, new(Fate.Never, fault), $"{isReplay}", isReplay);
            Assert.InRange(calls, atLeast, 20);
            for (var call = 1; call <= calls; call++)
            {
                await Deal(store, new(call, fault), $"{isReplay}-{call}", isReplay);
            }
        }
    }

    private static async Task<int> Deal(IStore store, Fate fate, string name, bool isReplay)
    {
        var shops = new Troubled(store, fate);
        var body = Message(Order(name), "west");
        await shops.Fails(QueueNames.Intake, body);
        var id = PoisonDocument.IdOf(QueueNames.Intake, body);
        Task<PoisonOutcome> Once() => isReplay ? shops.Kept.Replay(id, Stop) : shops.Kept.Drop(id, Stop);
        try
        {
            await Once();
        }
        catch (Exception e) when (e is UnavailableException or ProcessDiedException)
        {
            Assert.True(shops.Sent.Any() || await shops.Counted() is (1, 1) || !isReplay, name);
        }

        var calls = fate.Calls;
        fate.Restart();
        await Once();
        Assert.Equal((0, 0), await shops.Counted());
        Assert.Empty(await shops.Waiting());
        Assert.InRange(shops.Sent.Count(), isReplay ? 1 : 0, isReplay ? 2 : 0);
        Assert.All(shops.Sent, sent => Assert.Equal((QueueNames.Intake, body), sent));
        Assert.DoesNotContain(
            await shops.Documents(id), left => left.Contains("anary", StringComparison.OrdinalIgnoreCase));
        return calls;
    }
}
