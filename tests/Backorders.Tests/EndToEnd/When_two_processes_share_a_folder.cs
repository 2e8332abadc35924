using Backorders.Tests.Security;

namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public class When_two_processes_share_a_folder
{
    private protected virtual int CallersEach => 16;

    private protected virtual int CallsEach => 25;

    private protected virtual int OrdersEach => 10;

    private protected virtual int Kills => Extent.Of(25, 1_000);

    /// <summary>Then callers rest until the next kill.</summary>
    private protected virtual int? OrdersBetweenKills => null;

    [Fact]
    public async Task A_hundred_units_are_sold_a_hundred_times_and_a_repeat_to_the_other_process_is_a_repeat()
    {
        const int units = 100;
        await using var premises = await Open();
        await using var left = await premises.Start();
        await using var right = await premises.Start();
        using var leftCaller = new Caller(left.Address);
        using var rightCaller = new Caller(right.Address);
        (await leftCaller.Put("/api/stock/HOT", new { onHand = units, backorder = new { mode = "deny" } })).Expect(201);

        var sold = await Task.WhenAll(Enumerable.Range(0, 2 * CallersEach).Select(async number =>
        {
            var (mine, other) = number % 2 == 0 ? (leftCaller, rightCaller) : (rightCaller, leftCaller);
            var allocated = 0;
            for (var order = 0; order < OrdersEach; order++)
            {
                var spec = new OrderSpec($"HOT-{number}-{order}", ShipComplete: false, [("HOT", 1, false)]);
                var both = await Task.WhenAll(
                    mine.Post("/api/orders", spec.Body), other.Post("/api/orders", spec.Body));
                Assert.Equal([200, 201], both.Select(answer => answer.Status).Order());
                Assert.Equal(Picture.OfOrder(both[0].Body), Picture.OfOrder(both[1].Body));
                allocated += (int)both[0].Number("lines[0].allocated");
            }

            return allocated;
        }));

        Assert.Equal(units, sold.Sum());
        await rightCaller.AtRest();
        var stock = (await rightCaller.Get("/api/stock/HOT")).Expect(200);
        Assert.Equal((units, units, 0, 0), (
            stock.Number("onHand"), stock.Number("allocated"), stock.Number("available"), stock.Number("backordered")));
    }

    [Fact]
    public async Task Together_they_keep_what_one_would_have_kept()
    {
        await using var premises = await Open();
        await using var left = await premises.Start();
        await using var right = await premises.Start();
        using var leftCaller = new Caller(left.Address);
        using var rightCaller = new Caller(right.Address);
        var book = await LoadedShop.Open(leftCaller, "T");
        await Task.WhenAll(Enumerable.Range(0, 2 * CallersEach).Select(number => number % 2 == 0
            ? new Trader(leftCaller, book, number, number, rightCaller).Work(CallsEach)
            : new Trader(rightCaller, book, number, number, leftCaller).Work(CallsEach)));
        await new Reckoning(rightCaller, book).Check();
        await LoadedShop.Burn(rightCaller, book);
        await new Reckoning(rightCaller, book).Check();
    }

    [Fact]
    public async Task Many_kills_of_one_lose_nothing_and_do_not_hold_up_the_other()
    {
        var random = new Random(2);
        await using var premises = await Open();
        await using var lasting = await premises.Start();
        await using var killed = await premises.Start();
        using var lastingCaller = new Caller(lasting.Address);
        using var killedCaller = new Caller(killed.Address);
        var book = await LoadedShop.Open(lastingCaller, "O");
        using var over = new CancellationTokenSource();
        var orders = new OrderAllowance(book, OrdersBetweenKills);
        var traders = Task.WhenAll(Enumerable.Range(0, CallersEach / 2).Select(async number =>
        {
            var trader = number % 2 == 0
                ? new Trader(lastingCaller, book, number, number)
                : new Trader(killedCaller, book, number, number, lastingCaller);
            while (await orders.IsLeft(over.Token))
            {
                await trader.Next();
            }
        }));
        for (var kill = 0; kill < Kills; kill++)
        {
            await killed.WorkFor(TimeSpan.FromMilliseconds(random.Next(20, 400)));
            await killed.Kill();
            var taken = book.Orders.Count;
            orders.Renew();
            await Patience.Until(
                TimeSpan.FromSeconds(30), () => Task.FromResult(book.Orders.Count > taken),
                () => "The other one took no order while one was dead.");
            await killed.StartAgain();
        }

        await over.CancelAsync();
        await traders;
        Assert.True(book.Orders.Count > Kills, $"Only {book.Orders.Count} orders were taken: this proves nothing.");
        await new Reckoning(killedCaller, book).Check();
        await LoadedShop.Burn(lastingCaller, book);
        await new Reckoning(killedCaller, book).Check();
    }

    private protected virtual Task<Premises> Open() => Premises.Embedded();
}
