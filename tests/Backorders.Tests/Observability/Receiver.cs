using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Backorders.Tests.Observability;

/// <summary>Takes what exporters send, as an OTLP collector and as Azure Monitor's ingestion would.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = new();
    private readonly WebApplication app;

    private Receiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(Take);
    }

    public string Address => app.Urls.Single();

    public static async Task<Receiver> Start()
    {
        var receiver = new Receiver();
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>All that came to addresses that begin so, a line a request.</summary>
    public string Text(string path) => string.Join('\n', received
        .Where(request => request.Path.StartsWith(path, StringComparison.Ordinal))
        .Select(request => Shown(request.Body)));

    /// <summary>Every byte as the character of that number.</summary>
    public static string Shown(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        var zipped = http.Request.Headers.ContentEncoding == "gzip";
        await using var sent = zipped
            ? new GZipStream(http.Request.Body, CompressionMode.Decompress)
            : http.Request.Body;
        await sent.CopyToAsync(body, http.RequestAborted);
        received.Enqueue((http.Request.Path, body.ToArray()));
        var items = Shown(body.ToArray()).Count(letter => letter == '\n') + 1;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(new JsonObject
        {
            ["itemsReceived"] = items,
            ["itemsAccepted"] = items,
            ["errors"] = new JsonArray(),
        }.ToJsonString());
    }
}
