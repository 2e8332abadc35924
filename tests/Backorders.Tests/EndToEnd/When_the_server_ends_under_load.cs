using Backorders.Tests.Security;

namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public class When_the_server_ends_under_load
{
    private const int Callers = 8;

    private protected virtual int Kills => Extent.Of(25, 1_000);

    private protected virtual int Stops => 3;

    /// <summary>Then callers rest until the server has ended and is there again.</summary>
    private protected virtual int? OrdersInALife => null;

    public static TheoryData<int> Histories => Seeds.Of(1);

    [Theory]
    [MemberData(nameof(Histories))]
    public async Task Many_kills_lose_nothing_double_nothing_and_let_nobody_be_overtaken(int seed)
    {
        var random = new Random(seed);
        await using var premises = await Open();
        await using var server = await premises.Start();
        using var caller = new Caller(server.Address);
        var book = await LoadedShop.Open(caller, "K");
        using var over = new CancellationTokenSource();
        var orders = new OrderAllowance(book, OrdersInALife);
        var traders = TradeUntil(caller, book, 1000 * seed, orders, over.Token);
        for (var kill = 0; kill < Kills; kill++)
        {
            await server.WorkFor(TimeSpan.FromMilliseconds(random.Next(20, 600)));
            await server.Kill();
            await server.StartAgain();
            orders.Renew();
        }

        await over.CancelAsync();
        await traders;
        Assert.True(book.Orders.Count > Kills, $"Only {book.Orders.Count} orders were taken: this proves nothing.");
        await new Reckoning(caller, book).Check();
        await LoadedShop.Burn(caller, book);
        await new Reckoning(caller, book).Check();
    }

    [Fact]
    public async Task A_server_that_is_told_to_stop_answers_what_it_took_and_ends_well()
    {
        await using var premises = await Open();
        await using var server = await premises.Start();
        using var caller = new Caller(server.Address);
        var book = await LoadedShop.Open(caller, "S");
        using var over = new CancellationTokenSource();
        var orders = new OrderAllowance(book, OrdersInALife);
        var traders = TradeUntil(caller, book, 0, orders, over.Token);
        for (var stop = 0; stop < Stops; stop++)
        {
            await server.WorkFor(TimeSpan.FromMilliseconds(500));
            Assert.Equal(0, await server.Stop());
            await server.StartAgain();
            orders.Renew();
        }

        await over.CancelAsync();
        await traders;
        await new Reckoning(caller, book).Check();
        await LoadedShop.Burn(caller, book);
        await new Reckoning(caller, book).Check();
    }

    private protected virtual Task<Premises> Open() => Premises.Embedded();

    private static Task TradeUntil(
        Caller caller, CallBook book, int seed, OrderAllowance orders, CancellationToken over) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(async number =>
        {
            var trader = new Trader(caller, book, number, seed + number);
            while (await orders.IsLeft(over))
            {
                await trader.Next();
            }
        }));
}
