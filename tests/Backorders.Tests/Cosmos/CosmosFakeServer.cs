using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Backorders.Tests.Cosmos;

/// <summary>The fake behind HTTPS on a free loopback port, for a server process of its own.</summary>
public sealed class CosmosFakeServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private CosmosFakeServer(WebApplication app, CosmosFake fake) => (this.app, Fake) = (app, fake);

    public CosmosFake Fake { get; }

    public string ConnectionString =>
        $"AccountEndpoint={Address}/;AccountKey=a2V5;DisableServerCertificateValidation=True";

    private string Address =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<CosmosFakeServer> Start()
    {
        var fake = new CosmosFake();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate()));
        });
        var built = builder.Build();
        built.Run(http => Serve(fake, http));
        await built.StartAsync();
        return new(built, fake);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static async Task Serve(CosmosFake fake, HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var headers = http.Request.Headers.ToDictionary(one => one.Key.ToLowerInvariant(), one => $"{one.Value}");
        var path = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget.Split('?')[0];
        var answer = await fake.Answer(
            new(http.Request.Method, $"https://{http.Request.Host}/", path, headers, body.ToArray()));
        http.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            http.Response.Headers.Append(name, value);
        }
        if (answer.Status is not (204 or 304))
        {
            await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
        }
    }

    /// <summary>Signed by itself and kept nowhere: whoever connects must not ask whose it is.</summary>
    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(
            new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
