using Backorders.Server.Hosting;

namespace Backorders.Server.Settings;

/// <summary>
/// Reads the settings: <c>appsettings.json</c> beside the program, environment variables over it, the command line over
/// both. Anything that is wrong is a <see cref="BadSettingException"/>, and nothing has been done yet.
/// </summary>
public static class ReadOptions
{
    private const int MostRequestsPerSecond = 1_000_000;
    private const int RequestsPerSecondInProduction = 1_000;
    private const int SigningKeyBytes = 32;

    public static IConfigurationBuilder AddSettings(this IConfigurationBuilder settings) =>
        settings
            .AddJsonFile(
                Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
            .AddEnvironmentVariables();

    /// <param name="urls">From the command line, before the settings.</param>
    /// <param name="data">From the command line, before the settings.</param>
    public static ServerOptions From(string? urls, string? data) =>
        From(new ConfigurationBuilder().AddSettings().Build(), urls, data);

    public static ServerOptions From(IConfiguration settings, string? urls, string? data)
    {
        var environment = First(
            settings["ASPNETCORE_ENVIRONMENT"], settings["DOTNET_ENVIRONMENT"], Environments.Production);
        var development = environment.Equals(Environments.Development, StringComparison.OrdinalIgnoreCase);
        return new(
            ReadUrls(First(urls, settings["ASPNETCORE_URLS"], settings["Urls"], ServerOptions.DefaultUrl)),
            ReadFolder(First(data, settings["Data"], ServerOptions.DefaultDataFolder)),
            development,
            ReadShops.From(settings.GetSection("Shops"), development),
            ReadRate(settings.GetSection("RateLimits"), development),
            ReadSigningKey(settings.GetSection("Keys")));
    }

    private static string First(params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return value;
            }
        }

        throw new ArgumentException("the last one is the default", nameof(values));
    }

    private static string[] ReadUrls(string urls) =>
        [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadUrl)];

    private static string ReadUrl(string url)
    {
        // * and + stand for every address of the machine, which Uri does not know.
        var known = url.Replace("//*", "//any").Replace("//+", "//any");
        if (!Uri.TryCreate(known, UriKind.Absolute, out var address) || address.PathAndQuery != "/")
        {
            throw new BadSettingException(
                "Urls", $"(--urls) must name addresses such as {ServerOptions.DefaultUrl}, not '{url}'.");
        }

        if (address.Scheme != Uri.UriSchemeHttp)
        {
            throw new BadSettingException(
                "Urls", $"(--urls) must begin with http://, not as in '{url}': put a proxy in front for https.");
        }

        // Two sockets, one per protocol, would take two different ports.
        return (address.Host, address.Port) != ("localhost", 0)
            ? url
            : throw new BadSettingException("Urls", "(--urls) must name a port, or http://127.0.0.1:0 for a free one.");
    }

    private static string ReadFolder(string folder)
    {
        try
        {
            return Path.GetFullPath(folder);
        }
        catch (ArgumentException e)
        {
            throw new BadSettingException("Data", "(--data) must be the path of a folder.", e);
        }
    }

    private static int? ReadRate(IConfigurationSection limits, bool development)
    {
        limits.MayOnlyHave("PerKeyPerSecond");
        return limits.GetSection("PerKeyPerSecond").WholeNumber(0, MostRequestsPerSecond, "; 0 lifts the limit") switch
        {
            null => development ? null : RequestsPerSecondInProduction,
            0 => null,
            var rate => rate,
        };
    }

    private static ReadOnlyMemory<byte>? ReadSigningKey(IConfigurationSection keys)
    {
        keys.MayOnlyHave("Signing");
        var signing = keys.GetSection("Signing");
        if (string.IsNullOrEmpty(signing.Value))
        {
            return null;
        }

        return signing.Value.FromBase64() is { Length: >= SigningKeyBytes } key
            ? key
            : throw signing.Bad($"must be base64 of at least {SigningKeyBytes} bytes; leave it out to have one made.");
    }
}
