namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public sealed class When_two_processes_share_a_folder
{
    private const int CallersEach = 16;

    [Fact]
    public async Task A_hundred_units_are_sold_a_hundred_times_and_a_repeat_to_the_other_process_is_a_repeat()
    {
        const int units = 100;
        using var folder = new TempFolder();
        await using var left = await ServerProcess.Start(folder);
        await using var right = await ServerProcess.Start(folder);
        using var leftCaller = new Caller(left.Address);
        using var rightCaller = new Caller(right.Address);
        (await leftCaller.Put("/api/stock/HOT", new { onHand = units, backorder = new { mode = "deny" } })).Expect(201);

        var sold = await Task.WhenAll(Enumerable.Range(0, 2 * CallersEach).Select(async number =>
        {
            var (mine, other) = number % 2 == 0 ? (leftCaller, rightCaller) : (rightCaller, leftCaller);
            var allocated = 0;
            for (var order = 0; order < 10; order++)
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
        using var folder = new TempFolder();
        await using var left = await ServerProcess.Start(folder);
        await using var right = await ServerProcess.Start(folder);
        using var leftCaller = new Caller(left.Address);
        using var rightCaller = new Caller(right.Address);
        var book = await LoadedShop.Open(leftCaller, "T");
        await Task.WhenAll(Enumerable.Range(0, 2 * CallersEach).Select(number => number % 2 == 0
            ? new Trader(leftCaller, book, number, number, rightCaller).Work(25)
            : new Trader(rightCaller, book, number, number, leftCaller).Work(25)));
        await new Reckoning(rightCaller, book).Check();
        await LoadedShop.Burn(rightCaller, book);
        await new Reckoning(rightCaller, book).Check();
    }
}
