using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Backorders.Api;
using Backorders.Api.Door;
using Backorders.Pipeline;
using Backorders.Supply;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;

namespace Backorders.Tests.Api;

/// <summary>The door with two shops before it and no pipeline behind it.</summary>
internal static class GivenApi
{
    public const string ShopKey = "key of the shop north";
    public const string OperatorKey = "key of an operator of north";
    public const string BothKey = "key of north in both roles";
    public const string OtherShopKey = "key of the shop south";
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public static readonly byte[] SigningKey = SHA256.HashData("a signing key"u8);

    public static ShopDirectory Shops => new(
    [
        new Shop(
            new ShopId("north"), "North", null,
            [
                new ApiKey(Hash(ShopKey), Role.Shop),
                new ApiKey(Hash(OperatorKey), Role.Operator),
                new ApiKey(Hash(BothKey), Role.Shop),
                new ApiKey(Hash(BothKey), Role.Operator),
            ],
            new Dictionary<SupplierId, Supplier>
            {
                [new SupplierId("acme")] =
                    new(new SupplierId("acme"), [WebhookSignature.DecodeSecret(Secret)!], null),
            }),
        new Shop(
            new ShopId("south"), "South", null, [new ApiKey(Hash(OtherShopKey), Role.Shop)],
            new Dictionary<SupplierId, Supplier>()),
    ]);

    public static void AddTo(IServiceCollection services, int? requestsPerSecond = null) => services
        .AddLogging()
        .AddSingleton(Shops)
        .AddSingleton<Traffic>()
        .AddSingleton(new Clocks(new FakeTimeProvider(Now), new FakeTimeProvider(Now)))
        .AddBackordersApi(new ApiSettings(SigningKey, requestsPerSecond));

    public static ServiceProvider Services(int? requestsPerSecond = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { ApplicationName = "Backorders" });
        AddTo(services.AddRouting(), requestsPerSecond);
        return services.BuildServiceProvider();
    }

    /// <summary>What the door answers to a request of this route.</summary>
    public static async Task<(HttpResponse Response, string Body)> Answer(
        IServiceProvider services, ApiRoute route, Action<HttpRequest> request)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Method = route.Method;
        http.Response.Body = new MemoryStream();
        request(http.Request);
        var result = await services.GetRequiredService<Entrance>().Answer(route, http);
        await result.ExecuteAsync(http);
        return (http.Response, Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray()));
    }

    public static ApiRoute Route(string name) => Routes.All.Single(route => route.Name == name);

    /// <summary>The problem's name, when the body is a problem of the contract's shape.</summary>
    public static string ProblemName(HttpResponse response, string body)
    {
        Assert.Equal("application/problem+json", response.ContentType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(response.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        var type = problem.GetProperty("type").GetString()!;
        Assert.StartsWith("https://backorders.dev/problems/", type, StringComparison.Ordinal);
        return type["https://backorders.dev/problems/".Length..];
    }

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
