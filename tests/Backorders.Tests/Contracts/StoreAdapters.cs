using Backorders.Embedded;
using Backorders.Pipeline.Ports;

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

public sealed class The_model_store_keeps_the_contract : StoreContract
{
    protected override Task<IStore> Open() => Task.FromResult<IStore>(new ModelStore());

    protected override ValueTask Close() => ValueTask.CompletedTask;
}
