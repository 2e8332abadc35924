using Backorders.Api;
using Backorders.Embedded;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Supply;
using Backorders.Tests.Contracts;
using Backorders.Tests.EndToEnd;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Backorders.Tests.Crashes;

/// <summary>Where there is no more room a caller is told to come again, and what was answered before stays.</summary>
[Collection(EndToEndTests.Name)]
public sealed class When_the_disk_is_full
{
    private const int MostOrders = 3_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly PoolId Pool = new(new("demo"), new("FULL"));

    [Fact]
    public async Task A_process_whose_files_may_not_grow_answers_503_and_loses_nothing()
    {
        const int kilobytes = 3 * 1024;
        using var folder = new TempFolder();
        List<Answer> taken = [];
        Answer refused;
        await using (var limited = await ServerProcess.Start(folder, mostFileKilobytes: kilobytes))
        {
            using var caller = new Caller(limited.Address);
            (await caller.Put("/api/stock/FULL", new { onHand = 20, leadTimeDays = 7 })).Expect(201);
            while ((refused = await Order(caller, taken.Count + 1)).Status == 201 && taken.Count < MostOrders)
            {
                taken.Add(refused);
            }

            Assert.True(refused.ExpectProblem(503, "unavailable").Headers.RetryAfter?.Delta > TimeSpan.Zero);
            (await caller.Get("/api/stock/FULL")).Expect(200);
        }

        Assert.True(taken.Count > 10, $"Only {taken.Count} orders fit: this proves nothing.");
        await using var roomy = await ServerProcess.Start(folder);
        using var later = new Caller(roomy.Address);
        foreach (var answer in taken)
        {
            var found = (await later.Get($"/api/orders/{answer.Text("orderNumber")}")).Expect(200);
            Assert.Equal(Picture.OfOrder(answer.Body), Picture.OfOrder(found.Body));
        }

        Assert.InRange((await Order(later, taken.Count + 1)).Status, 200, 201);
        await later.AtRest();
        var stock = await later.Get("/api/stock/FULL");
        Assert.Equal(taken.Count + 1 - 20, stock.Number("backordered"));
    }

    [Fact]
    public async Task A_database_at_its_largest_size_refuses_and_takes_the_same_again_when_there_is_room()
    {
        using var folder = new DataFolder();
        List<string> taken = [];
        await using (var full = Open(folder, maxPages: 150))
        {
            await full.GetRequiredService<ManageStock>().Put(
                Pool, new(5, "count", default, default, default, default), Stop);
            await Assert.ThrowsAsync<UnavailableException>(async () =>
            {
                while (taken.Count < MostOrders)
                {
                    await Take(full, taken.Count + 1);
                    taken.Add($"F-{taken.Count + 1}");
                }
            });
            await full.GetRequiredService<Background>().Drain(Stop);
        }

        Assert.True(taken.Count > 10, $"Only {taken.Count} orders fit: this proves nothing.");
        await using var roomy = Open(folder, maxPages: null);
        var read = roomy.GetRequiredService<ReadOrders>();
        foreach (var number in taken)
        {
            Assert.NotNull(await read.Get(new(Pool.Shop, new(number)), Stop));
        }

        Assert.IsNotType<OrderOutcome.Conflict>(await Take(roomy, taken.Count + 1));
        var stock = await roomy.GetRequiredService<ReadStock>().Get(Pool, Stop);
        Assert.Equal((5L, taken.Count + 1 - 5L), (stock!.OnHand, stock.Backordered));
        await roomy.GetRequiredService<Background>().Drain(Stop);
    }

    private static Task<Answer> Order(Caller caller, int number) =>
        caller.Post("/api/orders", Contract.Order($"FULL-{number}", Contract.Line("FULL", 1)));

    private static Task<OrderOutcome> Take(ServiceProvider services, int number) =>
        services.GetRequiredService<TakeOrder>().Run(
            Pool.Shop,
            new(new($"F-{number}"), null, new(null, "ada@example.com", null), false, [new(Pool.Sku, 1, Deny: false)]),
            Stop);

    private static ServiceProvider Open(DataFolder folder, long? maxPages) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(new Clocks(TimeProvider.System, TimeProvider.System))
        .AddSingleton(new ShopDirectory([new(Pool.Shop, "Demo", null, [], new Dictionary<SupplierId, Supplier>())]))
        .AddSingleton(_ => DataFolder.Open(folder.Options with { MaxPages = maxPages }))
        .AddSingleton<IStore, SqliteStore>()
        .AddSingleton<IWorkQueue>(services => new SqliteQueue(
            services.GetRequiredService<SqliteDatabase>(), TimeProvider.System, folder.Options.PollInterval))
        .AddSingleton<IMailer>(services => new MailFolder(
            folder.Path, MailFolder.DefaultFrom, NullLogger<MailFolder>.Instance))
        .AddPipeline()
        .BuildServiceProvider();
}
