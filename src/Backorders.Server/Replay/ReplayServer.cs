using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Backorders.Pipeline;
using Backorders.Server.Hosting;
using Backorders.Server.Replay.Shopfront;
using Backorders.Server.Replay.Suppliers;
using Backorders.Server.Settings;

namespace Backorders.Server.Replay;

/// <summary>
/// A whole server of its own in this process: a temporary folder, a free loopback port, one shop with its suppliers,
/// and a business clock that the replay steps. Leases, delays and time-outs run on the machine's clock.
/// </summary>
internal sealed class ReplayServer : IAsyncDisposable
{
    public const string Key = "replay-key";

    private static readonly ShopId Shop = new("gifts");

    private readonly WebApplication app;
    private readonly HttpClient withKey;
    private readonly HttpClient withoutKey;

    private ReplayServer(WebApplication app, string folder, SteppedTime business)
    {
        this.app = app;
        (Folder, Business) = (folder, business);
        Url = new Uri(app.Urls.First());
        withoutKey = new HttpClient { BaseAddress = Url };
        withKey = new HttpClient { BaseAddress = Url };
        withKey.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        Api = new ShopApi(withKey, TimeProvider.System);
        Suppliers = new SupplierApi(
            withoutKey, Shop.Value, ShelfPlan.LeadTimes.Keys.ToDictionary(s => s, SupplierApi.SecretOf), business);
    }

    public string Folder { get; }

    public Uri Url { get; }

    public SteppedTime Business { get; }

    public ShopApi Api { get; }

    public SupplierApi Suppliers { get; }

    /// <summary>Ctrl-C, or whatever else stops the server.</summary>
    public CancellationToken Stopping => app.Lifetime.ApplicationStopping;

    /// <param name="start">Where the business clock stands at first.</param>
    public static async Task<ReplayServer> Start(DateTimeOffset start, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("backorders-replay-").FullName;
        var business = new SteppedTime(start);
        var options = new ServerOptions(
            ["http://127.0.0.1:0"],
            new(
                folder, Development: true, new ShopDirectory([GiftShop()]), RequestsPerKeyPerSecond: null,
                SigningKey: null, AdapterOptions.Embedded));
        var host = await ServerHost.Build(options, new Clocks(business, TimeProvider.System));
        await host.StartAsync(cancellationToken);
        return new ReplayServer(host, folder, business);
    }

    /// <summary>Serves until the server is stopped; the business clock goes on too, from where it stands.</summary>
    public async Task Serve()
    {
        using var minutes = new PeriodicTimer(TimeSpan.FromMinutes(1), TimeProvider.System);
        try
        {
            while (await minutes.WaitForNextTickAsync(Stopping))
            {
                await Business.Step(Business.GetUtcNow().AddMinutes(1), Stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped: what was under way is drained by the host.
        }

        await app.WaitForShutdownAsync(CancellationToken.None);
    }

    public void DeleteFolder() => Directory.Delete(Folder, recursive: true);

    public async ValueTask DisposeAsync()
    {
        withKey.Dispose();
        withoutKey.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static Shop GiftShop() => new(
        Shop, "The Gift Shop", ReplyTo: "orders@example.com",
        [new(KeyHash(Key), Role.Shop), new(KeyHash(Key), Role.Operator)],
        ShelfPlan.LeadTimes.Keys.ToDictionary(
            name => new SupplierId(name),
            name => new Supplier(new SupplierId(name), [SupplierApi.SecretOf(name)], LeadTimeDays: null)));

    private static string KeyHash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
