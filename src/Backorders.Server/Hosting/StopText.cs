using Backorders.Embedded;

namespace Backorders.Server.Hosting;

/// <summary>What a server says when it has stopped: how much its store did, so that a load can be weighed.</summary>
internal static class StopText
{
    public static string Of(IServiceProvider services) =>
        services.GetService<SqliteDatabase>() is { } database ? $"Stopped. {Of(database)}{Environment.NewLine}" : "";

    private static string Of(SqliteDatabase database) =>
        $"The store did {database.Reads} reads, {database.Commits} commits in {database.Transactions} "
        + $"transactions, {database.Statements} statements, {database.BytesWritten} bytes written.";
}
