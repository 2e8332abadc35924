namespace Backorders.Tests.EndToEnd;

[Collection(EndToEndTests.Name)]
public class When_32_callers_trade_at_once(LiveServer server)
{
    private const int Callers = 32;

    private protected virtual int CallsEach => 40;

    public static TheoryData<int> Loads => Seeds.Of(2);

    [Theory]
    [MemberData(nameof(Loads))]
    public async Task Units_are_conserved_nobody_is_overtaken_and_everybody_knows_what_is_true(int seed)
    {
        using var caller = new Caller(server.Address);
        var book = await LoadedShop.Open(caller, $"C{seed}");
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(number =>
            new Trader(caller, book, number, seed * 1000 + number).Work(CallsEach)));
        await new Reckoning(caller, book).Check();
        await LoadedShop.Burn(caller, book);
        await new Reckoning(caller, book).Check();
    }

    [Fact]
    public async Task The_same_order_sent_by_all_at_once_is_taken_once()
    {
        using var caller = new Caller(server.Address);
        (await caller.Put("/api/stock/C.ONCE", new { onHand = 5 })).Expect(201);
        var spec = new OrderSpec("C-ONCE", ShipComplete: false, [("C.ONCE", 2, false)]);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, Callers).Select(_ => caller.Post("/api/orders", spec.Body)));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(Callers - 1, answers.Count(answer => answer is { Status: 200, IsReplay: true }));
        Assert.Equal(2, (await caller.Get("/api/stock/C.ONCE")).Number("allocated"));
    }

    [Fact]
    public async Task Of_two_contents_under_one_number_one_stands_and_the_other_is_a_conflict()
    {
        using var caller = new Caller(server.Address);
        (await caller.Put("/api/stock/C.TWO", new { onHand = 50 })).Expect(201);
        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(number => caller.Post(
            "/api/orders", new OrderSpec("C-TWO", ShipComplete: false, [("C.TWO", 1 + (number % 2), false)]).Body)));

        var taken = Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(
            answers.Where(answer => answer.Status >= 400), answer => answer.ExpectProblem(422, "order-conflict"));
        Assert.Equal(Callers / 2, answers.Count(answer => answer.Status < 300));
        Assert.Equal(taken.Number("lines[0].quantity"), (await caller.Get("/api/stock/C.TWO")).Number("allocated"));
    }
}
