using System.Security.Cryptography;
using System.Text;

namespace Backorders.Tests.EndToEnd;

/// <summary>A server in Production with two shops, each with its own keys and suppliers.</summary>
public sealed class TwoShops : IAsyncLifetime
{
    internal const string AcmeSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    internal const string ZenithSecret = "whsec_HxwdGhsYGRYXFBUSExAREg8ODQwLCgkIBwYFBAMCAQA=";
    private readonly TempFolder folder = new();
    private ServerProcess? server;

    public Uri Address => server!.Address;

    public async ValueTask InitializeAsync() => server = await ServerProcess.Start(folder, Settings);

    internal static Dictionary<string, string> Settings => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["Shops__north__Name"] = "North",
        ["Shops__north__ApiKeys__0__Hash"] = Hash("north-shop"),
        ["Shops__north__ApiKeys__0__Role"] = "shop",
        ["Shops__north__ApiKeys__1__Hash"] = Hash("north-operator"),
        ["Shops__north__ApiKeys__1__Role"] = "operator",
        ["Shops__north__Suppliers__acme__Secrets__0"] = AcmeSecret,
        ["Shops__north__Suppliers__acme__Secrets__1"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        ["Shops__north__Suppliers__zenith__Secrets__0"] = ZenithSecret,
        ["Shops__south__Name"] = "South",
        ["Shops__south__ApiKeys__0__Hash"] = Hash("south-shop"),
        ["Shops__south__ApiKeys__0__Role"] = "shop",
        ["Shops__south__Suppliers__acme__Secrets__0"] = ZenithSecret,
    };

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        folder.Dispose();
    }

    private static string Hash(string key) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

[Collection(EndToEndTests.Name)]
public sealed class When_someone_calls_without_the_right(TwoShops server) : IClassFixture<TwoShops>, IDisposable
{
    private readonly Caller north = new(server.Address, "north-shop");
    private readonly Caller northOperator = new(server.Address, "north-operator");
    private readonly Caller south = new(server.Address, "south-shop");

    public void Dispose()
    {
        north.Dispose();
        northOperator.Dispose();
        south.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("north-shop2")]
    [InlineData("demo-key")]
    [InlineData("sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_missing_key_and_a_wrong_one_get_the_very_same_answer(string? key)
    {
        using var nobody = new Caller(server.Address, null);
        using var stranger = new Caller(server.Address, key);
        foreach (var path in new[] { "/api/orders", "/api/orders/W-1", "/api/stock/W.SKU", "/api/changes" })
        {
            var missing = (await nobody.Get(path)).ExpectProblem(401, "unauthorized");
            var wrong = (await stranger.Get(path)).ExpectProblem(401, "unauthorized");
            Assert.Equal(missing.Raw, wrong.Raw);
        }

        var order = Contract.Order("W-1", Contract.Line("W.SKU", 1));
        (await stranger.Post("/api/orders", order)).ExpectProblem(401, "unauthorized");
    }

    [Fact]
    public async Task An_operator_reads_everything_and_writes_nothing()
    {
        (await north.Put("/api/stock/W.READ", new { onHand = 1 })).Expect(201);
        (await north.Post("/api/orders", Contract.Order("W-READ", Contract.Line("W.READ", 1)))).Expect(201);
        foreach (var path in new[]
        {
            "/api/orders", "/api/orders/W-READ", "/api/changes", "/api/stock", "/api/stock/W.READ",
            "/api/stock/W.READ/backorders", "/api/stock/W.READ/promise?quantity=1",
        })
        {
            (await northOperator.Get(path)).Expect(200);
        }

        (await northOperator.Put("/api/stock/W.READ", new { onHand = 9 })).ExpectProblem(403, "forbidden");
        (await northOperator.Post("/api/orders/W-READ/cancel", new { })).ExpectProblem(403, "forbidden");
        var order = Contract.Order("W-NEW", Contract.Line("W.READ", 1));
        (await northOperator.Post("/api/orders", order)).ExpectProblem(403, "forbidden");
        Assert.Equal("allocated", (await north.Get("/api/orders/W-READ")).Text("status"));
        Assert.NotNull((await northOperator.Get("/healthz")).At("work"));
        Assert.Null((await north.Get("/healthz")).At("work"));
    }

    [Fact]
    public async Task Another_shops_things_are_not_there_in_the_very_same_words()
    {
        (await north.Put("/api/stock/W.NORTH", new { onHand = 0 })).Expect(201);
        (await north.Post("/api/orders", Contract.Order("W-NORTH", Contract.Line("W.NORTH", 1)))).Expect(201);
        foreach (var path in new[]
        {
            "/api/orders/{0}", "/api/stock/{0}", "/api/stock/{0}/backorders", "/api/stock/{0}/promise?quantity=1",
        })
        {
            var id = path.Contains("orders/", StringComparison.Ordinal) ? "W-NORTH" : "W.NORTH";
            var foreign = (await south.Get(path.Replace("{0}", id, StringComparison.Ordinal))).Expect(404);
            var missing = (await south.Get(path.Replace("{0}", "NOBODYS", StringComparison.Ordinal))).Expect(404);
            Assert.Equal(
                missing.Raw.Replace("NOBODYS", id, StringComparison.Ordinal), foreign.Raw);
        }

        (await south.Post("/api/orders/W-NORTH/cancel", new { })).ExpectProblem(404, "not-found");
        (await south.Post("/api/orders/W-NORTH/shipments", new { })).ExpectProblem(404, "not-found");
        var order = Contract.Order("W-SOUTH", Contract.Line("W.NORTH", 1));
        (await south.Post("/api/orders", order)).ExpectProblem(422, "unknown-sku");
        Assert.Empty((await south.Get("/api/orders")).List("orders"));
        Assert.Empty((await south.Get("/api/stock")).List("stock"));
        Assert.Empty((await south.Get("/api/changes")).List("orders"));
    }

    [Fact]
    public async Task A_cursor_of_another_shop_is_no_cursor()
    {
        foreach (var sku in new[] { "W.CUR-1", "W.CUR-2" })
        {
            (await north.Put($"/api/stock/{sku}", new { onHand = 1 })).Expect(201);
        }

        var cursor = Uri.EscapeDataString((await north.Get("/api/stock?limit=1")).Text("next")!);
        (await north.Get($"/api/stock?limit=1&after={cursor}")).Expect(200);
        (await south.Get($"/api/stock?limit=1&after={cursor}")).ExpectProblem(400, "malformed");
    }

    [Fact]
    public async Task A_supplier_is_known_by_its_signature_alone()
    {
        (await north.Put("/api/stock/W.SIGNED", new { onHand = 0 })).Expect(201);
        var acme = new SupplierDesk(north, "north", "acme", TwoShops.AcmeSecret);
        var now = TimeProvider.System.GetUtcNow();
        var stamp = now.ToUnixTimeSeconds().ToString();
        var data = new { shipment = "W.PO-1", lines = new[] { Contract.Line("W.SIGNED", 5) } };
        var body = SupplierDesk.Body("shipment.arrived", now, data);
        var good = acme.Sign("w-1", stamp, body);

        await Refused(acme.TellSigned("w-1", stamp, "v1,AAAA", body));
        await Refused(acme.TellSigned("w-2", stamp, good, body));
        await Refused(acme.TellSigned("w-1", stamp, good, body + " "));
        await Refused(acme.TellSigned("w-1", stamp, good.Replace("v1,", "v2,", StringComparison.Ordinal), body));
        await Refused(acme.TellSigned("w-1", "", good, body));
        await Refused(acme.TellText("w-1", body, now.AddMinutes(-6)));
        await Refused(acme.TellText("w-1", body, now.AddMinutes(6)));
        (string, string)[] others = [("north", "zenith"), ("south", "acme"), ("north", "nobody"), ("nowhere", "acme")];
        foreach (var (shop, supplier) in others)
        {
            await Refused(new SupplierDesk(north, shop, supplier, TwoShops.AcmeSecret).TellText("w-1", body));
        }

        (await acme.TellSigned("w-1", stamp, $"v1a,rubbish v1,AAAA {good}", body)).Expect(202);
        (await new SupplierDesk(north, "north").TellText("w-3", body)).Expect(202);
        await northOperator.AtRest();
        Assert.Equal(5, (await north.Get("/api/stock/W.SIGNED")).Number("onHand"));
    }

    [Fact]
    public async Task A_shipment_belongs_to_the_supplier_that_named_it_first()
    {
        (await north.Put("/api/stock/W.OWNED", new { onHand = 0 })).Expect(201);
        var acme = new SupplierDesk(north, "north", "acme", TwoShops.AcmeSecret);
        var zenith = new SupplierDesk(north, "north", "zenith", TwoShops.ZenithSecret);
        var now = TimeProvider.System.GetUtcNow();
        var data = new { shipment = "W.PO-2", lines = new[] { Contract.Line("W.OWNED", 5) } };
        (await acme.Tell("w-own-1", "shipment.arrived", now, data)).Expect(202);
        (await zenith.Tell("w-own-1", "shipment.closed", now, new { shipment = "W.PO-2" }))
            .ExpectProblem(403, "forbidden");
        await northOperator.AtRest();
        Assert.Equal(5, (await north.Get("/api/stock/W.OWNED")).Number("onHand"));
    }

    [Fact]
    public async Task In_production_nobody_reads_the_mails() =>
        Assert.Equal(404, (await north.Get("/dev/mail")).Status);

    private static async Task Refused(Task<Answer> told) => (await told).ExpectProblem(401, "unauthorized");
}
