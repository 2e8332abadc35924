using System.Text.Json.Nodes;
using Backorders.Orders;
using Backorders.Pipeline;
using Backorders.Pipeline.Ports;
using Backorders.Tests.Api;
using Backorders.Tests.Contracts;
using Microsoft.Extensions.DependencyInjection;
using static Backorders.Tests.Intake.QueuedShops;

namespace Backorders.Tests.Intake;

public sealed class When_orders_come_by_queue
{
    private const string Rest = """ "customer":{"email":"a@b.example"}, """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_taken_like_those_of_POST_whether_written_plain_or_in_base64()
    {
        var shops = await Open();
        await shops.Take(Message(Order("Q-1")));
        await shops.Take(InBase64(Message(Order("Q-2", quantity: 2))));
        await shops.Take($$"""{ "source": 7, "order": {{Order("Q-3")}}, "shop": "north" }""");

        Assert.Equal("allocated", (await shops.Find("Q-1"))?.Status);
        Assert.Equal("1 allocated, 1 backordered", Units(await shops.Find("Q-2")));
        Assert.Equal("backordered", (await shops.Find("Q-3"))?.Status);
        Assert.Empty(List(await shops.Problems()));
    }

    [Theory]
    [InlineData("malformed", """{"orderNumber":"Q-1","orderNumber":"Q-2"}""")]
    [InlineData("malformed", """{"a":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}""")]
    [InlineData("validation", """{"orderNumber":"Q-1","customer":{"email":"nobody"},"lines":[]}""")]
    [InlineData("validation", """{"customer":{"email":"a@b.example"},"lines":[{"sku":"TV","quantity":1}]}""")]
    [InlineData("validation", "7")]
    [InlineData("unknown-sku", $$"""{"orderNumber":"Q-1",{{Rest}}"lines":[{"sku":"X","quantity":1}]}""")]
    [InlineData("order-conflict", $$"""{"orderNumber":"Q",{{Rest}}"lines":[{"sku":"TV","quantity":1}]}""")]
    public async Task What_POST_would_refuse_is_listed_with_the_answer_of_POST(string name, string order)
    {
        var shops = await Open();
        await shops.Take(Message(Order("Q")));
        await shops.Take(Message(order));

        var problem = Assert.Single(List(await shops.Problems()));
        Assert.Equal($"https://backorders.dev/problems/{name}", (string)problem["problem"]!["type"]!);
        Assert.True(JsonNode.DeepEquals(await shops.Posted(order), problem["problem"]), problem.ToJsonString());
        Assert.Equal("2026-11-22T10:00:00Z", (string)problem["cameAt"]!);
        Assert.Equal(name is "malformed" || !order.Contains("orderNumber", StringComparison.Ordinal)
            ? null : name is "order-conflict" ? "Q" : "Q-1", (string?)problem["orderNumber"]);
    }

    [Theory]
    [InlineData("""{"shop":"north"}""", "validation")]
    [InlineData("""{"shop":"north","order":{"orderNumber":""", "malformed")]
    [InlineData("""{"shop":"north","order":{}} and more""", "malformed")]
    [InlineData("""{"shop":"north","shop":"south","order":{}}""", "malformed")]
    [InlineData("""{"shop":"north","order":{},"order":{}}""", "malformed")]
    [InlineData("""{"shop":"north",/* hi */"order":{}}""", "malformed")]
    public async Task A_message_that_only_tells_its_shop_is_listed_too(string message, string name)
    {
        var shops = await Open();
        await shops.Take(message);
        var problem = Assert.Single(List(await shops.Problems()))["problem"]!;
        Assert.Equal($"https://backorders.dev/problems/{name}", (string)problem["type"]!);
    }

    [Fact]
    public async Task An_order_of_48_KiB_is_taken_and_a_longer_one_is_told_so()
    {
        var shops = await Open();
        var plain = Message(Order("Q-1"));
        var most = plain + new string(' ', IntakeMessage.MostBytes - plain.Length);
        await shops.Take(most);
        await shops.Take(most + " ");

        Assert.NotNull(await shops.Find("Q-1"));
        var problem = Assert.Single(List(await shops.Problems()))["problem"]!;
        Assert.Equal(413, (int)problem["status"]!);
        Assert.Equal("Send at most 49152 bytes.", (string)problem["detail"]!);
    }

    [Fact]
    public async Task The_same_again_changes_nothing()
    {
        var shops = await Open();
        for (var time = 0; time < 3; time++)
        {
            await shops.Take(Message(Order("Q-1", quantity: 2)));
            await shops.Take(Message(Order("Q-1", quantity: 1)));
            await shops.Take(InBase64(Message(Order("Q-1", quantity: 1))));
        }

        Assert.Equal(2, (await shops.Find("Q-1"))?.Lines[0].Allocated);
        Assert.Equal("Q-1", (string?)Assert.Single(List(await shops.Problems()))["orderNumber"]);
    }

    [Fact]
    public async Task A_shop_and_its_operator_see_its_own_problems_and_nobody_elses()
    {
        var shops = await Open();
        await shops.Take(Message(Order("Q-1", "XX")));
        await shops.Take(Message(Order("S-1", "YY"), "south"));

        Assert.Equal("Q-1", (string?)Assert.Single(List(await shops.Problems()))["orderNumber"]);
        Assert.Equal("Q-1", (string?)Assert.Single(List(await shops.Problems(GivenApi.OperatorKey)))["orderNumber"]);
        Assert.Equal("S-1", (string?)Assert.Single(List(await shops.Problems(GivenApi.OtherShopKey)))["orderNumber"]);
    }

    [Fact]
    public async Task Their_problems_are_listed_newest_first_and_page_by_page()
    {
        var shops = await Open();
        for (var number = 1; number <= 5; number++)
        {
            await shops.Take(Message(Order($"Q-{number}", "XX")));
        }

        var first = await shops.Problems(query: "?limit=3");
        var second = await shops.Problems(query: $"?limit=3&after={(string)first["next"]!}");
        Assert.Equal(["Q-5", "Q-4", "Q-3"], List(first).Select(problem => (string?)problem["orderNumber"]));
        Assert.Equal(["Q-2", "Q-1"], List(second).Select(problem => (string?)problem["orderNumber"]));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task The_newest_thousand_problems_are_kept_and_fill_no_store()
    {
        var shops = await Open();
        var problems = shops.Services.GetRequiredService<IntakeProblems>();
        var refusal = new Refusal("validation", "No", 422, "Correct it.", null);
        for (var number = 1; number <= IntakeProblems.MostKept + 3; number++)
        {
            await problems.Keep(North, $"message {number}", new($"Q-{number}"), refusal, Stop);
        }

        await problems.Keep(North, $"message {IntakeProblems.MostKept}", null, refusal, Stop);
        List<string?> listed = [];
        for (var page = await problems.List(North, null, 150, Stop); ;
            page = await problems.List(North, page.Next, 150, Stop))
        {
            listed.AddRange(page.Problems.Select(problem => problem.OrderNumber));
            if (page.Next is null)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(4, IntakeProblems.MostKept).Reverse().Select(number => $"Q-{number}"), listed);
        var kept = await shops.Store.ByPlace(
            new(new(Container.Shops, "north|intake"), null, null, int.MaxValue), Stop);
        Assert.Equal(IntakeProblems.MostKept, kept.Count);
    }

    private static string Units(OrderView? order) =>
        order is { Lines: [var line] } ? $"{line.Allocated} allocated, {line.Backordered} backordered" : "none";

    internal static IReadOnlyList<JsonNode> List(JsonNode page) =>
        [.. page["problems"]!.AsArray().Select(problem => problem!)];
}
