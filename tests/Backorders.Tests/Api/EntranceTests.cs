using Backorders.Api;
using Backorders.Api.Door;
using Backorders.Pipeline.Ports;
using Microsoft.AspNetCore.Http;

namespace Backorders.Tests.Api;

public sealed class EntranceTests
{
    public static TheoryData<string> EveryRoute => [.. Routes.All.Select(route => route.Name)];

    [Theory]
    [MemberData(nameof(EveryRoute))]
    public async Task Each_route_lets_in_whom_it_may(string name)
    {
        var route = GivenApi.Route(name);
        var open = route.Rule is Rule.Anyone or Rule.Supplier or Rule.Customer;
        var (noKey, readOnly) = open ? (204, 204) : (401, route.Method == "GET" ? 204 : 403);

        Assert.Equal(noKey, await StatusWith(route, null));
        Assert.Equal(noKey, await StatusWith(route, ""));
        Assert.Equal(noKey, await StatusWith(route, "Bearer"));
        Assert.Equal(noKey, await StatusWith(route, "Bearer "));
        Assert.Equal(noKey, await StatusWith(route, "Bearer wrong"));
        Assert.Equal(noKey, await StatusWith(route, $"Basic {GivenApi.ShopKey}"));
        Assert.Equal(noKey, await StatusWith(route, GivenApi.ShopKey));
        Assert.Equal(noKey, await StatusWith(route, $"Bearer {new string('k', 100_000)}"));
        Assert.Equal(readOnly, await StatusWith(route, $"Bearer {GivenApi.OperatorKey}"));
        Assert.Equal(
            route.Rule == Rule.Operator ? 403 : 204, await StatusWith(route, $"Bearer {GivenApi.ShopKey}"));
        Assert.Equal(204, await StatusWith(route, $"bearer {GivenApi.BothKey}"));
    }

    [Theory]
    [MemberData(nameof(EveryRoute))]
    public void Only_a_shop_its_suppliers_and_customers_change_anything(string name)
    {
        var route = GivenApi.Route(name);
        Assert.Equal(
            route.Method == "GET",
            route.Rule is Rule.Reader or Rule.Operator or Rule.Anyone
                || (route.Rule == Rule.Customer && route.Name == "CustomerPage"));
    }

    [Theory]
    [InlineData("operator", GivenApi.OperatorKey, 204)]
    [InlineData("", GivenApi.OperatorKey, 204)]
    [InlineData("operator", GivenApi.ShopKey, 403)]
    [InlineData("operator", "wrong", 401)]
    [InlineData("operator", "", 401)]
    public async Task A_browser_sends_an_operators_key_as_a_password_and_it_opens_the_dashboard_alone(
        string user, string key, int status)
    {
        var typed = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{key}"));

        Assert.Equal(status, await StatusWith(GivenApi.Route("Dashboard"), $"Basic {typed}"));
        Assert.Equal(401, await StatusWith(GivenApi.Route("ListOrders"), $"Basic {typed}"));
        Assert.Equal(401, await StatusWith(GivenApi.Route("Dashboard"), $"Basic {typed[..^3]}%"));
    }

    [Fact]
    public async Task A_customer_reads_every_no_as_a_page_that_gives_nothing_away()
    {
        await using var services = GivenApi.Services();
        var route = GivenApi.Route("CustomerChoice");
        foreach (var (handler, status, says) in new (Handler, int, string)[]
        {
            (_ => Task.FromResult<IResult>(Problems.NotFound()), 404, "This link does not work"),
            (_ => throw new InvalidOperationException("secret"), 500, "cannot be shown just now"),
            (_ => throw new UnavailableException("secret", TimeSpan.FromSeconds(7)), 503, "cannot be shown just now"),
            (_ => throw new BadHttpRequestException("secret"), 400, "That was not understood"),
        })
        {
            var (response, body) = await GivenApi.Answer(services, route with { Handler = handler }, _ => { });

            Assert.Equal((status, "text/html; charset=utf-8"), (response.StatusCode, response.ContentType));
            Assert.Equal("no-store", response.Headers.CacheControl);
            Assert.Equal(status == 503 ? "7" : "", response.Headers.RetryAfter.ToString());
            Assert.Contains(says, body, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_two_routes_share_a_name_or_an_address()
    {
        Assert.Distinct(Routes.All.Select(route => route.Name));
        Assert.Distinct(Routes.All.Select(route => $"{route.Method} {route.Template}"));
    }

    [Fact]
    public async Task A_key_opens_its_own_shop()
    {
        ShopId? seen = null;
        var route = GivenApi.Route("GetOrder") with
        {
            Handler = call =>
            {
                seen = call.Shop;
                return Task.FromResult(Results.NoContent());
            },
        };
        await StatusWith(route, $"Bearer {GivenApi.OtherShopKey}", open: false);
        Assert.Equal(new ShopId("south"), seen);
    }

    [Fact]
    public async Task Who_is_not_known_is_told_how_to_be_known_and_nothing_else()
    {
        await using var services = GivenApi.Services();
        var (none, noneBody) = await GivenApi.Answer(services, GivenApi.Route("GetOrder"), _ => { });
        var (_, wrongBody) = await GivenApi.Answer(
            services, GivenApi.Route("GetOrder"), request => request.Headers.Authorization = "Bearer wrong");

        Assert.Equal("unauthorized", GivenApi.ProblemName(none, noneBody));
        Assert.Equal("Bearer", none.Headers.WWWAuthenticate);
        Assert.Equal(noneBody, wrongBody);
        Assert.Equal("nosniff", none.Headers.XContentTypeOptions);
        Assert.Equal("no-store", none.Headers.CacheControl);
    }

    [Fact]
    public async Task A_key_that_asks_too_often_waits_and_the_others_do_not()
    {
        await using var services = GivenApi.Services(requestsPerSecond: 3);
        var answers = new List<(HttpResponse Response, string Body)>();
        for (var i = 0; i < 20; i++)
            answers.Add(await Ask(GivenApi.ShopKey));

        var refused = answers.Where(answer => answer.Response.StatusCode == 429).ToList();
        Assert.NotEmpty(refused);
        Assert.True(answers.Count - refused.Count >= 3);
        Assert.Equal("too-many-requests", GivenApi.ProblemName(refused[0].Response, refused[0].Body));
        Assert.True(int.Parse(refused[0].Response.Headers.RetryAfter!) >= 1);
        Assert.Equal(204, (await Ask(GivenApi.OperatorKey)).Response.StatusCode);

        Task<(HttpResponse Response, string Body)> Ask(string key) => GivenApi.Answer(
            services, Open(GivenApi.Route("GetOrder")), request => request.Headers.Authorization = $"Bearer {key}");
    }

    [Theory]
    [InlineData("away", 503, "unavailable")]
    [InlineData("bug", 500, "internal")]
    [InlineData("cut", 400, "malformed")]
    [InlineData("large", 413, "too-large")]
    public async Task A_broken_world_is_a_problem_without_its_details(string broken, int status, string name)
    {
        await using var services = GivenApi.Services();
        var route = GivenApi.Route("Health") with { Handler = _ => throw Broken(broken) };
        var (response, body) = await GivenApi.Answer(services, route, _ => { });

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(name, GivenApi.ProblemName(response, body));
        Assert.Equal(status == 503 ? "3" : null, response.Headers.RetryAfter.SingleOrDefault());
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_went_away_is_no_error()
    {
        await using var services = GivenApi.Services();
        var route = GivenApi.Route("Health") with { Handler = _ => throw new OperationCanceledException() };
        var (response, body) = await GivenApi.Answer(
            services, route, request => request.HttpContext.RequestAborted = new CancellationToken(canceled: true));
        Assert.Equal(499, response.StatusCode);
        Assert.Empty(body);
    }

    [Fact]
    public void A_key_of_two_shops_stops_the_start()
    {
        var north = GivenApi.Shops.Find(new ShopId("north"))!;
        var shops = new ShopDirectory([north, north with { Id = new ShopId("twin") }]);
        var error = Assert.Throws<ArgumentException>(() => new KeyRing(shops, new ApiSettings(new byte[16], null)));
        Assert.Contains("north and twin", error.Message, StringComparison.Ordinal);
    }

    private static Exception Broken(string how) => how switch
    {
        "away" => new UnavailableException("secret", TimeSpan.FromSeconds(2.5)),
        "cut" => new BadHttpRequestException("secret"),
        "large" => new BadHttpRequestException("secret", StatusCodes.Status413PayloadTooLarge),
        _ => new InvalidOperationException("secret"),
    };

    private static async Task<int> StatusWith(ApiRoute route, string? authorization, bool open = true)
    {
        await using var services = GivenApi.Services();
        var (response, _) = await GivenApi.Answer(
            services, open ? Open(route) : route, request => request.Headers.Authorization = authorization);
        return response.StatusCode;
    }

    /// <summary>The same route with nothing behind it.</summary>
    private static ApiRoute Open(ApiRoute route) =>
        route with { Handler = _ => Task.FromResult(Results.NoContent()) };
}
