using System.Net;
using System.Net.Sockets;
using System.Text;
using Backorders.Api;
using Backorders.Api.Door;
using Backorders.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Backorders.Tests.Api;

/// <summary>The routes as Kestrel serves them.</summary>
public sealed class ServedApiTests : IAsyncLifetime
{
    private readonly HttpClient client = new();
    private readonly LogBook errors = new(LogLevel.Error);
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = RawBody.MaxBytes);
        builder.Logging.AddProvider(errors);
        GivenApi.AddTo(builder.Services);
        app = builder.Build();
        app.MapBackorders();
        await app.StartAsync(TestContext.Current.CancellationToken);
        client.BaseAddress = new Uri(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/api")]
    [InlineData("/api/orders/A/B/C")]
    public async Task An_unknown_address_is_a_problem(string address)
    {
        using var response = await Send(HttpMethod.Get, address);
        await IsProblem(response, HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_wrong_method_is_a_problem_that_names_the_right_ones()
    {
        using var response = await Send(HttpMethod.Delete, "/api/orders");
        await IsProblem(response, HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_route_is_served()
    {
        foreach (var route in Routes.All.Where(route => route.Rule is Rule.Reader or Rule.Writer))
        {
            var address = route.Template.Replace("{orderNumber}", "A", StringComparison.Ordinal)
                .Replace("{sku}", "A", StringComparison.Ordinal)
                .Replace("{supplier}", "A", StringComparison.Ordinal)
                .Replace("{report}", "surplus", StringComparison.Ordinal);
            using var response = await Send(HttpMethod.Parse(route.Method), address);
            await IsProblem(response, HttpStatusCode.Unauthorized, "unauthorized");
        }
    }

    [Fact]
    public async Task A_caller_that_breaks_off_in_its_body_is_let_go_and_the_others_are_served()
    {
        using var socket = new TcpClient();
        var address = client.BaseAddress!;
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {GivenApi.ShopKey}\r\n"
                + "Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"orderNumber\":"),
            TestContext.Current.CancellationToken);
        socket.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        Assert.Empty(await UntilLetGo(reader));
        Assert.Empty(errors.Lines);
        using var other = await Send(HttpMethod.Get, "/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    /// <summary>What comes until the connection ends; a reset is an end like any other.</summary>
    private static async Task<string> UntilLetGo(StreamReader reader)
    {
        try
        {
            return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return "";
        }
    }

    [Theory]
    [InlineData(2_000_000, true)]
    [InlineData(2_000_000, false)]
    [InlineData(20_000_000, true)]
    [InlineData(20_000_000, false)]
    public async Task Who_sends_too_much_gets_to_read_so(int bytes, bool announced)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders")
        {
            Content = new StreamContent(new MemoryStream(new byte[bytes])),
        };
        request.Headers.TransferEncodingChunked = !announced;
        request.Headers.Authorization = new("Bearer", GivenApi.ShopKey);
        request.Content.Headers.ContentType = new("application/json");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        await IsProblem(response, HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task The_page_to_try_it_comes_whole_from_here()
    {
        var page = await client.GetStringAsync("/scalar/", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
        using var missing = await Send(HttpMethod.Get, "/scalar/a/b/c");
        await IsProblem(missing, HttpStatusCode.NotFound, "not-found");
        foreach (var script in new[] { "/scalar/scalar.js", "/scalar/scalar.aspnetcore.js" })
        {
            using var response = await Send(HttpMethod.Get, script);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_document_is_served()
    {
        using var response = await Send(HttpMethod.Get, "/openapi/v1.json");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            "\"openapi\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> Send(HttpMethod method, string address) =>
        client.SendAsync(new HttpRequestMessage(method, address), TestContext.Current.CancellationToken);

    private static async Task IsProblem(HttpResponseMessage response, HttpStatusCode status, string name)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(response.Headers.CacheControl?.NoStore);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"/problems/{name}\"", body, StringComparison.Ordinal);
    }
}
