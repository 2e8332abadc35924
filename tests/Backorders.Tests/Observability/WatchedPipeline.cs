using Backorders.Api;
using Backorders.Embedded;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Supply;
using Backorders.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Observability;

/// <summary>
/// One shop on the embedded store and queue, whose messages are worked when the test says so, and whose time stands
/// still until then.
/// </summary>
internal sealed class WatchedPipeline : IAsyncDisposable
{
    public const string CustomerName = "Zwetschge Canary";
    public const string CustomerAddress = "zwetschge@canary.example";
    public static readonly ShopId Shop = new("demo");

    private readonly DataFolder folder = new();
    private readonly SqliteDatabase database;
    private readonly ServiceProvider services;
    private readonly List<ServiceProvider> neighbours = [];

    public WatchedPipeline()
    {
        database = folder.Open();
        services = Process();
    }

    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public PostOffice Post { get; } = new();

    /// <summary>The bodies of all messages that were worked, by queue.</summary>
    public List<(string Queue, string Body)> Worked { get; } = [];

    public IStore Store => Use<IStore>();

    public T Use<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Goods that another process on the same data books in.</summary>
    public Task ReceiveElsewhere(string sku, int quantity)
    {
        neighbours.Add(Process());
        return neighbours[^1].GetRequiredService<ManageStock>().Receive(
            new(Shop, new(sku)), new($"receipt-{sku}", quantity, null), default);
    }

    public Task Put(string sku, int onHand) => Use<ManageStock>().Put(
        new(Shop, new(sku)), new(onHand, $"count-{sku}", default, new(true, 10), default, default), default);

    public Task<OrderOutcome> Order(string number, string sku, int quantity, bool deny = false) =>
        Use<TakeOrder>().Run(Shop, new(
            new(number), null, new(CustomerName, CustomerAddress, null), false,
            [new OrderLine(new(sku), quantity, deny)]), default);

    public Task Handle(string queue, string body) => Use<QueueHandlers>().Handle(queue, body, default);

    public Task Keep(string queue, string body) => Use<KeepPoison>().Run(queue, body, default);

    public async Task<long> Poison() => (await Use<ReportWork>().Run(Shop, default)).Poison;

    public Task Sweep() => Use<Sweep>().Run(default);

    /// <summary>Lets work in the background end.</summary>
    public Task Settle() => Use<Background>().Drain(default);

    /// <summary>Works all messages until none is visible; what must wait stays for the next time.</summary>
    public async Task Work()
    {
        var queue = Use<IWorkQueue>();
        for (var found = true; found;)
        {
            found = false;
            foreach (var name in QueueNames.All)
            {
                await Settle();
                foreach (var message in await queue.Receive(name, 32, TimeSpan.FromMinutes(10), default))
                {
                    found = true;
                    Worked.Add((name, message.Body));
                    await Work(queue, message);
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in neighbours.Append(services))
        {
            await process.GetRequiredService<Background>().Drain(default);
            await process.DisposeAsync();
        }

        await database.DisposeAsync();
        folder.Dispose();
    }

    private async Task Work(IWorkQueue queue, Message message)
    {
        try
        {
            await Handle(message.Handle.Queue, message.Body);
            await queue.Delete(message.Handle, default);
        }
        catch (UnavailableException away)
        {
            await queue.Postpone(message, away.RetryAfter, default);
        }
    }

    private ServiceProvider Process() => new ServiceCollection()
        .AddLogging()
        .AddSingleton(new Clocks(Clock, Clock))
        .AddSingleton(new ShopDirectory([new(Shop, "Demo", null, [], new Dictionary<SupplierId, Supplier>())]))
        .AddSingleton<IStore>(new SqliteStore(database))
        .AddSingleton<IWorkQueue>(new SqliteQueue(database, Clock, TimeSpan.FromMinutes(1)))
        .AddSingleton<IMailer>(Post)
        .AddPipeline()
        .BuildServiceProvider();
}

/// <summary>A provider that answers as the test says; by itself it takes every mail.</summary>
internal sealed class PostOffice : IMailer
{
    public Queue<SendOutcome> Answers { get; } = new();

    public Task<SendOutcome> Send(Mail mail, CancellationToken cancellationToken) =>
        Task.FromResult(Answers.TryDequeue(out var answer) ? answer : new SendOutcome.Accepted());

    public Task<SendOutcome?> LookUp(Mail mail, CancellationToken cancellationToken) =>
        Task.FromResult<SendOutcome?>(null);

    public Task Check(CancellationToken cancellationToken) => Task.CompletedTask;
}
