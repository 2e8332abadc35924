using Backorders.Api;
using Backorders.Notices;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Prevention;
using Backorders.Supply;
using Backorders.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Pipeline;

/// <summary>
/// One shop and its pipeline over a plain store, queue and mailbox, whose callers repeat what ended without an answer
/// and whose process is started again when it has died.
/// </summary>
/// <param name="over">Another queue than the plain one.</param>
public sealed class World(Fate fate, IWorkQueue? over = null)
{
    public static readonly ShopId Shop = new("demo");
    public static readonly SupplierId Acme = new("acme");

    private readonly IWorkQueue queue = over ?? new PlainQueue();
    private WorldProcess? process;

    /// <summary>Two worlds over one store are two processes.</summary>
    public IStore Store { get; init; } = new ModelStore();

    public Mailbox Mailbox { get; } = new();

    /// <summary>With an address, mails carry links.</summary>
    public CustomerLinks Links { get; init; } = CustomerLinks.None;

    /// <summary>What comes over it each time when messages are sent and not yet worked.</summary>
    public Func<Task> Storm { get; init; } = () => Task.CompletedTask;

    public FakeTimeProvider Business { get; } = new(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public DateOnly Today => DateOnly.FromDateTime(Business.GetUtcNow().UtcDateTime);

    private WorldProcess Process => process ??= new(fate, queue, Start);

    public Task<OrderOutcome> Order(string number, params IReadOnlyList<(string Sku, int Quantity)> lines) => Call(
        services => services.GetRequiredService<TakeOrder>().Run(Shop, new(
            new(number), null, new("Ada", $"{number}@example.com", null), false,
            lines.Select(line => new OrderLine(new(line.Sku), line.Quantity, Deny: false)).ToList()), default));

    /// <summary>An order of one line that rather is rejected than waits.</summary>
    public Task<OrderOutcome> OrderOrNothing(string number, string sku, int quantity) => Call(
        services => services.GetRequiredService<TakeOrder>().Run(Shop, new(
            new(number), null, new("Ada", $"{number}@example.com", null), false,
            [new(new(sku), quantity, Deny: true)]), default));

    /// <param name="key">However often it is asked under this key, so many units are cancelled once.</param>
    public Task<OrderOutcome> CancelUnits(string number, int units, string key) => Call(services =>
        services.GetRequiredService<CancelOrder>().Run(
            new(Shop, new(number)), new([new(1, units)], null, key), default));

    public Task<OrderOutcome> Cancel(string number, params IReadOnlyList<CancelLine> lines) => Call(services =>
        services.GetRequiredService<CancelOrder>().Run(
            new(Shop, new(number)), new(lines.Count == 0 ? null : lines, null, null), default));

    public Task<ChoicePage?> Look(string token) => Call(services =>
        services.GetRequiredService<ChooseByLink>().Show(token, default));

    public Task<bool> Choose(string token, CustomerChoice choice) => Call(services =>
        services.GetRequiredService<ChooseByLink>().Choose(token, choice, default));

    public Task<OrderOutcome> Ship(string number, params IReadOnlyList<int> lines) => Call(services =>
        services.GetRequiredService<ShipOrder>().Run(
            new(Shop, new(number)), new(lines.Count == 0 ? null : lines, "T1"), default));

    public Task<StockOutcome> Put(string sku, int onHand, int leadTimeDays) => Call(services =>
        services.GetRequiredService<ManageStock>().Put(
            new(Shop, new(sku)),
            new(onHand, $"count-{sku}", default, new(true, leadTimeDays), default, default), default));

    public Task<StockOutcome> Adjust(string sku, string id, int quantity) => Call(services =>
        services.GetRequiredService<ManageStock>().Adjust(new(Shop, new(sku)), new(id, quantity, null), default));

    public Task<StockOutcome> Receipt(string sku, string id, int quantity, string? shipment = null) => Call(services =>
        services.GetRequiredService<ManageStock>().Receive(
            new(Shop, new(sku)), new(id, quantity, shipment is null ? null : new ShipmentId(shipment)), default));

    public Task<NewsOutcome> News(
        string id, NewsType type, string shipment, DateOnly? eta,
        params IReadOnlyList<(string Sku, int Quantity)> lines) =>
        Call(services => services.GetRequiredService<TakeShipmentNews>().Run(Shop, Acme, new(
            id, type, Business.GetUtcNow(), new(shipment), eta,
            lines.Count == 0 ? null : lines.Select(line => new NewsLine(new(line.Sku), line.Quantity)).ToList()),
            default));

    public Task<OrderView?> Get(string number) => Call(services =>
        services.GetRequiredService<ReadOrders>().Get(new(Shop, new(number)), default));

    public Task<StockView?> Stock(string sku) => Call(services =>
        services.GetRequiredService<ReadStock>().Get(new(Shop, new(sku)), default));

    public Task<WorkReport> Work() => Call(services => services.GetRequiredService<ReportWork>().Run(Shop, default));

    /// <summary>What runs in the night for one SKU.</summary>
    public Task CountDemand(string sku) => Process.Do(async services =>
    {
        var pool = new PoolId(Shop, new(sku));
        var head = (await services.GetRequiredService<PoolReads>().Head(pool, default))!.Value.Pool;
        await services.GetRequiredService<CountDemand>().Run(pool, head, default);
    });

    public Task<DemandView?> Demand(string sku, DateOnly from, DateOnly to) => Call(services =>
        services.GetRequiredService<ReadDemand>().Days(new(Shop, new(sku)), from, to, default));

    public Task<DemandImported> ImportDemand(
        string sku, params IReadOnlyList<(DateOnly Day, int Units, int Lines)> days) => Call(services =>
        services.GetRequiredService<ImportDemand>().Run(
            new(Shop, new(sku)),
            days.ToDictionary(day => day.Day, day => new ImportedDemand(day.Units, day.Lines)), default));

    /// <summary>Asks a use case that has no word of its own here.</summary>
    public Task<T> Use<TUseCase, T>(Func<TUseCase, Task<T>> call)
        where TUseCase : notnull => Call(services => call(services.GetRequiredService<TUseCase>()));

    public Task Use<TUseCase>(Func<TUseCase, Task> call)
        where TUseCase : notnull => Process.Do(services => call(services.GetRequiredService<TUseCase>()));

    /// <summary>What a night learns of the suppliers.</summary>
    public Task Learn() => Use<LearnSuppliers>(learn => learn.Run(Shop, Today, default));

    /// <summary>Works all messages and what a sweep finds, until there is nothing left.</summary>
    public async Task Rest()
    {
        for (var round = 1; round <= 3; round++)
        {
            await Drain();
            if (round == 1)
            {
                await Storm();
            }

            await Process.WorkMessages();
            await Use<Sweep>(sweep => sweep.RunAtStart(default));
        }
    }

    /// <summary>Comes back when nothing goes on behind an answer.</summary>
    public Task Drain() => Process.Drain();

    private Task<T> Call<T>(Func<ServiceProvider, Task<T>> call) => Process.Call(call);

    private ServiceProvider Start() => new ServiceCollection()
        .AddLogging()
        .AddSingleton(new Clocks(Business, TimeProvider.System))
        .AddSingleton(new ShopDirectory(
        [
            new(Shop, "Demo", null, [], new Dictionary<SupplierId, Supplier> { [Acme] = new(Acme, [], null) }),
        ]))
        .AddSingleton(Links)
        .AddSingleton<IStore>(new FaultyStore(Store, fate))
        .AddSingleton<IWorkQueue>(new FaultyQueue(queue, fate))
        .AddSingleton<IMailer>(new FaultyMailer(Mailbox, fate))
        .AddPipeline()
        .BuildServiceProvider();
}
