using Backorders.Embedded;
using Backorders.Tests.EndToEnd;

namespace Backorders.Tests.Crashes;

/// <summary>
/// Orders are answered, the process is killed, and what its log held beyond the length at one of the answers is cut
/// off or garbled, as a power cut may do. Whoever had that answer finds the order.
/// </summary>
[Collection(EndToEndTests.Name)]
public sealed class When_a_power_cut_tears_the_server
{
    private const int Orders = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_order_that_was_answered_before_is_there_and_none_by_half(int seed)
    {
        var random = new Random(seed);
        using var folder = new TempFolder();
        await using var server = await ServerProcess.Start(folder);
        using var caller = new Caller(server.Address);
        (await caller.Put("/api/stock/TORN", new { onHand = Orders / 2, leadTimeDays = 7 })).Expect(201);
        var log = Path.Combine(folder.Path, EmbeddedOptions.DatabaseFile + "-wal");
        List<(Answer Answer, long Length)> answered = [];
        for (var number = 1; number <= Orders; number++)
        {
            var order = Contract.Order($"TORN-{number}", Contract.Line("TORN", 1), Contract.Line("TORN", 2));
            answered.Add(((await caller.Post("/api/orders", order)).Expect(201), new FileInfo(log).Length));
        }

        await server.Kill();
        var kept = random.Next(Orders / 2, Orders);
        Tear(log, answered[kept - 1].Length, random);
        await server.StartAgain();

        foreach (var (answer, _) in answered[..kept])
        {
            var found = (await caller.Get($"/api/orders/{answer.Text("orderNumber")}")).Expect(200);
            Assert.Equal(Picture.OfOrder(answer.Body), Picture.OfOrder(found.Body));
        }

        foreach (var (answer, _) in answered[kept..])
        {
            var found = await caller.Get($"/api/orders/{answer.Text("orderNumber")}");
            Assert.True(found.Status == 404 || found.List("lines").Count == 2, found.ToString());
        }

        await caller.AtRest();
    }

    private static void Tear(string log, long from, Random random)
    {
        using var file = File.Open(log, FileMode.Open, FileAccess.ReadWrite);
        var at = random.NextInt64(from, file.Length + 1);
        var rubbish = new byte[file.Length - at];
        if (random.Next(2) == 0)
        {
            file.SetLength(at);
            return;
        }

        random.NextBytes(rubbish);
        file.Position = at;
        file.Write(rubbish);
    }
}
