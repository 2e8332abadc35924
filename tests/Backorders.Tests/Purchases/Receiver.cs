using System.Net;
using Backorders.Pipeline;
using Backorders.Pipeline.Purchasing;
using Backorders.Supply;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Purchases;

/// <summary>A webhook as a receiver got it.</summary>
internal sealed record Received(string Id, string Timestamp, string Signatures, string? ContentType, byte[] Body);

/// <summary>A supplier's real web server on this machine, which answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public static readonly byte[] Secret = WebhookSignature.DecodeSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;

    public static readonly byte[] Newer =
        WebhookSignature.DecodeSecret("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")!;

    private readonly WebApplication app;
    private readonly List<Received> received = [];

    private Receiver(WebApplication app) => this.app = app;

    public IReadOnlyList<Received> All => received;

    /// <summary>What it does with a request once it was written down.</summary>
    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    /// <summary>Set when a request has come.</summary>
    public SemaphoreSlim Came { get; } = new(0);

    public Uri Address => new(app.Urls.Single());

    public Supplier Supplier => new(new("acme"), [Secret, Newer], null) { WebhookUrl = new(Address, "/orders?key=1") };

    public static async Task<Receiver> Start(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        var receiver = new Receiver(builder.Build());
        receiver.app.Urls.Add("http://127.0.0.1:0");
        receiver.app.Run(receiver.Take);
        await receiver.app.StartAsync(cancellationToken);
        return receiver;
    }

    /// <summary>One try over the real wire.</summary>
    public async Task<TryOutcome> Try(
        WebhookOptions? options = null, Supplier? supplier = null, HostResolver? resolve = null)
    {
        options ??= new(AllowLoopback: true);
        using var transport = WebhookTransport.Guarded(options, resolve);
        var call = new CallSupplier(transport, options, new Clocks(Time, Time));
        return await call.Try(supplier ?? Supplier, "msg_1", """{"type":"purchaseOrder.placed"}""", default);
    }

    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource();
        await hurry.CancelAsync();
        await app.StopAsync(hurry.Token);
        await app.DisposeAsync();
        Came.Dispose();
    }

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers;
        received.Add(new(
            headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!,
            http.Request.ContentType, body.ToArray()));
        Came.Release();
        await Answer(http);
    }
}
