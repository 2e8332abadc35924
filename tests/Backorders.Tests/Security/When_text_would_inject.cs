using Backorders.Tests.EndToEnd;

namespace Backorders.Tests.Security;

/// <summary>Line breaks where a header or a line of the log would end.</summary>
[Collection(EndToEndTests.Name)]
public sealed class When_text_would_inject
{
    private const string Break = "%0d%0aInjected:%20yes%0d%0a";

    [Fact]
    public async Task No_header_and_no_line_of_the_log_is_somebody_elses()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.Start(
            folder, new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Trace" });
        using var caller = new Caller(server.Address);
        List<Answer> answers =
        [
            await caller.Get($"/api/orders/I-1{Break}"),
            await caller.Get($"/api/orders?email=ada@example.com{Break}"),
            await caller.Get($"/api/stock/I.SKU{Break}/promise?quantity=1"),
            await caller.Get($"/{Break}"),
            await caller.Put($"/api/stock/I.SKU{Break}", new { onHand = 1 }),
            await caller.Put("/api/stock/I.SKU", new { onHand = 1, name = "TV\r\nInjected: yes" }),
            await caller.Post("/api/orders", Contract.Order("I-1\r\nInjected: yes", Contract.Line("I.SKU", 1))),
            await caller.PostText("/api/orders", "{\"a\\r\\nInjected: yes\": 1, \"a\\r\\nInjected: yes\": 2}"),
            await caller.Post("/api/orders/I-1/shipments", new { trackingNumber = "T\r\nInjected: yes" }),
            await caller.Send(HttpMethod.Get, "/api/orders", null, ("X-Any", "a\tInjected: yes")),
        ];

        Assert.Equal(0, await server.Stop());
        Assert.All(answers[..9], answer => Assert.InRange(answer.Status, 400, 499));
        Assert.All(answers, answer => Assert.False(answer.Headers.Contains("Injected"), answer.Request));
        Assert.DoesNotContain(
            server.Output.Split('\n'), line => line.TrimStart().StartsWith("Injected", StringComparison.Ordinal));
    }
}
