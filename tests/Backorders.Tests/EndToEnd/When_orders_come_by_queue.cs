using System.Text;
using System.Text.Json.Nodes;
using Backorders.Embedded;
using Backorders.Pipeline.Ports;
using Microsoft.Extensions.Logging.Abstractions;

namespace Backorders.Tests.EndToEnd;

/// <summary>A producer beside the real server: another process that lays orders into the queue of its data folder.
/// </summary>
[Collection(EndToEndTests.Name)]
public sealed class When_orders_come_by_queue
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task They_are_taken_or_their_problems_are_listed_and_nothing_tells_who_ordered()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.Start(folder, new Dictionary<string, string>
        {
            ["Logging__LogLevel__Default"] = "Trace",
        });
        using var shop = new Caller(server.Address);
        (await shop.Put("/api/stock/Q.TV", new { onHand = 2, leadTimeDays = 14 })).Expect(201);
        (await shop.Post("/api/orders", Contract.Order("Q-TAKEN", Contract.Line("Q.TV", 1)))).Expect(201);

        await using (var database = SqliteDatabase.Open(new EmbeddedOptions(folder.Path), NullLogger.Instance))
        {
            var queue = new SqliteQueue(database, TimeProvider.System, TimeSpan.FromSeconds(1));
            foreach (var order in new[] { Order("Q-1"), Order("Q-2"), Order("Q-TAKEN"), Order("Q-3", "Q.NO"), "{}" })
            {
                var message = $$"""{"shop":"demo","order":{{order}}}""";
                await queue.Send(QueueNames.Intake, message, TimeSpan.Zero, Stop);
                await queue.Send(QueueNames.Intake, InBase64(message), TimeSpan.Zero, Stop);
            }

            await Patience.Until(
                Limit,
                async () => (await Problems(shop)).Count == 3 && (await shop.Get("/api/orders/Q-2")).Status == 200,
                () => $"The queue was not worked in time:\n{server.Output}");
        }

        await shop.AtRest();
        Assert.Equal(1, (await shop.Get("/api/orders/Q-1")).Expect(200).Number("lines[0].quantity"));
        (await shop.Get("/api/orders/Q-3")).ExpectProblem(404, "not-found");
        Assert.Equal(1, (await shop.Get("/api/stock/Q.TV")).Number("backordered"));
        var problems = await Problems(shop);
        Assert.Equal(
            ["order-conflict Q-TAKEN", "unknown-sku Q-3", "validation "],
            problems.Select(problem => $"{Name(problem)} {problem.Text("orderNumber")}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("anary", server.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Order(string number, string sku = "Q.TV") => $$"""
        {"orderNumber":"{{number}}","customer":{"name":"Queued Canary","email":"queued.canary@example.com"},
         "lines":[{"sku":"{{sku}}","quantity":1}]}
        """;

    private static string InBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static Task<IReadOnlyList<JsonNode>> Problems(Caller shop) =>
        shop.All("/api/intake/problems?limit=2", "problems");

    private static string? Name(JsonNode problem) => problem.Text("problem.type")?.Split('/')[^1];
}
