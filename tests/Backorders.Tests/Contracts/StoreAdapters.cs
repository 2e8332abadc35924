using Backorders.Azure.Cosmos;
using Backorders.Embedded;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Cosmos;

namespace Backorders.Tests.Contracts;

public sealed class The_SQLite_store_keeps_the_contract : StoreContract
{
    private readonly DataFolder folder = new();
    private SqliteDatabase? database;

    protected override Task<IStore> Open() => Task.FromResult<IStore>(new SqliteStore(database = folder.Open()));

    protected override async ValueTask Close()
    {
        await database!.DisposeAsync();
        folder.Dispose();
    }
}

[Needs(RealCosmos.Variable)]
public sealed class The_store_in_a_real_Cosmos_account_keeps_the_contract(RealCosmos account)
    : StoreContract, IClassFixture<RealCosmos>
{
    protected override bool KeepsTagsApart => false;

    protected override async Task<IStore> Open()
    {
        await account.Clear();
        return account.Store;
    }

    protected override ValueTask Close() => ValueTask.CompletedTask;
}

public sealed class The_model_store_keeps_the_contract : StoreContract
{
    protected override Task<IStore> Open() => Task.FromResult<IStore>(new ModelStore());

    protected override ValueTask Close() => ValueTask.CompletedTask;
}

public sealed class The_Cosmos_store_keeps_the_contract : StoreContract
{
    private CosmosStore? store;

    protected override bool KeepsTagsApart => false;

    protected override async Task<IStore> Open() => store = await GivenCosmos.Open(new());

    protected override ValueTask Close()
    {
        store!.Dispose();
        return ValueTask.CompletedTask;
    }
}
