using Backorders.Embedded;

namespace Backorders.Server.Hosting;

/// <summary>What a server says when it has stopped: how much its store did, so that a load can be weighed.</summary>
internal static class StopText
{
    public static string Of(SqliteDatabase database) =>
        $"Stopped. The store did {database.Reads} reads, {database.Commits} commits in {database.Transactions} "
        + $"transactions, {database.Statements} statements, {database.BytesWritten} bytes written."
        + Environment.NewLine;
}
