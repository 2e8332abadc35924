using System.Text.Json;
using Backorders.Azure.Cosmos;
using Backorders.Pipeline;
using Backorders.Tests.Contracts;
using Backorders.Tests.Pipeline;

namespace Backorders.Tests.Cosmos;

/// <summary>
/// Sixteen callers, half of them in another process, order of one pool through the real pipeline while answers are
/// lost: nobody is overtaken, no order is lost, none is placed twice.
/// </summary>
public class When_two_processes_share_a_Cosmos_pool
{
    private const int Callers = 16;
    private const int OrdersEach = 8;
    private const int InStock = 50;

    public static TheoryData<string> Weathers => ["fair", "412 storm", "lost answers", "408", "busy"];

    [Theory]
    [MemberData(nameof(Weathers))]
    public async Task Every_order_has_its_own_place_and_nobody_is_overtaken(string weather)
    {
        using var faults = new CosmosFaults();
        using var store = await GivenCosmos.Open(new(), faults);
        var worlds = Enumerable.Range(0, 2).Select(
            _ => new World(Fate.Fair()) { Store = store }).ToList();
        await worlds[0].Put("TV", InStock, 10);
        await worlds[1].Stock("TV");
        faults.Next([.. Enumerable.Range(0, 300).Select(number => Meets(weather, number))]);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var number = 0; number < OrdersEach; number++)
            {
                var answer = await worlds[caller % 2].Order($"W{caller:00}-{number:00}", ("TV", 1));
                Assert.True(answer is OrderOutcome.Accepted or OrderOutcome.Repeated, $"{answer}");
            }
        })));

        await Task.WhenAll(worlds.Select(world => world.Drain()));
        var lines = await Lines(store);
        Assert.Equal(Enumerable.Range(1, Callers * OrdersEach).Select(place => (long)place), lines.Select(l => l.To));
        Assert.Equal(Callers * OrdersEach, lines.DistinctBy(line => line.Order).Count());
        Assert.All(
            lines.GroupBy(line => line.Order[..3]), own => Assert.Equal(own.OrderBy(line => line.Order), own));
        var stock = await worlds[0].Stock("TV");
        Assert.Equal((InStock, (Callers * OrdersEach) - InStock), (stock!.Allocated, stock.Backordered));
    }

    private static CosmosFaults.Fault Meets(string weather, int request) => weather switch
    {
        "412 storm" when request % 10 < 7 => CosmosFaults.IsLate,
        "lost answers" when request % 5 == 0 => CosmosFaults.DoesAndBreaks,
        "408" when request % 10 == 0 => CosmosFaults.DoesAndAnswers(408),
        "408" when request % 10 == 5 => CosmosFaults.Answers(408),
        "busy" when request % 3 == 0 => CosmosFaults.Answers(429, 1),
        _ => CosmosFaults.Passes,
    };

    private static async Task<List<(string Order, long To)>> Lines(CosmosStore store)
    {
        var lines = await store.ByPlace(
            new(new(Backorders.Pipeline.Ports.Container.Pools, "demo|TV"), null, null, 1_000), Some.Stop);
        return [.. lines.Select(line =>
        {
            using var json = JsonDocument.Parse(line.Body);
            return (json.RootElement.GetProperty("order").GetString()!, json.RootElement.GetProperty("to").GetInt64());
        })];
    }
}
