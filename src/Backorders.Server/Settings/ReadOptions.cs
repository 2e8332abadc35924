using Backorders.Pipeline.Planning;
using Backorders.Pipeline.Purchasing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Backorders.Server.Settings;

/// <summary>
/// Reads the settings: <c>appsettings.json</c> beside the program, environment variables over it, the command line over
/// both. Anything that is wrong is a <see cref="BadSettingException"/>, and nothing has been done yet.
/// </summary>
public static class ReadOptions
{
    private const int MostRequestsPerSecond = 1_000_000;
    private const int RequestsPerSecondInProduction = 1_000;

    /// <summary>A person opens one page; an office behind one address, or a proxy, some at once.</summary>
    private const int PagesPerSecondInProduction = 50;
    private const int SigningKeyBytes = 32;
    private const string PerKey = "PerKeyPerSecond", PerAddress = "PerAddressPerSecond";

    public static IConfigurationBuilder AddSettings(this IConfigurationBuilder settings) =>
        settings
            .AddJsonFile(
                Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
            .Add(new EnvironmentSettings(Environment.GetEnvironmentVariables()));

    /// <param name="data">The folder that the command line names, before the settings.</param>
    public static BackordersOptions From(IConfiguration settings, string? data)
    {
        var environment = SettingChecks.First(
            settings["ASPNETCORE_ENVIRONMENT"], settings["DOTNET_ENVIRONMENT"], settings["AZURE_FUNCTIONS_ENVIRONMENT"],
            Environments.Production);
        RefuseUnresolved(settings);
        var adapters = ReadAdapters.From(settings);
        var development = environment.Equals(Environments.Development, StringComparison.OrdinalIgnoreCase);
        var webhooks = ReadWebhooks(settings.GetSection("Webhooks"), development);
        return new(
            ReadFolder(SettingChecks.First(data, settings["Data"], BackordersOptions.DefaultDataFolder)),
            development,
            ReadShops.From(settings.GetSection("Shops"), development, webhooks),
            ReadRate(settings.GetSection("RateLimits"), PerKey, development ? null : RequestsPerSecondInProduction),
            ReadSigningKey(settings.GetSection("Keys"), adapters.Store),
            adapters)
        {
            PublicUrl = ReadPublicUrl(settings.GetSection("PublicUrl")),
            PagesPerAddressPerSecond = ReadRate(
                settings.GetSection("RateLimits"), PerAddress, development ? null : PagesPerSecondInProduction),
            Webhooks = webhooks,
            PlanTime = ReadPlanTime(settings.GetSection("Replenishment")),
        };
    }

    private static PlanTime ReadPlanTime(IConfigurationSection replenishment)
    {
        replenishment.MayOnlyHave("HourUtc");
        return replenishment.GetSection("HourUtc").WholeNumber(0, 23) is { } hour ? new(hour) : PlanTime.Default;
    }

    private static WebhookOptions ReadWebhooks(IConfigurationSection webhooks, bool development)
    {
        webhooks.MayOnlyHave("AllowLoopback");
        var allow = webhooks.GetSection("AllowLoopback");
        var allowLoopback = allow.OneOf("false", "true") == "true";
        return !allowLoopback || development ? new(allowLoopback) : throw allow.Bad(
            "is for Development alone: elsewhere it would open this machine to whoever sets a supplier's address.");
    }

    /// <summary>As above, for a head that nothing but Storage Queues wakes.</summary>
    public static BackordersOptions ForFunctions(IConfiguration settings)
    {
        var options = From(settings, data: null);
        return options.Adapters.Queue is QueueChoice.Azure ? options : throw settings.GetSection("Queue").Bad(
            "must be azure for functions: Storage Queues wake them, and nobody would work an embedded queue.");
    }

    /// <summary>What an app gets to see when its identity may not read the vault.</summary>
    private static void RefuseUnresolved(IConfiguration settings)
    {
        var reference = settings.AsEnumerable().FirstOrDefault(
            setting => setting.Value?.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal) is true);
        if (reference.Key is not null)
        {
            throw new BadSettingException(
                SettingChecks.NameOf(reference.Key),
                "is a Key Vault reference that was not resolved: "
                + "is the secret there, and may the app's identity read it?");
        }
    }

    private static string ReadFolder(string folder)
    {
        try
        {
            return Path.GetFullPath(folder);
        }
        catch (ArgumentException e)
        {
            throw new BadSettingException(DataFolder.Setting, "must be the path of a folder.", e);
        }
    }

    /// <summary>Customers follow it from their mails: nothing on the way may read or change what they choose.</summary>
    private static Uri? ReadPublicUrl(IConfigurationSection setting)
    {
        if (string.IsNullOrEmpty(setting.Value))
        {
            return null;
        }

        return Uri.TryCreate(setting.Value, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            && url is { Query: "", Fragment: "", UserInfo: "" }
            ? url
            : throw setting.Bad(
                "must be the https address under which customers reach this service, such as "
                + "https://orders.shop.example; http is for this machine only.");
    }

    private static int? ReadRate(IConfigurationSection limits, string name, int? unlessGiven)
    {
        limits.MayOnlyHave(PerKey, PerAddress);
        return limits.GetSection(name).WholeNumber(0, MostRequestsPerSecond, "; 0 lifts the limit") switch
        {
            null => unlessGiven,
            0 => null,
            var rate => rate,
        };
    }

    private static ReadOnlyMemory<byte>? ReadSigningKey(IConfigurationSection keys, StoreChoice store)
    {
        keys.MayOnlyHave("Signing");
        var signing = keys.GetSection("Signing");
        if (string.IsNullOrEmpty(signing.Value))
        {
            return store is StoreChoice.Sqlite ? null : throw signing.Bad(
                "is missing: several machines may serve one Cosmos DB, and each would make a key of its own. "
                + "Set it to what 'openssl rand -base64 32' prints.");
        }

        return signing.Value.FromBase64() is { Length: >= SigningKeyBytes } key
            ? key
            : throw signing.Bad($"must be base64 of at least {SigningKeyBytes} bytes; leave it out to have one made.");
    }
}
