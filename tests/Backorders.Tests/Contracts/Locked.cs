using Backorders.Embedded;
using Backorders.Embedded.Sqlite;

namespace Backorders.Tests.Contracts;

/// <summary>Holds a data folder's write lock as another process would, until it is disposed of.</summary>
internal sealed class Locked : IDisposable
{
    private readonly Connection connection;

    private Locked(Connection connection) => this.connection = connection;

    public static Locked By(DataFolder folder)
    {
        var locked = Connection.Open(
            Path.Combine(folder.Path, EmbeddedOptions.DatabaseFile), TimeSpan.FromSeconds(5));
        locked.Script("BEGIN IMMEDIATE");
        return new Locked(locked);
    }

    public void Dispose() => connection.Dispose();
}
