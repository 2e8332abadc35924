using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backorders.Api;
using Backorders.Api.Document;
using Backorders.Api.Door;
using Backorders.Api.Orders;
using Backorders.Api.Purchases;
using Backorders.Api.Replenishment;
using Backorders.Api.Stock;
using Backorders.Api.Suppliers;
using Microsoft.Extensions.DependencyInjection;

namespace Backorders.Tests.Api;

public sealed class ApiDocumentTests : IAsyncLifetime
{
    private JsonNode document = null!;

    public async ValueTask InitializeAsync()
    {
        await using var services = GivenApi.Services();
        document = JsonNode.Parse(await services.GetRequiredService<DescribedApi>().Json())!;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void It_is_openapi_3_1_and_leads_to_the_page()
    {
        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.Contains("/scalar", (string)document["info"]!["description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_may_be_had_as_json_and_as_csv()
    {
        var content = document["paths"]!["/api/reports/{report}"]!["get"]!["responses"]!["200"]!["content"]!.AsObject();

        Assert.Equal(["application/json", "text/csv"], content.Select(one => one.Key).Order(StringComparer.Ordinal));
        Assert.Equal("string", (string)content["text/csv"]!["schema"]!["type"]!);
        var names = content["application/json"]!["example"]!["columns"]!.AsArray().Select(name => (string)name!);
        Assert.StartsWith(
            string.Join(',', names) + "\r\n", (string)content["text/csv"]!["example"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void It_names_every_route_and_no_other() => Assert.Equal(
        Routes.All.Select(route => $"{route.Method} {route.Template} {route.Name}").Order(StringComparer.Ordinal),
        Operations().Select(operation => $"{operation.Method} {operation.Path} {operation.Node["operationId"]}")
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Each_operation_says_what_it_needs_and_what_it_may_answer()
    {
        foreach (var (route, operation) in Described())
        {
            Assert.NotEmpty((string)operation["summary"]!);
            Assert.NotEmpty((string)operation["description"]!);
            Assert.Equal(Needed(route.Rule), Schemes(operation));
            Assert.Equal(Placeholders(route), Parameters(operation, "path"));
            Assert.Empty(ExpectedStatuses(route).Except(Statuses(operation)));
            foreach (var (status, response) in operation["responses"]!.AsObject().Where(r => int.Parse(r.Key) >= 400))
                CheckNo(route, int.Parse(status), response!);
        }
    }

    [Theory]
    [InlineData("TakeOrder", 422, "validation order-conflict unknown-sku")]
    [InlineData("TakeOrder", 503, "pool-full unavailable")]
    [InlineData("CancelOrder", 409, "already-shipped")]
    [InlineData("ShipOrder", 409, "already-shipped not-allocated ship-complete")]
    [InlineData("AdjustStock", 409, "insufficient-stock")]
    [InlineData("AdjustStock", 422, "id-conflict validation")]
    [InlineData("GetStock", 404, "unknown-sku")]
    [InlineData("PutSupplierItem", 404, "not-found unknown-sku")]
    [InlineData("ListSupplierItems", 404, "not-found")]
    [InlineData("PlacePurchaseOrder", 409, "wrong-state")]
    [InlineData("PlacePurchaseOrder", 422, "id-conflict unknown-sku validation")]
    [InlineData("CancelPurchaseOrder", 404, "not-found")]
    [InlineData("CancelPurchaseOrder", 409, "wrong-state")]
    [InlineData("GetReplenishment", 404, "unknown-sku")]
    [InlineData("GetReport", 400, "malformed")]
    [InlineData("GetReport", 404, "not-found")]
    [InlineData("ReceiveShipmentNews", 401, "unauthorized")]
    [InlineData("ReceiveShipmentNews", 403, "forbidden")]
    [InlineData("ReceiveShipmentNews", 422, "id-conflict unknown-sku validation")]
    public void The_problems_of_the_contract_are_listed(string name, int status, string problems)
    {
        var operation = Operations().Single(operation => (string)operation.Node["operationId"]! == name).Node;
        var content = operation["responses"]![$"{status}"]!["content"]!["application/problem+json"]!;
        var listed = content["examples"]!.AsObject().Select(example => example.Key);
        Assert.Equal(problems.Split(' ').Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var references = document.ToJsonString().Split("\"$ref\":\"").Skip(1).Select(rest => rest.Split('"')[0]);
        foreach (var reference in references.Distinct(StringComparer.Ordinal))
        {
            var target = reference.Split('/').Skip(1).Aggregate(document, (JsonNode? node, string part) => node?[part]);
            Assert.True(target is not null, $"{reference} leads nowhere");
        }
    }

    [Fact]
    public void Every_example_fits_its_schema()
    {
        var schema = new JsonSchema(document);
        var count = 0;
        foreach (var content in Contents(document))
        {
            var examples = content["examples"] is JsonObject several
                ? several.Select(example => example.Value!["value"])
                : content["example"] is { } one ? [one] : [];
            foreach (var example in examples)
            {
                Assert.Empty(schema.Errors(content["schema"]!, example));
                count++;
            }
        }

        Assert.True(count > Routes.All.Count * 3);
    }

    [Fact]
    public void Every_body_that_is_shown_is_taken()
    {
        Taken("NewOrder", (body, errors) => OrderBody.Read(body, default, Parsed.Days, errors));
        Taken("Cancel", (body, errors) => ChangeBody.Cancel(body, default, errors));
        Taken("Shipment", ChangeBody.Ship);
        Taken("StockSettings", (body, errors) => StockBody.Put(body, "TV-55", errors));
        Taken("Adjustment", StockBody.Adjust);
        Taken("Receipt", StockBody.Receipt);
        Taken("SupplierItemTerms", (body, _) => SupplierItemBody.Put(body, Parsed.Days));
        Taken("NewPurchaseOrder", (body, errors) => PurchaseBody.Place(body, default, Parsed.Days, errors));
        Taken("Approval", PurchaseBody.Approve);
        Taken("PurchaseCancel", PurchaseBody.Cancel);
        Taken("ReplenishmentRun", RunBody.Read);
        Taken("ShipmentNews", (body, errors) => NewsBody.Read(body, "msg-1", GivenApi.Now, Parsed.Days, errors));

        void Taken<T>(string schema, Extract<T> extract)
        {
            var reference = $"#/components/schemas/{schema}";
            var shown = Contents(document).Where(content => (string?)content["schema"]?["$ref"] == reference);
            foreach (var content in shown)
                Parsed.Request(extract, content["example"]!.ToJsonString());
            Assert.NotEmpty(shown);
        }
    }

    /// <summary>A customer reads a page, everybody else a problem.</summary>
    private static void CheckNo(ApiRoute route, int status, JsonNode response)
    {
        if (route.Rule == Rule.Customer)
        {
            var page = Assert.Single(response["content"]!.AsObject());
            Assert.Equal("text/html", page.Key);
            Assert.Equal(status is 429 or 503, response["headers"]?["Retry-After"] is not null);
            return;
        }

        CheckProblems(status, response);
    }

    private static void CheckProblems(int status, JsonNode response)
    {
        var content = response["content"]!["application/problem+json"]!;
        Assert.Equal("#/components/schemas/Problem", (string)content["schema"]!["$ref"]!);
        foreach (var (name, example) in content["examples"]!.AsObject())
        {
            Assert.Equal(status, (int)example!["value"]!["status"]!);
            Assert.Equal(Problems.TypeBase + name, (string)example["value"]!["type"]!);
        }

        var headers = response["headers"]?.AsObject().Select(header => header.Key) ?? [];
        Assert.Equal(status is 429 or 503, headers.Contains("Retry-After"));
        Assert.Equal(status == 401, headers.Contains("WWW-Authenticate"));
    }

    private static IEnumerable<int> ExpectedStatuses(ApiRoute route)
    {
        IEnumerable<int> any = [500, 503];
        IEnumerable<int> keyed = route.Rule is Rule.Reader or Rule.Writer or Rule.Operator ? [401, 429] : [];
        IEnumerable<int> writer = route.Rule is Rule.Writer or Rule.Operator ? [403] : [];
        IEnumerable<int> body = route.Method == "GET" ? [200] : [400, 413, 415, 422];
        IEnumerable<int> place = route.Template.Contains("{order", StringComparison.Ordinal) ? [404] : [];
        IEnumerable<int> customer = route.Rule == Rule.Customer ? [404, 429] : [];
        return [.. any, .. keyed, .. writer, .. body, .. place, .. customer];
    }

    private static string? Needed(Rule rule) => rule switch
    {
        Rule.Reader or Rule.Writer => "apiKey",
        Rule.Operator => "operatorPassword",
        Rule.Supplier => "webhookSignature",
        _ => null,
    };

    private static string? Schemes(JsonNode operation) =>
        operation["security"]!.AsArray().Single()!.AsObject().Select(scheme => scheme.Key).SingleOrDefault();

    private static IEnumerable<string> Placeholders(ApiRoute route) =>
        route.Template.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment[1..^1]);

    private static IEnumerable<string> Parameters(JsonNode operation, string place) =>
        (operation["parameters"]?.AsArray() ?? [])
            .Where(parameter => (string)parameter!["in"]! == place)
            .Select(parameter => (string)parameter!["name"]!);

    private static IEnumerable<int> Statuses(JsonNode operation) =>
        operation["responses"]!.AsObject().Select(response => int.Parse(response.Key));

    private IEnumerable<(ApiRoute Route, JsonNode Operation)> Described() => Operations().Select(
        operation => (GivenApi.Route((string)operation.Node["operationId"]!), operation.Node));

    private IEnumerable<(string Method, string Path, JsonNode Node)> Operations() =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(
            operation => (operation.Key.ToUpperInvariant(), path.Key, operation.Value!)));

    private static IEnumerable<JsonNode> Contents(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == "content"
            ? member.Value!.AsObject().Select(content => content.Value!)
            : Contents(member.Value)),
        JsonArray items => items.SelectMany(Contents),
        _ => [],
    };
}
