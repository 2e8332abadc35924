using Backorders.Embedded;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Contracts;

public sealed class The_SQLite_queue_keeps_the_contract : QueueContract
{
    private readonly DataFolder folder = new();
    private readonly FakeTimeProvider machine = new(Some.Day);
    private SqliteDatabase? database;

    protected override Task<IWorkQueue> Open()
    {
        database = folder.Open();
        return Task.FromResult<IWorkQueue>(new SqliteQueue(database, machine, folder.Options.PollInterval));
    }

    protected override async ValueTask Close()
    {
        await database!.DisposeAsync();
        folder.Dispose();
    }

    protected override async Task Pass(TimeSpan time)
    {
        machine.Advance(time);
        await Task.Yield();
    }
}
