using System.Net;
using System.Net.Sockets;
using System.Text;
using Backorders.Tests.EndToEnd;

namespace Backorders.Tests.Security;

/// <summary>Connections that cost their owner nothing must not cost the others their answers.</summary>
[Collection(EndToEndTests.Name)]
public sealed class When_callers_are_slow_or_many
{
    private const int Idle = 1_000;
    private const int Slow = 40;

    /// <summary>The server gives a body five seconds' grace, then asks for 240 bytes a second.</summary>
    private static readonly TimeSpan CutOffLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_idle_connections_and_forty_slow_bodies_keep_nobody_from_being_served()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.Start(folder);
        using var caller = new Caller(server.Address);
        (await caller.Put("/api/stock/SLOW", new { onHand = 100 })).Expect(201);
        var idle = await Task.WhenAll(Enumerable.Range(0, Idle).Select(_ => Connect(server.Address)));
        var slow = await Task.WhenAll(Enumerable.Range(0, Slow).Select(_ => Connect(server.Address)));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var dripping = Task.WhenAll(slow.Select(connection => Drip(connection, over.Token)));

        for (var number = 1; number <= 100; number++)
        {
            (await caller.Post("/api/orders", Contract.Order($"SLOW-{number}", Contract.Line("SLOW", 1)))).Expect(201);
        }

        Assert.Equal(100, (await caller.Get("/api/stock/SLOW")).Number("allocated"));
        await Task.WhenAll(slow.Select(connection => UntilCutOff(connection))).WaitAsync(CutOffLimit, Stop);
        await over.CancelAsync();
        await dripping;
        Assert.Equal(100, (await caller.Get("/api/orders?limit=200")).List("orders").Count);
        foreach (var connection in idle.Concat(slow))
        {
            connection.Dispose();
        }
    }

    [Fact]
    public async Task A_key_that_asks_too_often_waits_as_long_as_it_is_told_and_the_others_do_not()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.Start(folder, new Dictionary<string, string>(TwoShops.Settings)
        {
            ["RateLimits__PerKeyPerSecond"] = "5",
        });
        using var eager = new Caller(server.Address, "north-shop");
        using var calm = new Caller(server.Address, "south-shop");
        using var sameShop = new Caller(server.Address, "north-operator");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => eager.Get("/api/changes")));

        Assert.All(answers.Where(answer => answer.Status != 200), refused =>
            Assert.True(refused.ExpectProblem(429, "too-many-requests").Headers.RetryAfter!.Delta >= Second));
        Assert.InRange(answers.Count(answer => answer.Status == 429), 25, 45);
        (await calm.Get("/api/changes")).Expect(200);
        (await sameShop.Get("/api/changes")).Expect(200);
        await Patience.Until(
            CutOffLimit, async () => (await eager.Get("/api/changes")).Status == 200,
            () => "It waited and was not let in again.");
    }

    [Fact]
    public async Task Who_opens_pages_too_often_waits_and_whoever_has_a_key_does_not()
    {
        using var folder = new TempFolder();
        await using var server = await ServerProcess.Start(folder, new Dictionary<string, string>
        {
            ["RateLimits__PerAddressPerSecond"] = "5",
        });
        using var eager = new Caller(server.Address, null);
        using var shop = new Caller(server.Address);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => eager.Get("/o/bm8")));

        Assert.All(answers.Where(answer => answer.Status != 404), refused =>
        {
            Assert.Equal((429, "text/html"), (refused.Status, refused.MediaType));
            Assert.True(refused.Headers.RetryAfter!.Delta >= Second);
        });
        Assert.InRange(answers.Count(answer => answer.Status == 429), 25, 45);
        (await shop.Get("/api/changes")).Expect(200);
        await Patience.Until(
            CutOffLimit, async () => (await eager.Get("/o/bm8")).Status == 404,
            () => "It waited and was not let in again.");
    }

    private static async Task<Socket> Connect(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port), Stop);
        return socket;
    }

    /// <summary>An order whose body comes a byte a second, until the server has had enough.</summary>
    private static async Task Drip(Socket socket, CancellationToken over)
    {
        const string head = "POST /api/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer demo-key\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
        using var everySecond = new PeriodicTimer(Second);
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(head), over);
            while (await everySecond.WaitForNextTickAsync(over))
            {
                await socket.SendAsync("{"u8.ToArray(), over);
            }
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException)
        {
            Assert.False(Stop.IsCancellationRequested);
        }
    }

    private static async Task UntilCutOff(Socket socket)
    {
        var buffer = new byte[4_096];
        try
        {
            while (await socket.ReceiveAsync(buffer, Stop) > 0)
            {
                Assert.StartsWith("HTTP/1.1 4", Encoding.ASCII.GetString(buffer), StringComparison.Ordinal);
            }
        }
        catch (SocketException reset)
        {
            Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
        }
    }
}
