using Backorders.Azure.Cosmos;
using Backorders.Embedded;

namespace Backorders.Server.Hosting;

/// <summary>What a server says when it has stopped: how much its store did, so that a load can be weighed.</summary>
internal static class StopText
{
    public static string Of(IServiceProvider services) =>
        "Stopped. " + (services.GetService<CosmosStore>() is { } cosmos
            ? Of(cosmos.Use)
            : Of(services.GetRequiredService<SqliteDatabase>())) + Environment.NewLine;

    private static string Of(CosmosUse use) =>
        $"The store did {use.Reads} reads, {use.Queries} queries, {use.Plans} query plans and {use.Commits} commits: "
        + $"{use.RoundTrips} round trips for {use.RequestUnits} request units.";

    private static string Of(SqliteDatabase database) =>
        $"The store did {database.Reads} reads, {database.Commits} commits in {database.Transactions} "
        + $"transactions, {database.Statements} statements, {database.BytesWritten} bytes written.";
}
