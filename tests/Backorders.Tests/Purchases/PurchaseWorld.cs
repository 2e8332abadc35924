using System.Net;
using System.Text;
using Backorders.Api;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Pipeline.Purchasing;
using Backorders.Supply;
using Backorders.Tests.Contracts;
using Backorders.Tests.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Purchases;

/// <summary>
/// One shop with a supplier that has a webhook and one that has a mailbox, over ports of which one call may meet its
/// fate; callers repeat what ended without an answer, and a process that died is started again.
/// </summary>
public sealed class PurchaseWorld(Fate fate)
{
    public static readonly ShopId Shop = new("demo");
    public static readonly SupplierId Acme = new("acme"), Post = new("post"), Mute = new("mute");

    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly PlainQueue queue = new();
    private WorldProcess? process;

    public PurchaseWorld()
        : this(Fate.Fair())
    {
    }

    public ModelStore Store { get; } = new();

    public Mailbox Mailbox { get; } = new();

    public FakeTimeProvider Time { get; } = new(Morning);

    public Wire Wire { get; } = new();

    private WorldProcess Process => process ??= new(fate, queue, Start);

    public Task<PurchaseOutcome> Place(
        string id, SupplierId supplier, bool send, params IReadOnlyList<(string Sku, int Quantity)> lines) => Call(
        services => services.GetRequiredService<ManagePurchases>().Place(
            Shop, new PlacePurchase(new(id), supplier, Lines(lines), "EUR", send), default));

    public Task<PurchaseOutcome> Take(
        PurchaseId proposal, bool send = true, params IReadOnlyList<(string Sku, int Quantity)> lines) => Call(
        services => services.GetRequiredService<ManagePurchases>().Place(
            Shop, new TakeProposal(proposal, null, lines.Count == 0 ? null : Lines(lines), null, send), default));

    public Task<PurchaseId?> Propose(
        string sku, SupplierId supplier, int quantity, int day = 23, string reason = "It runs out.") => Call(
        services => services.GetRequiredService<ProposePurchases>().Propose(
            Shop, new(new(sku), supplier, new(2026, 11, day), quantity, 1.5m, "EUR", reason), default));

    public Task<PurchaseOutcome> Approve(string id, bool send = true) => Call(services =>
        services.GetRequiredService<ManagePurchases>().Approve(Shop, new(id), send, default));

    public Task<PurchaseOutcome> Cancel(string id) => Call(services =>
        services.GetRequiredService<ManagePurchases>().Cancel(Shop, new(id), "why", default));

    public async Task<PurchaseView> Get(string id) => (await Call(services =>
        services.GetRequiredService<ManagePurchases>().Get(Shop, new(id), default)))!;

    public async Task<IReadOnlyList<PurchaseView>> List(PurchaseState? status = null, SupplierId? supplier = null) =>
        (await Call(services => services.GetRequiredService<ManagePurchases>().List(
            Shop, new(status, supplier, 50, null), default))).PurchaseOrders;

    /// <summary>Without a price, and nothing said of the currency.</summary>
    public Task<PurchaseOutcome> PlaceBare(string id, SupplierId supplier, params IReadOnlyList<string> skus) => Call(
        services => services.GetRequiredService<ManagePurchases>().Place(
            Shop,
            new PlacePurchase(
                new(id), supplier, skus.Select(sku => new PurchaseLine(new(sku), 2, null)).ToList(), null, false),
            default));

    public Task<SupplierItemOutcome> Item(
        SupplierId supplier, string sku, decimal price, string currency, bool active = true, int minimum = 1) => Call(
        services => services.GetRequiredService<SupplierItems>().Put(
            new(Shop, new(sku)), supplier,
            new(
                new(true, price), new(true, currency), new(true, 5), new(true, minimum), default, default,
                new(true, active)),
            default));

    /// <summary>What the nightly job does of orders at suppliers.</summary>
    public Task Review() =>
        Process.Do(services => services.GetRequiredService<ReviewPurchases>().RunAll(Shop, default));

    public Task<PurchaseOutcome> PlaceUntil(
        DateOnly neededBy, string id, SupplierId supplier, string sku, int quantity) => Call(
        services => services.GetRequiredService<ManagePurchases>().Place(
            Shop,
            new PlacePurchase(new(id), supplier, Lines([(sku, quantity)]), "EUR", false) { NeededBy = neededBy },
            default));

    public Task<StockOutcome> Put(string sku) => Call(services =>
        services.GetRequiredService<ManageStock>().Put(
            new(Shop, new(sku)), new(0, null, default, default, default, default), default));

    public Task<NewsOutcome> News(
        string id, NewsType type, string shipment, string? purchase, SupplierId supplier,
        params IReadOnlyList<(string Sku, int Quantity)> lines) =>
        Call(services => services.GetRequiredService<TakeShipmentNews>().Run(
            Shop, supplier,
            new(
                id, type, Morning.AddMinutes(int.Parse(id)), new(shipment), new(2026, 12, 1),
                lines.Count == 0 ? null : lines.Select(line => new NewsLine(new(line.Sku), line.Quantity)).ToList())
            {
                Purchase = purchase is null ? null : new PurchaseId(purchase),
            },
            default));

    /// <summary>Works all messages and what a sweep finds; between the sweeps some minutes pass.</summary>
    public async Task Rest()
    {
        for (var round = 1; round <= 3; round++)
        {
            await Process.Drain();
            await Process.WorkMessages();
            Time.Advance(TimeSpan.FromMinutes(2));
            await Process.Do(services => services.GetRequiredService<Sweep>().Run(default));
        }
    }

    public async Task DaysPass(int days)
    {
        for (var hours = 0; hours < days * 24; hours++)
        {
            Time.Advance(TimeSpan.FromHours(1));
            await Rest();
        }
    }

    private static List<PurchaseLine> Lines(IReadOnlyList<(string Sku, int Quantity)> lines) =>
        lines.Select(line => new PurchaseLine(new(line.Sku), line.Quantity, 2.5m)).ToList();

    private Task<T> Call<T>(Func<ServiceProvider, Task<T>> call) => Process.Call(call);

    private ServiceProvider Start() => new ServiceCollection()
        .AddLogging()
        .AddSingleton(new Clocks(Time, Time))
        .AddSingleton(new ShopDirectory([new(Shop, "Demo & Sons", "buy@demo.example", [], Suppliers())]))
        .AddSingleton<IStore>(new FaultyStore(Store, fate))
        .AddSingleton<IWorkQueue>(new FaultyQueue(queue, fate))
        .AddSingleton<IMailer>(new FaultyMailer(Mailbox, fate))
        .AddSingleton(new WebhookTransport(new FaultyWire(Wire, fate)))
        .AddPipeline()
        .BuildServiceProvider();

    private static Dictionary<SupplierId, Supplier> Suppliers() => new()
    {
        [Acme] = new(Acme, [Receiver.Secret], null) { WebhookUrl = new("https://acme.example/orders") },
        [Post] = new(Post, [Receiver.Secret], null) { Email = "orders@post.example" },
        [Mute] = new(Mute, [Receiver.Secret], null),
    };
}

/// <summary>What came to the supplier's webhook, and what it answers.</summary>
public sealed class Wire
{
    public IList<(string Id, string Body)> Taken { get; } = [];

    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    /// <summary>Done before it answers.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;
}

internal sealed class FaultyWire(Wire wire, Fate fate) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await fate.Meet(async () =>
            {
                var body = Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
                wire.Taken.Add((request.Headers.GetValues("webhook-id").Single(), body));
                await wire.Meanwhile();
                return new HttpResponseMessage(wire.Answer);
            });
        }
        catch (UnavailableException broken)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "It broke.", broken);
        }
    }
}
