using Backorders.Tests.EndToEnd;

namespace Backorders.Tests.Security;

/// <summary>
/// North's customers have names and addresses that stand nowhere else. Whatever north and they do, nothing of them is
/// in an answer to anybody else, in a problem, or in a log that tells all it can.
/// </summary>
[Collection(EndToEndTests.Name)]
public sealed class When_customers_are_canaries : IAsyncLifetime
{
    private static readonly string[] Canaries = ["Kanarienvogel", "serinus.canaria", "aviary.example"];

    private readonly TempFolder folder = new();

    /// <summary>Of a customer's link: whoever has it may cancel.</summary>
    private string token = "";
    private ServerProcess server = null!;
    private Caller north = null!;
    private Caller south = null!;
    private Caller northOperator = null!;

    private static object Customer => new { name = "Kanarienvogel", email = "serinus.canaria@aviary.example" };

    public async ValueTask InitializeAsync()
    {
        server = await ServerProcess.Start(folder, new Dictionary<string, string>(TwoShops.Settings)
        {
            ["Logging__LogLevel__Default"] = "Trace",
            ["PublicUrl"] = "https://orders.example",
        });
        (north, south) = (new(server.Address, "north-shop"), new(server.Address, "south-shop"));
        northOperator = new(server.Address, "north-operator");
    }

    public async ValueTask DisposeAsync()
    {
        north.Dispose();
        south.Dispose();
        northOperator.Dispose();
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Nobody_else_and_no_log_hears_of_them()
    {
        List<string> heard = [];
        await LiveThroughEverything(heard);
        foreach (var path in new[]
        {
            "/api/orders", "/api/orders?email=serinus.canaria@aviary.example", "/api/orders/C-1", "/api/changes",
            "/api/stock", "/api/stock/C.SKU", "/api/stock/C.SKU/backorders", "/healthz", "/openapi/v1.json",
        })
        {
            heard.Add((await south.Get(path)).Raw);
        }

        Assert.Equal(0, await server.Stop());
        Assert.True(server.Output.Length > 10_000, "A log that tells nothing proves nothing.");
        Assert.DoesNotContain(token, server.Output, StringComparison.Ordinal);
        Assert.All(heard.Append(server.Output), text => Assert.All(
            Canaries, canary => Assert.False(
                text.Contains(canary, StringComparison.OrdinalIgnoreCase), Around(text, canary))));
    }

    /// <summary>Orders, repeats, conflicts, mistakes, changes of date, mails, cancels and shipments.</summary>
    private async Task LiveThroughEverything(List<string> problems)
    {
        (await north.Put("/api/stock/C.SKU", new { onHand = 1, leadTimeDays = 9 })).Expect(201);
        (await north.Post("/api/orders", Order("C-1", 2))).Expect(201);
        (await north.Post("/api/orders", Order("C-1", 2))).Expect(200);
        problems.Add((await north.Post("/api/orders", Order("C-1", 3))).ExpectProblem(422, "order-conflict").Raw);
        problems.Add((await north.Post("/api/orders", Order("C-2", 0))).ExpectProblem(422, "validation").Raw);
        problems.Add((await north.PostText(
            "/api/orders", """{"orderNumber":"C-3","customer":{"name":"Kanarienvogel","email":"serinus.canaria@""" +
                """ aviary.example"},"lines":[{"sku":"C.SKU","quantity":1}]}""")).ExpectProblem(422, "validation").Raw);
        problems.Add((await north.PostText(
            "/api/orders", """{"customer":{"name":"Kanarienvogel" "email"}""")).ExpectProblem(400, "malformed").Raw);
        await northOperator.AtRest();
        await OpenTheLink(problems);
        var supplier = new SupplierDesk(north, "north", "acme", TwoShops.AcmeSecret);
        var now = TimeProvider.System.GetUtcNow();
        var lines = new[] { Contract.Line("C.SKU", 5) };
        var eta = Contract.InDays(20);
        (await supplier.Tell("c-1", "shipment.announced", now, new { shipment = "C.PO", eta, lines })).Expect(202);
        await northOperator.AtRest();
        (await supplier.Tell("c-2", "shipment.arrived", now, new { shipment = "C.PO", lines })).Expect(202);
        await northOperator.AtRest();
        (await north.Get("/api/orders?email=serinus.canaria@aviary.example")).Expect(200);
        (await north.Post("/api/orders/C-1/shipments", new { })).Expect(200);
        problems.Add((await north.Post("/api/orders/C-1/cancel", new { })).ExpectProblem(409, "already-shipped").Raw);
        await northOperator.AtRest();
        Assert.True((await northOperator.Get("/healthz")).Number("work.notices.sent") >= 2, "No mail was sent.");
    }

    /// <summary>The pages name nobody: links are passed on.</summary>
    private async Task OpenTheLink(List<string> heard)
    {
        var mail = Assert.Single(Directory.GetFiles(System.IO.Path.Combine(folder.Path, "mails")));
        token = await MailedLink.TokenInFile(mail);
        heard.Add((await south.Get($"/o/{token}")).Expect(200).Raw);
        heard.Add((await south.PostText($"/o/{token}", "", MailedLink.Form)).Expect(422).Raw);
        (await south.PostText($"/o/{token}", "choice=keep", MailedLink.Form)).Expect(303);
        heard.Add((await south.Get($"/o/{token}x")).Expect(404).Raw);
    }

    private static object Order(string orderNumber, int quantity) =>
        new { orderNumber, customer = Customer, lines = new[] { Contract.Line("C.SKU", quantity) } };

    private static string Around(string text, string canary)
    {
        var at = text.IndexOf(canary, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 100)];
    }
}
