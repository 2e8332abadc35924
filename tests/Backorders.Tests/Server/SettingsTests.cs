using Backorders.Server.Hosting;
using Backorders.Server.Settings;
using Microsoft.Extensions.Configuration;

namespace Backorders.Tests.Server;

public sealed class SettingsTests
{
    private const string Hash = "sha256:c48a01f49fd0f2cc404bc3cbbc80e91457a3d41bb429a695243de4c61794155c";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static readonly TheoryData<string, string, string> BadSettings = new()
    {
        {
            "Shops__north__Name", new string('n', 201),
            "must have at most 200 characters, none of them a control character."
        },
        { "Shops__north__Name", "No\nrth", "must have at most 200 characters, none of them a control character." },
        { "Shops__north__ReplyTo", "not a mailbox", "must be one plain mailbox such as orders@shop.example." },
        { "Shops__north__Nmae", "N", "is no setting: north has Name, ReplyTo, ApiKeys, Suppliers." },
        {
            "Shops__north__ApiKeys__0__Hash", "demo-key",
            "must be sha256: and 64 hex digits: the command hash-key prints it."
        },
        {
            "Shops__north__ApiKeys__0__Hash", Hash[..^1],
            "must be sha256: and 64 hex digits: the command hash-key prints it."
        },
        {
            "Shops__north__ApiKeys__0__Hash", Hash[..^1] + "g",
            "must be sha256: and 64 hex digits: the command hash-key prints it."
        },
        { "Shops__north__ApiKeys__0__Role", "admin", "must be shop or operator, not 'admin'." },
        { "Shops__north__ApiKeys__0__Role", "", "must be shop or operator, not ''." },
        { "Shops__north__ApiKeys__0__Key", "x", "is no setting: 0 has Hash, Role." },
        {
            "Shops__north__Suppliers__acme__Secrets__0", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "must be whsec_ and base64 of 24 to 64 bytes."
        },
        {
            "Shops__north__Suppliers__acme__Secrets__0", "whsec_c2hvcnQ=",
            "must be whsec_ and base64 of 24 to 64 bytes."
        },
        {
            "Shops__north__Suppliers__acme__Secrets__0", "whsec_***",
            "must be whsec_ and base64 of 24 to 64 bytes."
        },
        {
            "Shops__north__Suppliers__acme__WebhookUrl", "supplier.example",
            "must be an absolute address such as https://supplier.example/orders."
        },
        { "Shops__north__Suppliers__acme__WebhookUrl", "http://supplier.example/", "must begin with https://." },
        { "Shops__north__Suppliers__acme__WebhookUrl", "https://10.0.0.1/", "must lead to a public address." },
        {
            "Shops__north__Suppliers__acme__Email", "Acme <a@b.example>",
            "must be one plain mailbox such as purchasing@supplier.example."
        },
        {
            "Webhooks__AllowLoopback", "true",
            "is for Development alone: elsewhere it would open this machine to whoever sets a supplier's address."
        },
        { "Shops__north__Suppliers__acme__LeadTimeDays", "731", "must be a whole number from 0 to 730, not '731'." },
        { "Shops__north__Suppliers__acme__LeadTimeDays", "-1", "must be a whole number from 0 to 730, not '-1'." },
        { "Shops__north__Suppliers__acme__LeadTimeDays", "1.5", "must be a whole number from 0 to 730, not '1.5'." },
        {
            "RateLimits__PerKeyPerSecond", "many",
            "must be a whole number from 0 to 1000000, not 'many'; 0 lifts the limit."
        },
        { "RateLimits__PerSecond", "1", "is no setting: RateLimits has PerKeyPerSecond, PerAddressPerSecond." },
        { "Keys__Signing", "c2hvcnQ=", "must be base64 of at least 32 bytes; leave it out to have one made." },
        {
            "Keys__Signing", "no base64!",
            "must be base64 of at least 32 bytes; leave it out to have one made."
        },
        {
            "Urls", "localhost:7071",
            "(--urls) must name addresses such as http://localhost:7071, not 'localhost:7071'."
        },
        {
            "Urls", "https://localhost:7071",
            "(--urls) must begin with http://, not as in 'https://localhost:7071': put a proxy in front for https."
        },
        { "Urls", "http://localhost:0", "(--urls) must name a port, or http://127.0.0.1:0 for a free one." },
        { "Urls", "seventy", "(--urls) must name addresses such as http://localhost:7071, not 'seventy'." },
        {
            "Urls", "http://localhost:7071/shop",
            "(--urls) must name addresses such as http://localhost:7071, not 'http://localhost:7071/shop'."
        },
    };

    [Theory, MemberData(nameof(BadSettings))]
    public void A_bad_setting_is_named_in_one_sentence_that_says_what_to_do(string name, string value, string whatToDo)
    {
        var settings = With(OneShop, (name, value));

        var refusal = Assert.Throws<BadSettingException>(() => Read(settings));

        Assert.Equal($"{name} {whatToDo}", refusal.Message);
    }

    [Theory]
    [InlineData("Shops__a b__Name", "Shops__a b is no shop id: use 1 to 64 of A-Z a-z 0-9 . _ -.")]
    [InlineData("Shops__north__Suppliers__a/b__Secrets__0",
        "Shops__north__Suppliers__a/b is no supplier id: use 1 to 64 of A-Z a-z 0-9 . _ -.")]
    public void An_id_that_no_address_could_carry_is_refused(string name, string sentence)
    {
        Assert.Equal(sentence, Assert.Throws<BadSettingException>(() => Read(With(OneShop, (name, Secret)))).Message);
    }

    [Fact]
    public void A_shop_that_nobody_can_call_is_refused()
    {
        var refusal = Assert.Throws<BadSettingException>(() => Read([("Shops__north__Name", "North")]));

        Assert.StartsWith("Shops__north__ApiKeys is missing:", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_supplier_that_cannot_sign_is_refused()
    {
        var settings = With(OneShop, ("Shops__north__Suppliers__acme__LeadTimeDays", "7"));

        var refusal = Assert.Throws<BadSettingException>(() => Read(settings)).Message;

        Assert.StartsWith("Shops__north__Suppliers__acme__Secrets is missing:", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_two_shops_is_refused_whatever_the_case_of_its_hash()
    {
        var settings = With(
            OneShop,
            ("Shops__south__ApiKeys__0__Hash", "sha256:" + Hash["sha256:".Length..].ToUpperInvariant()),
            ("Shops__south__ApiKeys__0__Role", "operator"));

        var refusal = Assert.Throws<BadSettingException>(() => Read(settings));

        Assert.Equal(
            "Shops__south__ApiKeys holds a key of shop 'north' as well: "
                + "a key belongs to exactly one shop, make a new one.",
            refusal.Message);
    }

    [Fact]
    public void A_key_may_have_both_roles_in_its_shop()
    {
        var settings = With(
            OneShop, ("Shops__north__ApiKeys__1__Hash", Hash), ("Shops__north__ApiKeys__1__Role", "Operator"));

        Assert.Equal([Role.Shop, Role.Operator], Read(settings).Shops.All.Single().Keys.Select(key => key.Role));
    }

    [Fact]
    public void A_shop_is_read_as_it_was_set()
    {
        var shop = Read(With(
            OneShop,
            ("Shops__north__ReplyTo", "help@north.example"),
            ("Shops__north__Suppliers__acme__Secrets__0", Secret),
            ("Shops__north__Suppliers__acme__Secrets__1", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
            ("Shops__north__Suppliers__acme__WebhookUrl", "https://acme.example/orders?token=1"),
            ("Shops__north__Suppliers__acme__Email", "purchasing@acme.example"),
            ("Shops__north__Suppliers__acme__LeadTimeDays", "14"))).Shops.Find(new("north"))!;

        Assert.Equal(("North & Sons", "help@north.example"), (shop.Name, shop.ReplyTo));
        Assert.Equal(new ApiKey(Hash["sha256:".Length..], Role.Shop), Assert.Single(shop.Keys));
        var supplier = shop.Suppliers[new("acme")];
        Assert.Equal([24, 32], supplier.Secrets.Select(secret => secret.Length));
        Assert.Equal(14, supplier.LeadTimeDays);
        Assert.Equal(
            ("https://acme.example/orders?token=1", "purchasing@acme.example"),
            (supplier.WebhookUrl!.ToString(), supplier.Email));
    }

    [Fact]
    public void A_shop_without_a_name_is_called_by_its_id()
    {
        var settings = OneShop.Where(setting => setting.Name != "Shops__north__Name");

        Assert.Equal("north", Read(settings).Shops.All.Single().Name);
    }

    [Fact]
    public void Production_has_no_credentials_of_its_own()
    {
        var refusal = Assert.Throws<BadSettingException>(() => Read([]));

        Assert.StartsWith("Shops names no shop:", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newcomer_in_development_gets_the_demo_shop()
    {
        var options = Read([("ASPNETCORE_ENVIRONMENT", "Development")]);

        Assert.True(options.Development);
        Assert.Same(DemoShop.Directory, options.Shops);
        Assert.Equal([Role.Shop, Role.Operator], options.Shops.Find(new("demo"))!.Keys.Select(key => key.Role));
    }

    [Fact]
    public void Shops_that_are_set_leave_no_demo_shop_behind()
    {
        var options = Read(With(OneShop, ("DOTNET_ENVIRONMENT", "development")));

        Assert.Null(options.Shops.Find(DemoShop.Id));
    }

    [Theory]
    [InlineData("Production", null, 1_000)]
    [InlineData("Development", null, null)]
    [InlineData("Production", "0", null)]
    [InlineData("Development", "7", 7)]
    public void Requests_are_limited_per_key_in_production(string environment, string? set, int? perSecond)
    {
        var options = Read(With(
            OneShop, ("ASPNETCORE_ENVIRONMENT", environment), ("RateLimits__PerKeyPerSecond", set ?? "")));

        Assert.Equal(perSecond, options.RequestsPerKeyPerSecond);
    }

    [Fact]
    public void The_command_line_is_stronger_than_settings_and_settings_than_defaults()
    {
        (string, string)[] set =
        [
            ("ASPNETCORE_URLS", "http://localhost:1;http://localhost:2"), ("Urls", "http://localhost:3"),
            ("Data", "set"),
        ];

        var defaults = ReadServer(OneShop);
        var settings = ReadServer(With(OneShop, set));
        var commandLine = ReadServerOptions.From(Configuration(With(OneShop, set)), "http://*:4", "told");

        Assert.Equal(["http://localhost:7071"], defaults.Urls);
        Assert.Equal(Path.GetFullPath(".backorders"), defaults.Backorders.DataFolder);
        Assert.Equal(["http://localhost:1", "http://localhost:2"], settings.Urls);
        Assert.Equal(Path.GetFullPath("set"), settings.Backorders.DataFolder);
        Assert.Equal(["http://*:4"], commandLine.Urls);
        Assert.Equal(Path.GetFullPath("told"), commandLine.Backorders.DataFolder);
    }

    private static (string Name, string Value)[] OneShop =>
    [
        ("Shops__north__Name", "North & Sons"),
        ("Shops__north__ApiKeys__0__Hash", Hash),
        ("Shops__north__ApiKeys__0__Role", "shop"),
    ];

    private static IEnumerable<(string Name, string Value)> With(
        IEnumerable<(string Name, string Value)> settings, params IEnumerable<(string Name, string Value)> more) =>
        settings.Concat(more);

    private static BackordersOptions Read(IEnumerable<(string Name, string Value)> settings) =>
        ReadServer(settings).Backorders;

    private static ServerOptions ReadServer(IEnumerable<(string Name, string Value)> settings) =>
        ReadServerOptions.From(Configuration(settings), urls: null, data: null);

    /// <summary>Settings as environment variables write them; a later one replaces an earlier.</summary>
    private static IConfiguration Configuration(IEnumerable<(string Name, string Value)> settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(setting => setting.Name).Select(
                setting => KeyValuePair.Create(setting.Key.Replace("__", ":"), (string?)setting.Last().Value)))
            .Build();
}
